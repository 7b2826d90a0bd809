/** Every problem the API answers with: the one file that knows status codes for them. Swedish first. */
export const PROBLEMS = {
  'unreadable-json': {
    status: 400,
    sv: ['Innehållet är inte JSON', 'Skicka ett JSON-objekt i UTF-8.'],
    en: ['The body is not JSON', 'Send a JSON object in UTF-8.'],
  },
  'officer-id-missing': {
    status: 400,
    sv: ['Officer-Id saknas', 'Ange i huvudet Officer-Id vem som står bakom anropet, 1–64 synliga ASCII-tecken.'],
    en: [
      'Officer-Id is missing',
      'Say in the Officer-Id header who is behind the call, 1–64 visible ASCII characters.',
    ],
  },
  'idempotency-key-missing': {
    status: 400,
    sv: [
      'Idempotency-Key saknas',
      'Ange ett eget värde på 8–128 synliga ASCII-tecken och återanvänd det vid omsändning.',
    ],
    en: [
      'Idempotency-Key is missing',
      'Give a value of your own, 8–128 visible ASCII characters, and reuse it when retrying.',
    ],
  },
  'malformed-header': {
    status: 400,
    sv: [
      'Ett huvud är felaktigt',
      'Idempotency-Key ska ha 8–128 synliga ASCII-tecken, If-Match ett versionsnummer inom citattecken och Access-Purpose ett av de ändamål som beskrivs.',
    ],
    en: [
      'A header is malformed',
      'Idempotency-Key takes 8–128 visible ASCII characters, If-Match a version number in quotes, Access-Purpose one of the purposes described.',
    ],
  },
  'token-required': {
    status: 401,
    sv: [
      'Giltig åtkomsttoken saknas',
      'Hämta en ny token hos identitetstjänsten och skicka den som Authorization: Bearer.',
    ],
    en: [
      'A valid access token is required',
      'Fetch a new token from the identity provider and send it as Authorization: Bearer.',
    ],
  },
  'missing-scope': {
    status: 403,
    sv: ['Behörighet saknas', 'Token saknar det scope som anropet kräver.'],
    en: ['A scope is missing', 'The token lacks the scope that the call requires.'],
  },
  'wrong-district': {
    status: 403,
    sv: ['Fel stadsdel', 'Ett stadsdelsområde kan bara hänvisa för egen räkning.'],
    en: ['Wrong district', 'A district can refer only on its own behalf.'],
  },
  'not-found': {
    status: 404,
    sv: ['Finns inte', 'Det finns inget här som du kan se.'],
    en: ['Not found', 'There is nothing here that you can see.'],
  },
  'open-case-exists': {
    status: 409,
    sv: [
      'Personen har redan ett öppet ärende',
      'Använd det öppna ärendet, eller begär överflyttning av det jobbtorg som har det.',
    ],
    en: ['The person already has an open case', 'Use the open case, or ask the office that holds it for a transfer.'],
  },
  'not-possible-now': {
    status: 409,
    sv: ['Inte möjligt just nu', 'Ärendets läge tillåter inte detta; se vad som är möjligt.'],
    en: ['Not possible now', "The case's state does not allow this; see what is possible."],
  },
  'disclosure-withdrawn': {
    status: 409,
    sv: [
      'Grunden för att lämna uppgifter är återkallad',
      'Inget nytt lämnas till ett annat stadsdelsområde. Det nya området kan hänvisa personen själv, på egen grund, när ärendet är avslutat. Byte av jobbtorg inom området går bra.',
    ],
    en: [
      'The ground for disclosing data has been withdrawn',
      'Nothing new goes to another district. The new district can refer the person itself, on a ground of its own, once the case is closed. A change of office within the district is possible.',
    ],
  },
  'not-restricted': {
    status: 409,
    sv: ['Ingen begränsning gäller', 'Uppgifterna i ärendet är inte begränsade, så det finns inget att häva.'],
    en: ['No restriction is in force', 'The data in the case are not restricted, so there is nothing to lift.'],
  },
  'retention-not-confirmed': {
    status: 409,
    sv: [
      'Gallringsregeln är inte bekräftad',
      'Staden har inte bekräftat den regel som gäller den dagen, så inget får förstöras. Kör med dryRun: true; bekräftelsen är en inställning i driftmiljön.',
    ],
    en: [
      'The retention rule has not been confirmed',
      'The city has not confirmed the rule of that day, so nothing may be destroyed. Run with dryRun: true; the confirmation is a setting of the deployed stage.',
    ],
  },
  'approval-not-possible': {
    status: 409,
    sv: [
      'Gallringen kan inte godkännas så',
      'Den väntar inte på godkännande, eller gäller ett annat antal ärenden; se state och due. Läs den igen.',
    ],
    en: [
      'The run cannot be approved like this',
      'It does not await approval, or is about another number of cases; see state and due. Read it again.',
    ],
  },
  'second-officer-required': {
    status: 409,
    sv: ['En annan handläggare ska godkänna', 'Den som begärde gallringen godkänner den inte själv.'],
    en: ['Another officer is to approve', 'Whoever asked for the run does not approve it.'],
  },
  'request-in-progress': {
    status: 409,
    sv: ['Samma begäran behandlas redan', 'Vänta en stund och skicka om med samma Idempotency-Key.'],
    en: ['The same request is being processed', 'Wait a moment and send it again with the same Idempotency-Key.'],
  },
  'history-key-taken': {
    status: 409,
    sv: ['Nyckeln är redan använd', 'En annan rad har importerats under samma key; ge raden en egen.'],
    en: ['The key is taken', 'Another line was imported under this key; give the line one of its own.'],
  },
  'feed-cursor-expired': {
    status: 410,
    sv: [
      'Händelserna finns inte kvar',
      'Händelser sparas i 90 dagar. Läs in ärendena på nytt och börja om flödet utan after.',
    ],
    en: [
      'The events are no longer kept',
      'Events are kept for 90 days. Read the cases anew and start the feed again without after.',
    ],
  },
  'stale-version': {
    status: 412,
    sv: ['Ärendet har ändrats', 'Läs ärendet igen och skicka om med dess nya ETag i If-Match.'],
    en: ['The case has changed', 'Read the case again and resend with its new ETag in If-Match.'],
  },
  'body-too-large': {
    status: 413,
    sv: ['För stort', 'Innehållet får vara högst 64 kB.'],
    en: ['Too large', 'The body may be at most 64 KB.'],
  },
  'unsupported-media-type': {
    status: 415,
    sv: ['Fel innehållstyp', 'Skicka Content-Type: application/json.'],
    en: ['Unsupported content type', 'Send Content-Type: application/json.'],
  },
  'invalid-request': {
    status: 422,
    sv: ['Ogiltiga uppgifter', 'Rätta de fält som pekas ut i errors och skicka igen.'],
    en: ['Invalid request', 'Correct the fields pointed out in errors and send it again.'],
  },
  'not-eligible': {
    status: 422,
    sv: [
      'Utanför målgruppen enligt reglerna',
      'Detta är inget beslut om personen. Stadsdelen bedömer tillhörigheten: skicka om med districtAssessment {officer, on, reason} om er bedömning är en annan.',
    ],
    en: [
      'Outside the target group by the rules',
      'This is no decision on the person. The district judges belonging: resend with districtAssessment {officer, on, reason} if your assessment differs.',
    ],
  },
  'disclosure-basis-missing': {
    status: 422,
    sv: [
      'Grund för utlämnande saknas',
      'Ange i disclosure med vilken rätt uppgifterna lämnas ut: samtycke, menprövning, egen uppgift eller lag.',
    ],
    en: [
      'No ground for disclosure',
      'State in disclosure by what right the data are released: consent, harm test, own task or statute.',
    ],
  },
  'idempotency-key-reused': {
    status: 422,
    sv: ['Nyckeln har använts för något annat', 'Ge den nya begäran en egen Idempotency-Key.'],
    en: ['The key was used for something else', 'Give the new request an Idempotency-Key of its own.'],
  },
  'internal-error': {
    status: 500,
    sv: [
      'Fel hos oss',
      'Skicka om med samma Idempotency-Key; inget sparas två gånger. Kvarstår felet, kontakta förvaltningen.',
    ],
    en: [
      'An error on our side',
      'Send it again with the same Idempotency-Key; nothing is stored twice. If it persists, contact support.',
    ],
  },
  'temporarily-unavailable': {
    status: 503,
    sv: [
      'Tillfälligt otillgängligt',
      'Vänta en stund och skicka om med samma Idempotency-Key; inget sparas två gånger.',
    ],
    en: [
      'Temporarily unavailable',
      'Wait a moment and send it again with the same Idempotency-Key; nothing is stored twice.',
    ],
  },
} as const satisfies Record<string, ProblemText>;

interface ProblemText {
  readonly status: number;
  /** Title and detail. */
  readonly sv: readonly [string, string];
  readonly en: readonly [string, string];
}

export type ProblemCode = keyof typeof PROBLEMS;

/** An RFC 9457 problem document. `en` carries the same texts in English. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly en: { readonly title: string; readonly detail: string };
  readonly [extension: string]: unknown;
}

/** The problem document of a code; `instance` names the request, never what it held. */
export function problemDocument(
  code: ProblemCode,
  instance: string,
  extensions: Readonly<Record<string, unknown>> = {},
): ProblemDocument {
  const { status, sv, en } = PROBLEMS[code];
  return {
    type: `/v1/problems/${code}`,
    title: sv[0],
    status,
    detail: sv[1],
    instance,
    en: { title: en[0], detail: en[1] },
    ...extensions,
  };
}
