import { createDocument, type ZodOpenApiObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { referralSchema } from '../../domain/referral/referral.ts';
import type { SCOPES } from '../caller.ts';
import type { Endpoint } from '../endpoint.ts';
import { ENDPOINTS } from '../endpoints/catalogue.ts';
import { anythingElse, bareRoot, getDocsFile, getOpenApi } from '../endpoints/description.ts';
import { eventView } from '../endpoints/feed.ts';
import { historyLineSchema } from '../endpoints/history.ts';
import {
  caseListItem,
  caseView,
  checkRunView,
  factView,
  findingListItem,
  occasionView,
  reportView,
  transferredView,
} from '../views.ts';
import { EXTERNAL_DOCS, INFO, SERVERS, TOKEN_URL } from './about.ts';
import { EXAMPLES } from './examples/catalogue.ts';
import { operationOf } from './operation.ts';
import { problemExamples } from './problem-responses.ts';
import { problemSchema } from './problem-schema.ts';

/**
 * Not described: what answers unknown paths and what the page about the API fetches, which are no resources, and the
 * description itself, whose file name has the dot that the national profile forbids in the name of a resource (UFN.08).
 */
const UNDESCRIBED: ReadonlyArray<Endpoint> = [anythingElse, bareRoot, getDocsFile, getOpenApi];

const TAGS: Readonly<Record<string, string>> = {
  referrals: 'Hänvisningar. Referrals.',
  cases: 'Ärenden. Cases.',
  persons: 'Personer. Persons.',
  worklists: 'Arbetslistor. Worklists.',
  findings: 'Avvikelser. Findings.',
  'disclosure-grounds': 'Grunder för att lämna uppgifter. Grounds for disclosing data.',
  'access-reviews': 'Granskning av åtkomst. Reviews of accesses.',
  'check-runs': 'Kontroller av frister. Checks of deadlines.',
  'retention-runs': 'Gallring. Retention and destruction.',
  history: 'Inläsning av äldre ärenden. Import of earlier cases.',
  reports: 'Rapporter. Reports.',
  feed: 'Händelseflödet. The feed.',
  reference: 'Stadens daterade uppgifter. The dated data of the city.',
  docs: 'Läs och prova. Read and try.',
  problems: 'Fel och vad man gör åt dem. Errors and what to do about them.',
  health: 'Drift. Operation.',
  'api-info': 'Om gränssnittet. About the API.',
};

const RIGHTS: Readonly<Record<(typeof SCOPES)[number], string>> = {
  'referrals:write':
    'Hänvisa, släppa väntan, kvittera planer och flytta till ett annat område. Refer, release holds, acknowledge plans and transfer to another district.',
  'cases:read': 'Läsa ärenden och söka personer. Read cases and search for persons.',
  'cases:write': 'Registrera i ärenden. Record in cases.',
  'compliance:read': 'Läsa arbetslistor, avvikelser och kontroller. Read worklists, findings and checks.',
  'compliance:run': 'Starta kontroller. Start checks.',
  'reports:read': 'Läsa rapporter. Read reports.',
  'reports:write': 'Beställa rapporter. Ask for reports.',
  'feed:read': 'Läsa händelseflödet. Read the feed.',
  'history:write': 'Läsa in äldre ärenden. Import earlier cases.',
  'audit:read': 'Läsa åtkomstloggen. Read the access log.',
  'retention:run':
    'Starta och godkänna gallring, och skjuta upp den för ett ärende. Start and approve retention, and put it off for a case.',
};

/** The OpenAPI document of the API, made from the endpoints that validate its requests and shape its responses. */
export function openApiDocument(endpoints: ReadonlyArray<Endpoint> = ENDPOINTS): ReturnType<typeof createDocument> {
  const operations = endpoints.filter((endpoint) => !UNDESCRIBED.includes(endpoint)).map(operationOf);
  const paths: ZodOpenApiPathsObject = {};
  for (const { method, path, operation } of operations) paths[path] = { ...paths[path], [method]: operation };
  const tags = new Set(operations.flatMap(({ operation }) => operation.tags ?? []));
  const description: ZodOpenApiObject = {
    openapi: '3.1.1',
    info: { ...INFO, 'x-limitations': [...INFO['x-limitations']] },
    servers: SERVERS,
    externalDocs: EXTERNAL_DOCS,
    tags: [...tags].map((name) => ({ name, description: TAGS[name] ?? name })),
    paths,
    components: {
      schemas: {
        Referral: referralSchema,
        HistoryLine: historyLineSchema,
        Case: caseView,
        TransferredCase: transferredView,
        Occasion: occasionView,
        CaseListItem: caseListItem,
        FindingListItem: findingListItem,
        Fact: factView,
        CheckRun: checkRunView,
        Report: reportView,
        Event: eventView,
        Problem: problemSchema,
      },
      examples: {
        ...EXAMPLES,
        ...Object.fromEntries(Object.entries(problemExamples()).map(([code, example]) => [`problem-${code}`, example])),
      },
      securitySchemes: {
        oauth2: {
          type: 'oauth2',
          description: 'OAuth 2.0 client credentials: hämta en token och skicka den som Authorization: Bearer.',
          flows: { clientCredentials: { tokenUrl: TOKEN_URL, scopes: RIGHTS } },
        },
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description:
            'En token från en annan identitetstjänst som staden litar på. A token of another trusted issuer.',
        },
      },
    },
  };
  return createDocument(description, {
    override: ({ jsonSchema, io }) => {
      withoutSafeBounds(jsonSchema);
      // A response may get more fields within a major version, and a client that refuses them would break.
      if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
}

/** An integer's bounds are said only where they mean something: the largest a number can hold does not. */
function withoutSafeBounds(jsonSchema: { minimum?: unknown; maximum?: unknown }): void {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}
