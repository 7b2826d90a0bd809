import type { CaseRow } from '../case/case-row.ts';
import { type EpochDay, toEpochDay } from '../time/local-date.ts';
import { type Attribution, attributionBy } from './attribution.ts';
import { dimensionOrder } from './breakdown.ts';
import { crossing, crossTable } from './crossing.ts';
import { counts, type ReportRules, type TablesFold } from './fold.ts';
import type { ReportQuestion } from './question.ts';
import { type Cells, type ReportRow, reportRow, TOTAL } from './report.ts';
import { monthsOf } from './slices.ts';

/** What came and went; the stock at the end follows from it. */
interface Tally {
  stockStart: number;
  referred: number;
  movedIn: number;
  enrolled: number;
  closed: number;
  movedOut: number;
}

const empty = (): Tally => ({ stockStart: 0, referred: 0, movedIn: 0, enrolled: 0, closed: 0, movedOut: 0 });

/**
 * The stock of open cases and what changes it. A case is with whoever holds it at the end of a day; it moves when that is
 * another office than the day before, or when it comes to or leaves what the report covers.
 */
export function flowFold(question: ReportQuestion, rules: ReportRules): TablesFold {
  const from = toEpochDay(question.from);
  const to = toEpochDay(question.to);
  const months = monthsOf(question);
  const attribute = attributionBy(question, rules.city);
  const { office: offices, sex: sexes } = dimensionOrder(rules.city);
  const total = empty();
  const byMonth = crossing(empty, months.keys);
  const byMonthAndOffice = crossing(empty, months.keys, offices);
  const byOffice = crossing(empty, offices);
  const bySex = crossing(empty, sexes);
  for (const sex of sexes) bySex.at(sex);

  const count = (on: EpochDay, at: Attribution | null, measure: keyof Tally): void => {
    if (at === null || on < from || to < on) return;
    const month = months.keyOf(on);
    total[measure]++;
    byMonth.at(month)[measure]++;
    byMonthAndOffice.at(month, at.office)[measure]++;
    byOffice.at(at.office)[measure]++;
    bySex.at(at.sex)[measure]++;
  };
  const add = (row: CaseRow): void => {
    const { receivedOn, closure } = row;
    if (!counts(row) || receivedOn > to || (closure !== null && closure.on < from)) return;
    if (receivedOn < from) count(from, attribute(row, from - 1), 'stockStart');
    count(receivedOn, attribute(row, receivedOn), 'referred');
    for (const { kind, on } of row.timeline) {
      if (kind === 'enrolled') count(on, attribute(row, on), 'enrolled');
    }
    for (const on of daysOfChange(row)) {
      const before = attribute(row, on - 1);
      const after = attribute(row, on);
      if (before?.office === after?.office) continue;
      count(on, before, 'movedOut');
      count(on, after, 'movedIn');
    }
    if (closure !== null) count(closure.on, attribute(row, closure.on), 'closed');
  };
  return {
    add,
    tables: () => {
      const officeKeys = byOffice.rows(toCells).map(({ key }) => key);
      const everyMonth = overMonths(months.keys, [''], (month) => [month, byMonth.at(month)]);
      const everyOffice = overMonths(months.keys, officeKeys, (month, office) => [
        `${month}/${office}`,
        byMonthAndOffice.at(month, office),
      ]);
      return [
        { id: 'by-month-and-office', dimension: 'month-and-office', rows: everyOffice, total: totalRow(total) },
        { id: 'by-month', dimension: 'month', rows: everyMonth, total: totalRow(total) },
        crossTable('by-office', 'office', byOffice, total, toCells),
        crossTable('by-sex', 'sex', bySex, total, toCells),
      ];
    },
  };
}

const totalRow = (total: Tally): ReportRow => reportRow(TOTAL, toCells(total));

/** The days on which a case may come to another holder while it is open. */
function daysOfChange({ receivedOn, holders, closure }: CaseRow): ReadonlySet<EpochDay> {
  const last = closure?.on ?? Number.POSITIVE_INFINITY;
  return new Set(holders.map((holder) => holder.from).filter((day) => receivedOn < day && day <= last));
}

/** A row for each month and place, month by month: a month begins with the stock that the one before it left there. */
function overMonths(
  months: ReadonlyArray<string>,
  places: ReadonlyArray<string>,
  at: (month: string, place: string) => readonly [key: string, tally: Tally],
): ReadonlyArray<ReportRow> {
  const stock = new Map<string, number>();
  return months.flatMap((month) =>
    places.map((place) => {
      const [key, tally] = at(month, place);
      const inMonth = { ...tally, stockStart: tally.stockStart + (stock.get(place) ?? 0) };
      stock.set(place, stockEnd(inMonth));
      return reportRow(key, toCells(inMonth));
    }),
  );
}

function stockEnd({ stockStart, referred, movedIn, closed, movedOut }: Tally): number {
  return stockStart + referred + movedIn - closed - movedOut;
}

function toCells(tally: Tally): Cells {
  const { stockStart, referred, movedIn, enrolled, closed, movedOut } = tally;
  return { stockStart, referred, movedIn, enrolled, closed, movedOut, stockEnd: stockEnd(tally) };
}
