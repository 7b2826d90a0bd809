import { createWriteStream, existsSync, renameSync, statSync, type WriteStream } from 'node:fs';

const KEPT_BYTES = 20 * 1024 * 1024;

/** Takes what a function prints. */
export interface LogSink {
  readonly write: (text: string) => void;
  close(): Promise<void>;
}

/** A log file; when it grows beyond 20 MB it becomes `.1`, and the `.1` before it is gone. */
export function logFile(path: string): LogSink {
  let written = existsSync(path) ? statSync(path).size : 0;
  let stream: WriteStream | undefined;

  const open = (): WriteStream => {
    const opened = createWriteStream(path, { flags: 'a' });
    // A full disk must not end the run; what cannot be logged is lost.
    opened.on('error', () => undefined);
    return opened;
  };
  return {
    write: (text) => {
      if (written > KEPT_BYTES) {
        stream?.end();
        stream = undefined;
        if (existsSync(path)) renameSync(path, `${path}.1`);
        written = 0;
      }
      stream ??= open();
      written += Buffer.byteLength(text);
      stream.write(text);
    },
    close: () => new Promise((resolve) => (stream === undefined ? resolve() : stream.end(() => resolve()))),
  };
}
