import { documentClient } from '../../shared/adapters/dynamodb-client.ts';
import { tableRebuild } from '../../shared/adapters/table/rebuild.ts';
import { STOCKHOLM } from '../../shared/reference/stockholm.ts';
import { main } from './rebuild/main.ts';
import { reachInstallation } from './server/installation.ts';

const stopping = new AbortController();
// A second time ends it at once: what is written is written whole.
process.once('SIGINT', () => stopping.abort());

process.exitCode = await main(process.argv.slice(2), {
  reach: (dataDir) => tableRebuild(documentClient(), reachInstallation(dataDir, process.env).table, STOCKHOLM),
  show: (text) => process.stdout.write(`${text}\n`),
  tell: (text) => process.stderr.write(`${text}\n`),
  stopping: stopping.signal,
});
