import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';

const OWNER_ONLY = 0o600;

/** Replaces a file as a whole: whoever reads it, also after a crash, sees the old content or the new, never half of either. */
export function writeDurably(file: string, content: string | Uint8Array): void {
  const draft = `${file}.new`;
  const handle = openSync(draft, 'w', OWNER_ONLY);
  try {
    writeFileSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
}
