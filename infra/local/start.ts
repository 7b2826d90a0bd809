import { readArguments, USAGE } from './arguments.ts';
import { whenNpmEnds } from './parent-watch.ts';
import { reasonOf, StartRefusal } from './refusal.ts';

const NODE_MAJOR = 24;
/** What a run that was just killed may take to let go of its port and its data. */
const PATIENCE_MILLISECONDS = 2_000;

await main().catch((error: unknown) => {
  console.error(error instanceof StartRefusal ? error.message : `The embedded run does not start: ${reasonOf(error)}`);
  if (process.env['DEBUG'] !== undefined) console.error(error);
  process.exit(1);
});

async function main(): Promise<void> {
  const given = readArguments(process.argv.slice(2), process.env['PORT']);
  if (given.help) return console.log(USAGE);
  const major = Number(process.versions.node.split('.')[0]);
  if (major < NODE_MAJOR) {
    throw new StartRefusal(
      `Node ${NODE_MAJOR} is needed and this is ${process.versions.node}: run npm ci, then npm start, which brings its own.`,
    );
  }
  const startedAt = performance.now();
  whenNpmEnds(() => process.exit(1));
  const { startEmbeddedRun } = await import('./embedded-run.ts');
  const run = await startEmbeddedRun({
    dataDir: given.data,
    port: given.port,
    fresh: given.fresh,
    patienceMilliseconds: PATIENCE_MILLISECONDS,
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  let stopping = false;
  const stop = async (exitCode: number) => {
    if (stopping) process.exit(exitCode);
    stopping = true;
    await run.stop();
    process.exit(exitCode);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
  run.failed.then((why) => {
    if (stopping) return;
    console.error(why);
    void stop(1);
  });
  console.log(greeting(run.url, run.dataDir, seconds));
}

function greeting(url: string, data: string, seconds: string): string {
  return `Jobbtorg is up at ${url} (after ${seconds} s), with its data in ${data}.

A token, for any of district-<code>, office-<code> and city-admin, all with the secret "local":
  curl -s ${url}/oauth2/token -d grant_type=client_credentials -d client_id=city-admin -d client_secret=local

What to try next:
  curl -s ${url}/v1/health
  curl -s ${url}/v1/reference/offices
  ${url}/v1/docs is where people read about every call and try it; npm run demo plays a few weeks of a job centre.

Ctrl-C stops it; the data stay. npm start -- --fresh begins anew.`;
}
