import { openPostgresStore } from '../../src/server/store.postgres.ts';
import { blobsContract } from '../contracts/blobs-contract.ts';
import { changeLogContract } from '../contracts/change-log-contract.ts';
import { membershipContract } from '../contracts/membership-contract.ts';
import { withPostgres } from '../support/postgres.ts';

const postgres = withPostgres();

async function open(count: number, options: Parameters<typeof openPostgresStore>[1] = {}) {
  const url = await postgres().newDatabase();
  const stores = await Promise.all(Array.from({ length: count }, () => openPostgresStore(url, options)));
  return { stores, close: async () => void (await Promise.all(stores.map((store) => store.close()))) };
}

changeLogContract('PostgreSQL', open);
changeLogContract('PostgreSQL, sharded by team', (count) => open(count, { isSharded: true }));
blobsContract('PostgreSQL', open);
membershipContract('PostgreSQL', open);
