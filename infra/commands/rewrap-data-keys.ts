import { documentClient } from '../../shared/adapters/dynamodb-client.ts';
import { kmsRewrap, rewrapItems } from '../../shared/adapters/wrapped-items.ts';
import { main } from './rewrap-data-keys/main.ts';
import { reachInstallation } from './server/installation.ts';

process.exitCode = await main(process.argv.slice(2), {
  reach: (dataDir) => {
    const { table, key } = reachInstallation(dataDir, process.env);
    return rewrapItems(documentClient(), table, kmsRewrap(key));
  },
  tell: (text) => process.stdout.write(`${text}\n`),
});
