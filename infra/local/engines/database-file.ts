import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { damaged } from '../data-folder.ts';

const BUSY_MILLISECONDS = 5_000;
/** About a second's worth: a start must not take longer the more there is to forget. */
const FORGOTTEN_AT_ONCE = 100_000;

/**
 * What the embedded engine leaves undone in its own file. It numbers each stream record one above the highest, which
 * without an index costs a walk through all of them, and it never forgets a record: an import would slow down with
 * every line.
 */
const STREAM_INDEX = `CREATE INDEX IF NOT EXISTS stream_sequence
  ON _stream_records (table_name, CAST(sequence_number AS INTEGER))`;

/** Throws a refusal when the file is there but is no database. Must be called while no engine runs on it. */
export function checkDatabase(file: string): void {
  if (!existsSync(file)) return;
  withDatabase(file, (database) => {
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
  });
}

/** Makes the missing index; the engine must have made its tables. */
export function indexStream(file: string): void {
  withDatabase(file, (database) => database.exec(STREAM_INDEX));
}

/**
 * Forgets the stream records that have been dealt with: those before the checkpoint. Never the last, from which the
 * engine counts on. Must be called while no engine runs on the file.
 */
export function forgetStream(file: string, table: string, upTo: string): void {
  if (!existsSync(file)) return;
  withDatabase(file, (database) => {
    const passed = 'table_name = ?1 AND CAST(sequence_number AS INTEGER) < CAST(?2 AS INTEGER)';
    database
      .prepare(
        `DELETE FROM _stream_records WHERE id IN (SELECT id FROM _stream_records WHERE ${passed} LIMIT ${FORGOTTEN_AT_ONCE})`,
      )
      .run(table, upTo);
  });
}

function withDatabase(file: string, work: (database: DatabaseSync) => void): void {
  try {
    const database = new DatabaseSync(file, { timeout: BUSY_MILLISECONDS });
    try {
      work(database);
    } finally {
      database.close();
    }
  } catch (error) {
    throw damaged(file, error);
  }
}
