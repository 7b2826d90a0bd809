import { type WorkItem, type WorkKind, type WorkOf, workItemSchema } from '../ports/work.ts';

/** A message that cannot be read as the work it should be. Says nothing of what it holds. */
export class UnreadableMessage extends Error {
  override readonly name = 'UnreadableMessage';
}

/** Reads a message's body as work of one kind; throws {@link UnreadableMessage} when it is anything else. */
export function readWork<K extends WorkKind>(kind: K, body: string): WorkOf<K> {
  const parsed = workItemSchema.safeParse(readJson(body));
  if (!parsed.success || !isOfKind(kind, parsed.data)) throw new UnreadableMessage();
  return parsed.data;
}

function isOfKind<K extends WorkKind>(kind: K, item: WorkItem): item is WorkOf<K> {
  return item.kind === kind;
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new UnreadableMessage();
  }
}
