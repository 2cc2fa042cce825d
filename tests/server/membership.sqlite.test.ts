import { rmSync } from 'node:fs';
import { openSqliteStore } from '../../src/server/store.sqlite.ts';
import { membershipContract } from '../contracts/membership-contract.ts';
import { temporaryDir } from '../support/server.ts';

membershipContract('SQLite', async (count) => {
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
