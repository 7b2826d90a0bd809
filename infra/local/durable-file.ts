import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const OWNER_ONLY = 0o600;

/** Replaces a file as a whole: whoever reads it, also after a crash, sees the old content or the new, never half of either. */
export function writeDurably(place: string | URL, content: string | Uint8Array): void {
  const file = typeof place === 'string' ? place : fileURLToPath(place);
  const draft = `${file}.${process.pid}.new`;
  const handle = openSync(draft, 'w', OWNER_ONLY);
  try {
    writeFileSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
}
