/**
 * What the API says of itself. The host, the contact and the terms are placeholders under the reserved name `.example`:
 * a city that deploys the API puts its own here.
 */
export const API = {
  name: 'Jobbtorg',
  version: '1.0.0',
  released: '2026-11-22',
  status: 'active',
  documentation: '/v1/docs',
  host: 'jobbtorg.example',
} as const;

export const INFO = {
  title: API.name,
  version: API.version,
  description: `Gränssnittet för de kommunala jobbtorgen: en stadsdel hänvisar en person, jobbtorget registrerar vad som händer, och var och en kan se vilka löften som är på väg att brytas och varför. Ingen myndighetsutövning sker här: inget beviljas, avslås eller dras in.

The interface of the municipal job centres: a district refers a person, the job centre records what happens, and everyone concerned can see which promises are about to be broken, and why. No public authority is exercised here: nothing is granted, denied or withdrawn.

Datum är lokala dagar i Stockholm (ÅÅÅÅ-MM-DD) och tidpunkter är i UTC. Fel besvaras som application/problem+json enligt RFC 9457, på svenska och engelska, aldrig med personuppgifter. Begäran får vara högst 64 kB.

Dates are local days in Stockholm (YYYY-MM-DD) and instants are in UTC. Errors are answered as application/problem+json by RFC 9457, in Swedish and English, never with personal data. A request may be at most 64 KB.`,
  termsOfService: `https://${API.host}/villkor`,
  contact: { name: 'Jobbtorgs förvaltning', url: `https://${API.host}/kontakt`, email: `api@${API.host}` },
  license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
  'x-limitations': [
    'En lista kan ligga några sekunder efter en ändring; ett ärende gör det aldrig. A list may lag a change by seconds; a case never does.',
    'En person som hänvisas en gång med personnummer och en gång med localId känns inte igen som samma. A person referred once by identity number and once by localId is not recognised as the same.',
    'En Idempotency-Key minns minst sju dagar. An Idempotency-Key is remembered for at least seven days.',
  ],
} as const;

export const SERVERS = [
  {
    url: 'https://{host}/v1',
    description: 'Stadens drift. Deployed by the city.',
    variables: { host: { default: API.host, description: 'Värdnamnet. The host name.' } },
  },
];

export const EXTERNAL_DOCS = {
  description: 'Läs och prova gränssnittet på nätet. Read and try the API online.',
  url: `https://${API.host}${API.documentation}`,
} as const;

export const TOKEN_URL = `https://${API.host}/oauth2/token`;
