import { gzipSync } from 'node:zlib';
import type { ChainDependencies } from '../../shared/http/chain.ts';
import { lambdaObserver } from '../../shared/observability/observer.ts';
import { systemClock } from '../../shared/ports/clock.ts';
import { GUARANTEE_READINGS } from '../../shared/reference/guarantee-policies.ts';
import { SOURCES } from '../../shared/reference/sources.ts';
import { STOCKHOLM } from '../../shared/reference/stockholm.ts';
import { docsFilesIn } from './docs-files.ts';
import type { DescribeDependencies } from './routes.ts';

/** Composes the function. Everything here is public, so there is no token to verify, no caller to be and none to refuse. */
export function dependencies(): DescribeDependencies & ChainDependencies {
  return {
    city: STOCKHOLM,
    readings: GUARANTEE_READINGS,
    sources: SOURCES,
    clock: systemClock,
    openApi: once(async () => {
      const { openApiDocument } = await import('../../shared/http/openapi/document.ts');
      return gzipSync(JSON.stringify(openApiDocument()));
    }),
    docsFile: docsFilesIn(new URL('docs/', import.meta.url)),
    verify: async () => undefined,
    noteRefusal: async () => {},
    observer: lambdaObserver('describe-api'),
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
