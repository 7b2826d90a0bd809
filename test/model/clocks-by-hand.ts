import { openDayFrom, openDaysBefore, plusDays, plusThreeMonths } from './days.ts';

/** A paper in a case's file that has to do with a promise. */
export interface Paper {
  readonly kind: PaperKind;
  /** The day it is about, the day it was written, and the morning whose check first knows of it. */
  readonly on: string;
  readonly written: string;
  readonly seen: string;
}

/** In the order in which papers about one day are read; approvals and follow-ups of one day as they were written. */
const READ = [
  ['received', 'held'],
  ['released'],
  ['restarted'],
  ['work-started'],
  ['measure-started'],
  ['plan-approved', 'followed-up', 'concluded'],
  ['interrupted'],
  ['closed-with-work'],
  ['closed-by-office'],
  ['closed'],
] as const;
export type PaperKind = (typeof READ)[number][number];

/** A promise as an official with a ledger would enter it. */
export interface Entry {
  readonly id: string;
  readonly kind: 'guarantee' | 'review';
  /** The paper that made it, and the one it is counted from. */
  readonly madeBy: Paper;
  readonly from: Paper | null;
  readonly warnOn: string | null;
  readonly dueOn: string | null;
  ended: { readonly by: Ending; readonly paper: Paper } | null;
}
type Ending = 'plan' | 'work' | 'other-measure' | 'review' | 'void';

/** What the morning's check has to write down of a case. */
export interface Note {
  readonly clock: string;
  readonly kind: 'warned' | 'missed';
  readonly asOf: string;
  /** The first morning on which it is written. */
  readonly morning: string;
}

/**
 * The promises of a case, its papers read in the order of what they are about: one guarantee and one follow-up are open
 * at a time, and each paper is entered against these.
 */
export function ledger(papers: ReadonlyArray<Paper>): ReadonlyArray<Entry> {
  const numbers = numbered(papers);
  const release = inOrder(papers).find(({ kind }) => kind === 'released') ?? null;
  const entries: Array<Entry> = [];
  let guarantee: Entry | undefined;
  let review: Entry | undefined;
  let closing: Paper | undefined;

  const open = (kind: Entry['kind'], madeBy: Paper): Entry => {
    const from = madeBy.kind === 'held' ? release : madeBy;
    const number = numbers.get(`${kind} ${papers.indexOf(madeBy)}`);
    const ended = closing === undefined ? null : ({ by: 'void', paper: closing } as const);
    const entry: Entry = { id: `${kind}/${number}`, kind, madeBy, from, ...days(kind, from), ended };
    entries.push(entry);
    return entry;
  };
  const end = (entry: Entry | undefined, by: Ending, paper: Paper) => {
    if (entry !== undefined && entry.ended === null) entry.ended = { by, paper };
  };
  const isPast = (entry: Entry | undefined, { on }: Paper) => entry?.dueOn != null && on > entry.dueOn;
  const keep = (by: Ending, paper: Paper) => {
    if (guarantee?.from != null && guarantee.from.on <= paper.on) end(guarantee, by, paper);
  };
  const cancel = (entry: Entry | undefined, paper: Paper) => {
    if (!isPast(entry, paper)) end(entry, 'void', paper);
  };

  for (const paper of inOrder(papers)) {
    switch (paper.kind) {
      case 'received':
      case 'held':
        guarantee = open('guarantee', paper);
        break;
      case 'restarted':
        cancel(guarantee, paper);
        guarantee = open('guarantee', paper);
        break;
      case 'work-started':
        keep('work', paper);
        break;
      case 'measure-started':
        keep('other-measure', paper);
        break;
      case 'plan-approved':
        keep('plan', paper);
        cancel(review, paper);
        review = open('review', paper);
        break;
      case 'followed-up':
        end(review, 'review', paper);
        review = open('review', paper);
        break;
      case 'concluded':
        end(review, 'review', paper);
        break;
      case 'interrupted':
        if (review?.dueOn != null && paper.written <= review.dueOn) cancel(review, paper);
        break;
      case 'closed-with-work':
        if (!isPast(guarantee, paper)) keep('work', paper);
        cancel(guarantee, paper);
        cancel(review, paper);
        closing = paper;
        break;
      case 'closed':
        cancel(guarantee, paper);
        cancel(review, paper);
        closing = paper;
        break;
      case 'released':
      case 'closed-by-office':
        break;
    }
  }
  return entries.toSorted((a, b) => a.kind.localeCompare(b.kind) || a.id.localeCompare(b.id, 'en', { numeric: true }));
}

