import Dexie from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepSecret, Keyring, secretsOf, tabletKeysOf } from '../../src/access/keyring.ts';
import { openEpochs } from '../../src/access/team-epochs.ts';
import { deriveTeamKeys } from '../../src/crypto/team-key.ts';
import { Mailbox } from '../../src/mailbox/database.ts';
import { newPostbox } from '../../src/mailbox/new-postbox.ts';
import { bytes } from '../server/tablet.ts';

const team = 'oak';
const secret = bytes(32);
let keyring: Keyring;
let mailbox: Mailbox;

/** What the first release left on a tablet: one team, one secret, wrapped with the browser's key. */
beforeEach(async () => {
  Object.assign(Dexie.dependencies, { indexedDB: new IDBFactory(), IDBKeyRange });
  const first = new Dexie('threefold-keyring');
  first.version(1).stores({ teams: 'team', joining: 'id', tabletKey: 'id' });
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  const nonce = bytes(12);
  const additionalData = new TextEncoder().encode(`threefold keyring ${team}`);
  const wrapped = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData }, key, secret);
  await first.table('tabletKey').put({ id: 'tablet', key });
  await first
    .table('teams')
    .put({ team, name: 'Oak', me: 'm', device: 'dmaria', epoch: 1, wrapped: new Uint8Array(wrapped), nonce });
  first.close();
  keyring = new Keyring();
  mailbox = new Mailbox();
  const { proof } = await deriveTeamKeys(secret, team);
  await mailbox.postboxes.put(
    newPostbox({ team, device: 'dmaria', token: bytes(32), proof, isClaimed: true }),
  );
});
afterEach(() => {
  keyring.close();
  mailbox.close();
});

test('a tablet of an earlier release goes on with the secret it had, and gets a key of its own', async () => {
  const entry = (await keyring.teams.get(team))!;

  const epochs = await openEpochs({ keyring, mailbox, random: bytes }, entry);

  expect(epochs.epoch).toBe(1);
  expect(epochs.keyOf(1)).toBeDefined();
  expect((await tabletKeysOf(keyring, team)).publicKey).toHaveLength(65);
  expect(await tabletKeysOf(keyring, team)).toEqual(await tabletKeysOf(keyring, team));
  const { proof } = await deriveTeamKeys(secret, team);
  expect(await mailbox.postboxes.get(team)).toMatchObject({ proof, epoch: 1, earlierProofs: [] });
});

test('[K1] what it learns later lies beside it, wrapped: neither secret can be read there', async () => {
  const entry = (await keyring.teams.get(team))!;
  const later = bytes(32);

  await keepSecret(keyring, team, { epoch: 1_000_007, secret: later }, bytes);

  expect(await secretsOf(keyring, entry)).toEqual(
    new Map([
      [1, secret],
      [1_000_007, later],
    ]),
  );
  const [kept] = await keyring.epochs.toArray();
  expect(Buffer.from(kept!.wrapped).includes(Buffer.from(later))).toBe(false);
});
