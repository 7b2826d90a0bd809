import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Puts back what a killed run had taken from its queues: nobody can be working on it any more, and the engine would keep
 * it back for six times its consumer's timeout. Must be called while no engine runs on the folder.
 */
export function returnTakenMessages(dataDir: string): void {
  const file = join(dataDir, 'fauxqs.db');
  if (!existsSync(file)) return;
  const database = new DatabaseSync(file);
  try {
    database.exec('UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL');
  } finally {
    database.close();
  }
}
