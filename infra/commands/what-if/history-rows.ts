import { replayHistory } from '../../../functions/receive-history/replay-history.ts';
import { type CaseRow, rowOf } from '../../../shared/domain/case/case-row.ts';
import type { City } from '../../../shared/domain/city.ts';
import { dateInStockholm } from '../../../shared/domain/time/stockholm.ts';
import { historyLineSchema } from '../../../shared/http/endpoints/history.ts';
import type { Line } from '../import/lines.ts';
import { jsonOf } from '../server/json.ts';

const NOBODY = { client: 'what-if', officer: null } as const;

/**
 * The rows of cases that lines of history would become, were they imported at an instant. Told of the number of each line
 * that would be refused, and of each that repeats an earlier one's key.
 */
export async function* historyRows(
  lines: AsyncIterable<Line>,
  { city, recordedAt, refused }: HistoryReplay,
): AsyncGenerator<CaseRow> {
  const keys = new Set<string>();
  const today = dateInStockholm(recordedAt);
  for await (const { number, text = '' } of lines) {
    const line = historyLineSchema.safeParse(jsonOf(text));
    const replayed =
      line.success && !keys.has(line.data.key)
        ? replayHistory(
            line.data.key,
            line.data,
            { recordedAt, source: 'history', by: NOBODY },
            { today, city, hashes: new Map() },
          )
        : undefined;
    if (replayed?.outcome !== 'possible') {
      refused(number);
      continue;
    }
    if (line.success) keys.add(line.data.key);
    yield rowOf(replayed.recorded.state, recordedAt);
  }
}

export interface HistoryReplay {
  readonly city: City;
  /** Instant, RFC 3339. */
  readonly recordedAt: string;
  readonly refused: (line: number) => void;
}
