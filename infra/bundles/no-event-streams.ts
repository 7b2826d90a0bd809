/**
 * Stands in for `@smithy/core/event-streams` in the bundles. S3's client makes ready for streams of events and every
 * client can load them; no function opens one, and without them each bundle is 7 KB (gzip) lighter.
 */
export function eventStreamSerdeProvider(): never {
  throw new Error('A bundled function opened an event stream: take infra/bundles/no-event-streams.ts away');
}

/** Leaves a client's configuration as it is. */
export function resolveEventStreamSerdeConfig<Config>(config: Config): Config {
  return config;
}
