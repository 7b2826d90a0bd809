/** What a worker thread is started with. */
export interface WorkerSettings {
  readonly file: string;
  readonly handler: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMegabytes: number;
}

/** One event to handle; `deadline` is in milliseconds since 1970. */
export interface Call {
  readonly event: unknown;
  readonly requestId: string;
  readonly deadline: number;
}

/** How an event was handled: what the handler gave back, or what it threw. */
export type Outcome =
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly errorType: string; readonly errorMessage: string };
