import { readFileSync } from 'node:fs';

const LOOK_MILLISECONDS = 250;

/**
 * Tells when npm, which started this process, is gone. Killed outright it cannot say so itself, and what it started
 * would go on, unseen, holding the port and the data against the next start.
 */
export function whenNpmEnds(ended: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const before = ancestors();
  setInterval(() => {
    if (ancestors() !== before) ended();
  }, LOOK_MILLISECONDS).unref();
}

/** Our parent and its parent: npm runs a script below a shell. A process whose parent ends is given to another. */
function ancestors(): string {
  return `${process.ppid} ${parentOf(process.ppid)}`;
}

function parentOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 1).split(' ')[2] ?? '';
  } catch {
    return '';
  }
}
