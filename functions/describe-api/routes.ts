import type { City } from '../../shared/domain/city.ts';
import { toEpochDay } from '../../shared/domain/time/local-date.ts';
import { KEPT_AN_HOUR, problem, type Reply, type Route, reply, route } from '../../shared/http/endpoint.ts';
import {
  anythingElse,
  bareRoot,
  getApiInfo,
  getCalendar,
  getDocs,
  getDocsFile,
  getHealth,
  getOpenApi,
  getProblem,
  getReference,
} from '../../shared/http/endpoints/description.ts';
import { API } from '../../shared/http/openapi/about.ts';
import { DOCS_FILES, DOCS_POLICY, docsPage, isDocsFile } from '../../shared/http/pages/docs-page.ts';
import { problemPage } from '../../shared/http/pages/problem-page.ts';
import { type Clock, today } from '../../shared/ports/clock.ts';
import { holidaysIn, periodOf, periodProblems } from './calendar.ts';
import type { ReadDocsFile } from './docs-files.ts';
import { type ReferenceData, referenceOn } from './reference.ts';

export interface DescribeDependencies extends ReferenceData {
  readonly city: City;
  readonly clock: Clock;
  /** The OpenAPI document as compressed JSON, made on its first use: nobody who asks for a holiday waits for it. */
  readonly openApi: () => Promise<Uint8Array>;
  readonly docsFile: ReadDocsFile;
}

const cached = (body: unknown): Reply => reply(200, body, KEPT_AN_HOUR);

/** What anyone may read: that the API is up, what it is, how it is used, what its problems and codes mean. */
export function describeRoutes(dependencies: DescribeDependencies): ReadonlyArray<Route> {
  const { clock, city, openApi, docsFile } = dependencies;
  return [
    route(getHealth, async () => reply(200, { status: 'ok' })),
    route(getApiInfo, async () =>
      cached({
        apiName: API.name,
        apiVersion: API.version,
        apiReleased: API.released,
        apiDocumentation: API.documentation,
        apiStatus: API.status,
      }),
    ),
    route(getOpenApi, async () => ({ kind: 'file', contentType: 'application/json', gzipped: await openApi() })),
    route(getDocs, async () => ({
      kind: 'page',
      status: 200,
      html: docsPage(),
      headers: { ...KEPT_AN_HOUR, 'content-security-policy': DOCS_POLICY },
    })),
    route(getDocsFile, async ({ params: { file = '' } }) =>
      isDocsFile(file)
        ? { kind: 'file', contentType: DOCS_FILES[file], gzipped: await docsFile(file) }
        : problem('not-found'),
    ),
    route(getProblem, async ({ params }) => {
      const html = problemPage(params['code'] ?? '');
      return html === undefined ? problem('not-found') : { kind: 'page', status: 200, html, headers: KEPT_AN_HOUR };
    }),
    route(getReference, async ({ params, query }) => {
      const entries = referenceOn(params['collection'] ?? '', query.on ?? today(clock), dependencies);
      return entries === undefined ? problem('not-found') : cached(entries);
    }),
    route(getCalendar, async ({ query }) => {
      const period = periodOf(query, today(clock));
      const errors = periodProblems(period);
      return errors.length > 0
        ? problem('invalid-request', { errors })
        : cached(holidaysIn(period, { calendar: city.calendar.knownOn(toEpochDay(today(clock))) }));
    }),
    route(anythingElse, async () => problem('not-found')),
    route(bareRoot, async () => problem('not-found')),
  ];
}
