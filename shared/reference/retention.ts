import { RETENTION_HOLDS, type RetentionRule } from '../domain/retention/rule.ts';
import { DAYS } from './days.ts';

/** The rules that a city can confirm: until it has confirmed the one in force, every run is dry. */
export const RETENTION_RULE_IDS = ['case-file-2001', 'case-file-2025'] as const;
export type RetentionRuleId = (typeof RETENTION_RULE_IDS)[number];

const caseFile = {
  series: 'case-file',
  sv: 'Personakter: ärenden hos Jobbtorg, ett ärende är en akt',
  en: 'Personal files: cases at Jobbtorg, one case being one file',
  trigger: 'last-note',
  years: 5,
  finishBy: 'end-of-next-year',
  sampleDays: [5, 15, 25],
  storedDays: 100,
  exceptions: RETENTION_HOLDS,
  carriedOut: true,
} as const satisfies Partial<RetentionRule>;

/**
 * How long the records are kept. That the duty of a social services board binds the board of the Jobbtorg is assumed: the
 * city's own decision on culling may say otherwise, and replaces these. The provisions on paternity, adoption and placed
 * children name documents that are not here. From its last write on a case is named, beside its own items, by the feed
 * (97 days, from at most a day later), by the run of the check that follows (90), by queues (14) and by records of
 * repeatable requests (8), and the database removes within two days what has expired: hence a hundred days. What begins
 * later or lasts longer, a certificate names. The access log has a period of its own, which nothing carries out before a
 * city has decided on it; its entries name a case and officers, and nobody else.
 */
export const RETENTION_RULES: ReadonlyArray<RetentionRule & { readonly id: RetentionRuleId | 'access-log-proposed' }> =
  [
    {
      ...caseFile,
      id: 'case-file-2001',
      validFrom: DAYS.beforeEverything,
      validTo: DAYS.lastOfSocialServicesAct2001,
      ground: {
        sv: 'Socialtjänstlagen (2001:453) 12 kap. 1 §; forskningsurvalet: socialtjänstförordningen 7 kap. 2 §',
        en: 'Social Services Act (2001:453) 12:1; the research sample: Social Services Ordinance 7:2',
        verified: true,
      },
      source: 'sol-2001, assumed',
    },
    {
      ...caseFile,
      id: 'case-file-2025',
      validFrom: DAYS.socialServicesAct2025,
      validTo: null,
      ground: {
        sv: 'Socialtjänstlagen (2025:400), vars gallringsregel förutsätts vara som den förras; paragrafen är inte kontrollerad',
        en: 'Social Services Act (2025:400), whose rule is taken to be as that before; the section has not been verified',
        verified: false,
      },
      source: 'sol-2025, assumed',
    },
    {
      id: 'access-log-proposed',
      series: 'access-log',
      sv: 'Åtkomstloggen: vem som har läst, ändrat, nekats eller gallrat ett ärende',
      en: 'The access log: who has read, changed, been refused or destroyed a case',
      validFrom: DAYS.beforeEverything,
      validTo: null,
      ground: {
        sv: 'Staden behöver besluta; tio år motsvarar preskriptionstiden för skadestånd (preskriptionslagen 1981:130)',
        en: 'The city has to decide; ten years is the limitation period for damages (1981:130)',
        verified: false,
      },
      trigger: 'entry',
      years: 10,
      finishBy: null,
      sampleDays: [],
      storedDays: 0,
      exceptions: [],
      carriedOut: false,
      source: 'assumed',
    },
  ];
