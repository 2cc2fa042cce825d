import { afterAll } from 'vitest';
import { openPostgresStore } from '../../src/server/store.postgres.ts';
import type { Store } from '../../src/server/store.ts';
import { blobsContract } from '../contracts/blobs-contract.ts';
import { changeLogContract } from '../contracts/change-log-contract.ts';
import { membershipContract } from '../contracts/membership-contract.ts';
import { withPostgres } from '../support/postgres.ts';

const postgres = withPostgres();
const TABLES = [
  'team',
  'device',
  'removed_device',
  'envelope',
  'erasure',
  'invitation',
  'recovery',
  'blob_chunk',
  'blob_use',
];

/** Opened once and emptied before each test: opening connections and making tables would be most of the time. */
function storesOf(options: Parameters<typeof openPostgresStore>[1]) {
  const opened: Store[] = [];
  let url: string | undefined;
  afterAll(() => Promise.all(opened.map((store) => store.close())));

  return async (count: number) => {
    const database = (url ??= await postgres().newDatabase());
    while (opened.length < count) opened.push(await openPostgresStore(database, options));
    await postgres().run(TABLES.map((table) => `DELETE FROM ${table}`).join(';'), [], database);
    return { stores: opened.slice(0, count), close: async () => {} };
  };
}

const openStores = storesOf({});
changeLogContract('PostgreSQL', openStores);
changeLogContract('PostgreSQL, one team to a transaction', storesOf({ isSharded: true }));
blobsContract('PostgreSQL', openStores);
membershipContract('PostgreSQL', openStores);
