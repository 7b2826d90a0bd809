import { documentClient } from '../../shared/adapters/dynamodb-client.ts';
import { hashKeyAdapters } from '../../shared/adapters/hash-key-adapters.ts';
import { kmsDataKeys } from '../../shared/adapters/kms-vault.ts';
import { systemClock } from '../../shared/ports/clock.ts';
import { main } from './rotate-hash-keys/main.ts';
import { progressBar, progressLines } from './rotate-hash-keys/progress.ts';
import { reachInstallation } from './server/installation.ts';

process.exitCode = await main(process.argv.slice(2), {
  reach: (dataDir) => {
    const { table, key } = reachInstallation(dataDir, process.env);
    return hashKeyAdapters(documentClient(), table, kmsDataKeys(key), systemClock);
  },
  progress: process.stdout.isTTY ? progressBar(process.stdout) : progressLines((text) => process.stdout.write(text)),
  complain: (text) => process.stderr.write(text),
  clock: systemClock,
});