/** Everything that the checks have to write down of a case, by the papers that lie in its file now. */
export function notes(papers: ReadonlyArray<Paper>): ReadonlyArray<Note> {
  return ledger(papers).flatMap((entry) => {
    const { id: clock, madeBy, from, warnOn, dueOn } = entry;
    if (from === null || warnOn === null || dueOn === null) return [];
    const openOn = (morning: string) => {
      const known = papers.filter((paper) => paper === madeBy || paper === from || paper.seen <= morning);
      const then = ledger(known).find((one) => one.madeBy === madeBy);
      return then?.ended == null || then.ended.paper.on > dueOn;
    };
    const found: Array<Note> = [];
    const warning = latest(warnOn, plusDays(from.on, 1));
    if (warning <= dueOn && from.written <= dueOn && openOn(warning)) {
      found.push({ clock, kind: 'warned', asOf: warnOn, morning: warning });
    }
    const dayAfter = plusDays(dueOn, 1);
    if (openOn(dayAfter)) found.push({ clock, kind: 'missed', asOf: dayAfter, morning: dayAfter });
    return found;
  });
}

/** What stands beside a note when papers written later show that the promise was kept. */
export function annotation({ kind }: Pick<Note, 'kind'>, entry: Entry | undefined): string | null {
  if (entry?.ended == null || entry.ended.by === 'void' || entry.dueOn === null || entry.warnOn === null) return null;
  const warning = latest(entry.warnOn, plusDays(entry.from?.on ?? '', 1));
  const lastGoodDay = kind === 'missed' ? entry.dueOn : plusDays(warning, -1);
  return entry.ended.paper.on <= lastGoodDay ? 'met-but-registered-late' : null;
}

/** How a promise stands on a day. */
function standing({ ended, warnOn, dueOn }: Entry, today: string): string {
  if (ended?.by === 'void') return 'void';
  if (warnOn === null || dueOn === null) return 'not-started';
  if (ended !== null) return ended.paper.on <= dueOn ? 'met' : 'met-late';
  if (today > dueOn) return 'missed';
  return today < warnOn ? 'running' : 'at-risk';
}

function days(kind: Entry['kind'], from: Paper | null): Pick<Entry, 'warnOn' | 'dueOn'> {
  if (from === null) return { warnOn: null, dueOn: null };
  const dueOn = openDayFrom(kind === 'guarantee' ? plusDays(from.on, 5) : plusThreeMonths(from.on));
  return { dueOn, warnOn: latest(from.on, openDaysBefore(dueOn, kind === 'guarantee' ? 2 : 10)) };
}

/** Promises are numbered as the papers that made them were written. */
function numbered(papers: ReadonlyArray<Paper>): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  const count = { guarantee: 0, review: 0 };
  for (const [index, { kind }] of papers.entries()) {
    if (kind === 'received' || kind === 'held' || kind === 'restarted')
      numbers.set(`guarantee ${index}`, ++count.guarantee);
    if (kind === 'plan-approved' || kind === 'followed-up') numbers.set(`review ${index}`, ++count.review);
  }
  return numbers;
}

function inOrder(papers: ReadonlyArray<Paper>): ReadonlyArray<Paper> {
  const rank = ({ kind }: Paper) => READ.findIndex((group) => group.some((known) => known === kind));
  return papers.toSorted((a, b) => (a.on === b.on ? rank(a) - rank(b) : a.on < b.on ? -1 : 1));
}

const latest = (a: string, b: string): string => (a > b ? a : b);

/** An entry as the case shows it on a day, as far as the ledger alone tells. */
export function shownAs(entry: Entry, today: string) {
  const kept = entry.ended === null || entry.ended.by === 'void' ? null : entry.ended;
  return {
    id: entry.id,
    state: standing(entry, today),
    startedOn: entry.from?.on ?? null,
    warnOn: entry.warnOn,
    dueOn: entry.dueOn,
    stoppedOn: kept?.paper.on ?? null,
    stoppedBy: kept?.by ?? null,
    registeredOn: kept?.paper.written ?? null,
  };
}
