import * as z from 'zod';
import type { Answer, Call, Send } from '../../../infra/commands/server/http-client.ts';
import { EXAMPLES } from '../../../shared/http/openapi/examples/catalogue.ts';
import { type ProblemCode, problemDocument } from '../../../shared/http/problems.ts';

const FINDINGS = 150;
const finding = (number: number) => ({
  ...EXAMPLES.findings.value.items[0],
  id: `case/guarantee/${number}/missed`,
  office: number % 3 === 0 ? 'kista' : 'vallingby',
  annotation: number % 10 === 0 ? 'met-but-registered-late' : null,
});

const fields = {
  from: '2008-01-01',
  to: '2008-12-31',
  division: 'of-the-time',
  definitions: [],
  policies: [],
} as const;
const outcomes = {
  kind: 'outcomes',
  ...fields,
  tables: [
    {
      id: 'by-office',
      dimension: 'office',
      rows: [],
      total: {
        key: 'total',
        openAtStart: 0,
        referred: 55,
        closed: 11,
        shareClosed: 0.2,
        work: 7,
        subsidisedWork: 1,
        studies: 0,
        workOrStudiesShare: 0.7272,
        dropOut: null,
        dropOutShare: null,
        suppressed: ['dropOut', 'dropOutShare'],
      },
    },
  ],
} as const;
const complianceTotal = {
  key: 'total',
  guaranteesDue: 55,
  guaranteesMet: 27,
  guaranteeMetShare: 0.4909,
  metByPlan: 27,
  metByWork: 0,
  metByOtherMeasure: 0,
  voided: 0,
  medianDays: 6,
  p90Days: 9,
  registeredLate: 0,
  reviewsDue: 110,
  reviewsInTime: 90,
  reviewInTimeShare: 0.8181,
  suppressed: [],
} as const;
const reading = {
  key: 'guarantee-five-days',
  guaranteesDue: 55,
  guaranteesMet: 27,
  guaranteeMetShare: 0.4909,
  suppressed: [],
};
const compliance = {
  kind: 'compliance',
  ...fields,
  tables: [
    { id: 'by-office', dimension: 'office', rows: [], total: complianceTotal },
    { id: 'policy-readings', dimension: 'policy', rows: [reading], total: reading },
  ],
} as const;

/** What is put in the way of a call, by its method and path. */
export type Obstacles = Readonly<Record<string, ProblemCode>>;

/**
 * An API in miniature that keeps the contract for the calls of the demonstration: what takes its time is not ready when
 * it is first asked about, lists come in pages, and every call needs the right client's token.
 */
export function fakeApi(obstacles: Obstacles = {}): { readonly send: Send; readonly calls: Array<string> } {
  const asked = new Map<string, number>();
  const calls: Array<string> = [];
  const twice = (path: string) => {
    asked.set(path, (asked.get(path) ?? 0) + 1);
    return (asked.get(path) ?? 0) > 1;
  };
  const answerTo = ({ method, url, headers, body = '{}' }: Call): Answer => {
    const { pathname, searchParams, host } = new URL(url);
    const called = `${method} ${pathname}`;
    calls.push(called);
    const obstacle = obstacles[called];
    if (obstacle !== undefined)
      return json(problemDocument(obstacle, 'urn:request:x').status, problemDocument(obstacle, 'urn:request:x'));
    if (host === 'files.example') return fileAt(pathname);
    if (pathname === '/oauth2/token') {
      return json(200, { access_token: new URLSearchParams(body).get('client_id'), expires_in: 3600 });
    }
    const client = headers['authorization']?.replace('Bearer ', '');
    if (client !== (called === 'POST /v1/referrals' ? 'district-hasselby-vallingby' : 'city-admin'))
      return json(403, {});
    switch (called) {
      case 'POST /v1/history':
        return json(201, EXAMPLES.case.value);
      case 'POST /v1/referrals':
        return json(201, EXAMPLES.case.value);
      case 'POST /v1/check-runs':
        return json(202, { ...EXAMPLES['check-run'].value, finishedAt: null });
      case 'GET /v1/check-runs/2026-03-10':
        return json(200, { ...EXAMPLES['check-run'].value, ...(twice(pathname) ? {} : { finishedAt: null }) });
      case 'GET /v1/findings': {
        const page = Number(searchParams.get('page'));
        const limit = Number(searchParams.get('limit'));
        const all = Array.from({ length: FINDINGS }, (_, index) => finding(index));
        return json(200, { items: all.slice((page - 1) * limit, page * limit), page, limit, total: FINDINGS });
      }
      case 'POST /v1/reports': {
        const { kind } = z.object({ kind: z.string() }).parse(JSON.parse(body));
        return json(202, { ...EXAMPLES.report.value, id: kind, kind, status: 'queued', files: [] });
      }
      case 'GET /v1/reports/outcomes':
      case 'GET /v1/reports/compliance': {
        const kind = pathname.slice(pathname.lastIndexOf('/') + 1);
        const file = { format: 'json', href: `https://files.example/${kind}`, bytes: 1, sha256: '0' };
        const page = { ...file, format: 'html', href: 'https://files.example/page' };
        return json(200, {
          ...EXAMPLES.report.value,
          kind,
          ...(twice(pathname) ? { files: [page, file] } : { status: 'building', files: [] }),
        });
      }
      case 'GET /v1/reports':
        return { status: 200, headers: {}, text: LIST };
      default:
        return json(404, problemDocument('not-found', 'urn:request:x'));
    }
  };
  return { calls, send: async (call) => answerTo(call) };
}

/** A report's file: a page under `/page`, otherwise the `json` of its kind. */
function fileAt(path: string): Answer {
  const files: Readonly<Record<string, object>> = { outcomes, compliance };
  return path === '/page'
    ? { status: 200, headers: {}, text: '<p>A page.</p>' }
    : json(200, files[path.slice(1)] ?? {});
}

/** A link to a report of the story, and one to another. */
const LIST =
  '<a href="https://files.example/reports/outcomes/outcomes.html?signed=1">Läs</a> <a href="https://files.example/reports/older/flow.html?x=1">Läs</a>';

function json(status: number, body: object): Answer {
  return { status, headers: {}, text: JSON.stringify(body) };
}
