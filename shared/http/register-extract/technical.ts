import * as z from 'zod';
import { type CaseRecord, REMEMBERED_DAYS } from '../../ports/case-store.ts';
import { FEED_DAYS } from '../../ports/feed.ts';
import { BACKUP_DAYS } from '../../ports/retention.ts';
import type { Bilingual } from './labels.ts';
import { isOfThePast } from './readers.ts';

/** What the system makes of the record for its own work: hashes that nobody can read, copies, and the case's id. */
const TECHNICAL_KINDS = [
  'person-hashes',
  'named-officers-hashes',
  'imported-line-hash',
  'repeated-requests',
  'rows-for-lists-and-reports',
  'messages',
  'runs',
  'backups',
] as const;
type TechnicalKind = (typeof TECHNICAL_KINDS)[number];

/** A kind of item that is held beside the record, in words; never the item itself. */
export const technicalView = z.object({ kind: z.enum(TECHNICAL_KINDS), sv: z.string(), en: z.string() });
export type TechnicalView = z.infer<typeof technicalView>;

const KINDS: Readonly<Record<TechnicalKind, Bilingual>> = {
  'person-hashes': [
    'Nycklade hashvärden av ditt personnummer, eller av stadsdelens egen beteckning på dig: på dem känns du igen, så att du inte får två öppna ärenden. Ingen kan läsa numret ur dem.',
    "Keyed hashes of your identity number, or of the district's own id for you: by them you are recognised, so that you never have two open cases. Nobody can read the number from them.",
  ],
  'named-officers-hashes': [
    'Nycklade hashvärden av vilka som får se ärendet, så länge dina personuppgifter är skyddade.',
    'Keyed hashes of who may see the case, for as long as your identity is protected.',
  ],
  'imported-line-hash': [
    'Ett nycklat hashvärde av den rad som ärendet lästes in från, så att den inte läses in två gånger.',
    'A keyed hash of the line that the case was imported from, so that it is never imported twice.',
  ],
  'repeated-requests': [
    `Minnen av begäranden, så att samma begäran inte utförs två gånger: ett nycklat hashvärde av vad som skickades, ärendets beteckning och version. De gäller i ${REMEMBERED_DAYS} dagar.`,
    `Records of requests, so that the same request is never carried out twice: a keyed hash of what was sent, the case's id and version. They are valid for ${REMEMBERED_DAYS} days.`,
  ],
  'rows-for-lists-and-reports': [
    'Rader ur uppgifterna här, utan namn, nummer och fri text, för arbetslistor och statistik.',
    'Rows of what is told here, without name, number or free text, for worklists and statistics.',
  ],
  messages: [
    `Meddelanden till dem som hade ärendet när något hände: ärendets beteckning, vad det var och vilken dag, aldrig namn eller text; medan dina personuppgifter är skyddade bara att något har hänt och i vilket stadsdelsområde. De kan läsas i ${FEED_DAYS} dagar. Staden kan läsa alla.`,
    `Messages to whoever had the case when something happened: the case's id, what it was and on which day, never a name or text; while your identity is protected only that something has happened and in which district. They can be read for ${FEED_DAYS} days. The city can read them all.`,
  ],
  runs: [
    'Ärendets beteckning i nattliga kontroller, gallringskörningar och köer för arbete som väntar.',
    "The case's id in nightly checks, retention runs and queues of work to be done.",
  ],
  backups: [
    `Säkerhetskopior av allt detta. De skrivs över efter ${BACKUP_DAYS} dagar.`,
    `Backups of all this. They are overwritten after ${BACKUP_DAYS} days.`,
  ],
};

/** The kinds that there are of a case. */
export function technicalItemsOf({
  locks,
  named,
  historyBody,
  facts,
}: Pick<CaseRecord, 'locks' | 'named' | 'historyBody' | 'facts'>): ReadonlyArray<TechnicalView> {
  const absent: ReadonlySet<TechnicalKind> = new Set<TechnicalKind>([
    ...(locks.length === 0 ? (['person-hashes'] as const) : []),
    ...(named === null ? (['named-officers-hashes'] as const) : []),
    ...(historyBody === null ? (['imported-line-hash'] as const) : []),
    ...(facts.every(isOfThePast) ? (['messages'] as const) : []),
  ]);
  return TECHNICAL_KINDS.filter((kind) => !absent.has(kind)).map((kind) => ({
    kind,
    sv: KINDS[kind][0],
    en: KINDS[kind][1],
  }));
}
