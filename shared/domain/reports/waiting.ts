import { type CaseRow, heldBy } from '../case/case-row.ts';
import { type EpochDay, toEpochDay } from '../time/local-date.ts';
import { attributionBy } from './attribution.ts';
import { dimensionOrder } from './breakdown.ts';
import { type Crossing, crossing, crossTable } from './crossing.ts';
import { type DayHistogram, dayHistogram, share } from './figures.ts';
import { counts, type ReportRules, type TablesFold } from './fold.ts';
import { firstKept } from './guarantees.ts';
import { overtaking } from './overtaking.ts';
import type { ReportQuestion } from './question.ts';
import type { Cells } from './report.ts';
import { monthsOf } from './slices.ts';

/** Those who wait under one heading. */
interface Queue {
  received: number;
  served: number;
  readonly days: DayHistogram;
}

interface Queues {
  readonly prioritised: Queue;
  readonly others: Queue;
  /** Those of the others who were overtaken, and how long they waited after that. */
  readonly overtaken: DayHistogram;
}

const emptyQueue = (): Queue => ({ received: 0, served: 0, days: dayHistogram() });
const empty = (): Queues => ({ prioritised: emptyQueue(), others: emptyQueue(), overtaken: dayHistogram() });

/**
 * How long those wait who are received in a period, and who without priority was overtaken: someone with priority,
 * received later at the same office, had a promise kept first.
 */
export function waitingFold(question: ReportQuestion, rules: ReportRules): TablesFold {
  const { city } = rules;
  const from = toEpochDay(question.from);
  const to = toEpochDay(question.to);
  const months = monthsOf(question);
  const attribute = attributionBy(question, city);
  const { office: offices, sex: sexes } = dimensionOrder(city);
  const flags = city.priorities.flatMap((rule) => rule.flags.map(({ code }) => code));
  const total = empty();
  const byMonthAndOffice = crossing(empty, months.keys, offices);
  const byMonth = crossing(empty, months.keys);
  const byOffice = crossing(empty, offices);
  const bySex = crossing(empty, sexes);
  for (const sex of sexes) bySex.at(sex);
  const byPriority = crossing(emptyQueue, flags);
  const race = overtaking(from, to);

  const at = (on: EpochDay, office: string, sex: string): ReadonlyArray<Queues> => {
    const month = months.keyOf(on);
    return [total, byMonthAndOffice.at(month, office), byMonth.at(month), byOffice.at(office), bySex.at(sex)];
  };
  const add = (row: CaseRow): void => {
    const { receivedOn, sex } = row;
    if (!counts(row) || receivedOn < from || to < receivedOn) return;
    const [flag] = row.priority;
    const { office } = heldBy(row, receivedOn);
    const wait = waitOf(row, to, rules);
    if (flag !== undefined && wait.isServed) race.served(office, receivedOn, wait.until);
    if (attribute(row, receivedOn) === null) return;
    for (const { others, prioritised } of at(receivedOn, office, sex)) {
      join(flag === undefined ? others : prioritised, receivedOn, wait);
    }
    if (flag === undefined) race.waited(office, sex, receivedOn, wait.stillWaits ? null : wait.until);
    else join(byPriority.at(flag), receivedOn, wait);
  };
  const countOvertaken = (): void => {
    race.takeOvertaken(({ office, sex, receivedOn, daysAfter, times }) => {
      for (const { overtaken } of at(receivedOn, office, sex)) overtaken.add(daysAfter, times);
    });
  };
  const table = (id: string, dimension: string, figures: Crossing<Queues>) =>
    crossTable(id, dimension, figures, total, toCells);
  return {
    add,
    tables: () => {
      countOvertaken();
      return [
        table('by-month-and-office', 'month-and-office', byMonthAndOffice),
        table('by-month', 'month', byMonth),
        table('by-office', 'office', byOffice),
        table('by-sex', 'sex', bySex),
        crossTable('by-priority', 'priority', byPriority, total.prioritised, prioritisedCells),
      ];
    },
  };
}

interface Wait {
  readonly until: EpochDay;
  readonly isServed: boolean;
  readonly stillWaits: boolean;
}

/** A wait ends when a promise is first kept, or else when the case closes; who still waits has waited until the last day. */
function waitOf(row: CaseRow, to: EpochDay, rules: ReportRules): Wait {
  const served = firstKept(row, rules)?.keptOn ?? Number.POSITIVE_INFINITY;
  const left = row.closure?.on ?? Number.POSITIVE_INFINITY;
  const ended = Math.min(served, left);
  const until = Math.min(ended, to);
  return { until, isServed: served === until, stillWaits: ended > to };
}

function join(queue: Queue, receivedOn: EpochDay, { until, isServed }: Wait): void {
  queue.received++;
  if (isServed) queue.served++;
  queue.days.add(until - receivedOn);
}

function toCells({ prioritised, others, overtaken }: Queues): Cells {
  return {
    ...prioritisedCells(prioritised),
    others: others.received,
    othersServed: others.served,
    othersMedianDays: others.days.median(),
    othersP90Days: others.days.percentile(90),
    overtaken: overtaken.count(),
    overtakenShare: share(overtaken.count(), others.received),
    overtakenMedianDays: overtaken.median(),
    overtakenP90Days: overtaken.percentile(90),
  };
}

function prioritisedCells({ received, served, days }: Queue): Cells {
  return {
    prioritised: received,
    prioritisedServed: served,
    prioritisedMedianDays: days.median(),
    prioritisedP90Days: days.percentile(90),
  };
}
