/** Where the files of reports lie. */
export interface ReportFiles {
  /** Writes a file; what lay under the key is replaced. */
  put(key: string, content: Uint8Array, mediaType: string): Promise<void>;
  /** What lies under a key; throws when nothing does. */
  get(key: string): Promise<Uint8Array>;
  /** A link that needs no token and works for a quarter of an hour. */
  link(key: string): Promise<string>;
}
