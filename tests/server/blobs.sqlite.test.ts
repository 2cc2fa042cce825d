import { rmSync } from 'node:fs';
import { openSqliteStore } from '../../src/server/store.sqlite.ts';
import { blobsContract } from '../contracts/blobs-contract.ts';
import { temporaryDir } from '../support/server.ts';

blobsContract('SQLite', async (count) => {
  const dataDir = temporaryDir();
  const stores = Array.from({ length: count }, () => openSqliteStore(dataDir));
  return {
    stores,
    async close() {
      for (const store of stores) await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
});
