import { fileURLToPath } from 'node:url';

const ASSEMBLY = fileURLToPath(new URL('../../support/fixtures/embedded', import.meta.url));

/** A deployment small enough to see what the run itself does: one API, one queue, one stream, one client. */
export const fixtureAssembly = async (): Promise<string> => ASSEMBLY;
