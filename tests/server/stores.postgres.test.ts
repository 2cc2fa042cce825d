import { openPostgresStore } from '../../src/server/store.postgres.ts';
import { blobsContract } from '../contracts/blobs-contract.ts';
import { changeLogContract } from '../contracts/change-log-contract.ts';
import { membershipContract } from '../contracts/membership-contract.ts';
import { withPostgres } from '../support/postgres.ts';

const postgres = withPostgres();
const TABLES = ['team', 'device', 'envelope', 'erasure', 'invitation', 'blob_chunk', 'blob_use'];
let url: string | undefined;

/** Emptied and not made anew for each test: that would be most of the time. */
async function open(count: number, options: Parameters<typeof openPostgresStore>[1] = {}) {
  const database = (url ??= await postgres().newDatabase());
  const stores = await Promise.all(
    Array.from({ length: count }, () => openPostgresStore(database, { connections: 4, ...options })),
  );
  await postgres().run(TABLES.map((table) => `DELETE FROM ${table}`).join(';'), [], database);
  return { stores, close: async () => void (await Promise.all(stores.map((store) => store.close()))) };
}

changeLogContract('PostgreSQL', open);
changeLogContract('PostgreSQL, one team to a transaction', (count) => open(count, { isSharded: true }));
blobsContract('PostgreSQL', open);
membershipContract('PostgreSQL', open);
