import 'fake-indexeddb/auto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:net';
import Dexie from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { Keyring, secretOf } from '../../src/access/keyring.ts';
import { invite, joinTeam, startTeam, type AccessDeps } from '../../src/access/start-and-join.ts';
import { deriveInvitation } from '../../src/crypto/invitation.ts';
import { sealPicture } from '../../src/crypto/picture.ts';
import { deriveTeamKeys, guestSecret } from '../../src/crypto/team-key.ts';
import { Mailbox } from '../../src/mailbox/database.ts';
import { commit } from '../../src/notebook/commit.ts';
import { Notebook } from '../../src/notebook/database.ts';
import { newGuestDeviceId } from '../../src/domain/ids.ts';
import { toBase64Url } from '../../src/protocol/bytes.ts';
import { sealOutbox } from '../../src/sealing/seal-outbox.ts';
import { sha256 } from '../../src/server/sha256.ts';
import { syncOnce } from '../../src/sync/sync-once.ts';
import { startServerProcess, temporaryDir } from '../support/server.ts';
import { spellingsOf } from './stolen.ts';
import { aClaimedTablet, anEnvelope, aTablet, bytes, done } from './tablet.ts';

test('[K1] [K5] neither the database nor the log holds a token or a proof, and what is stolen opens nothing', async () => {
  const dataDir = temporaryDir();
  const server = await startServerProcess({ dataDir, env: { LOG_LEVEL: 'trace' } });
  const maria = await aClaimedTablet(server.url);
  const [id, proof] = [bytes(16), bytes(32)];
  done(await maria.invite({ id, proofHash: sha256(proof), box: bytes(100) }));
  const sion = aTablet(server.url);
  done(await sion.accept(id, proof));
  done(await maria.push([anEnvelope()]));
  await aTablet(server.url, { team: maria.team }).push([anEnvelope()]);

  // Killed, so that the write-ahead log is on the disk for the thief as well.
  await server.kill();
  const loot = Buffer.concat(readdirSync(dataDir).map((name) => readFileSync(join(dataDir, name))));
  const log = Buffer.from(server.output());

  expect(loot.includes(Buffer.from(sha256(maria.token)))).toBe(true);
  for (const secret of [maria.token, maria.proof, sion.token, proof]) {
    for (const spelling of spellingsOf(secret)) {
      expect(loot.includes(spelling)).toBe(false);
      expect(log.includes(spelling)).toBe(false);
    }
  }
  for (const name of [maria.team, maria.device, sion.device]) expect(log.includes(name)).toBe(false);
  const back = await startServerProcess({ dataDir });
  const thief = aTablet(back.url, { team: maria.team, token: sha256(maria.token) });
  expect(await thief.pull(0)).toEqual({ kind: 'refused' });
  await back.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Would stand in the loot if anything but sealed bytes had been sent. */
const WORDS = {
  team: 'Ysgol Planted triad',
  note: 'Robin planted the shorter piece first',
  alias: 'Plantedwren',
  teacher: 'Maria Plantedevans',
  prediction: 'planted prediction for Heron',
  picture: 'planted in the picture',
};

test('[K1] [K3] [K5] what three tablets wrote, sealed as they seal, is in no file, log or answer of the server in any spelling', async () => {
  const dataDir = temporaryDir();
  const server = await startServerProcess({ dataDir, env: { LOG_LEVEL: 'trace' } });
  const traffic: Buffer[] = [];
  const fetchHere: typeof fetch = async (path, init) => {
    traffic.push(
      Buffer.from(`${init?.method} ${path as string}`),
      Buffer.from((init?.body ?? []) as Uint8Array),
    );
    return await fetch(`${server.url}${path as string}`, init);
  };
  const access = (): AccessDeps => {
    Object.assign(Dexie.dependencies, { indexedDB: new IDBFactory(), IDBKeyRange });
    return {
      keyring: new Keyring(),
      mailbox: new Mailbox(),
      fetch: fetchHere,
      random: bytes,
      origin: 'https://x',
    };
  };
  const maria = access();
  const { team, device } = await startTeam(maria, WORDS.team);
  const secret = await secretOf(maria.keyring, (await maria.keyring.teams.get(team))!);
  const keys = await deriveTeamKeys(secret, team);
  const notebook = new Notebook({ team, device, now: Date.now, random: bytes });
  await commit(notebook, [
    { table: 'members', row: 'maria', fields: { name: WORDS.teacher } },
    { table: 'pupils', row: 's.A', fields: { alias: WORDS.alias } },
    { table: 'predictions', row: 's.1.stage.C', fields: { text: WORDS.prediction } },
    { table: 'notes', row: 's.1.n', fields: { text: WORDS.note, kind: 'did' } },
  ]);
  await sealOutbox({
    notebook,
    mailbox: maria.mailbox,
    keys: { epoch: 1, oldest: 1, keyOf: () => keys.sealKey },
    random: bytes,
  });
  const sync = () => syncOnce({ ...maria, now: Date.now, isOnline: () => true, chance: Math.random }, team);
  expect(await sync()).toEqual({ kind: 'synced' });
  const token = (await maria.mailbox.postboxes.get(team))!.token;
  const seal = { team, blob: toBase64Url(bytes(16)), key: toBase64Url(bytes(32)) };
  const picture = await sealPicture(new TextEncoder().encode(WORDS.picture.repeat(50)), seal);
  done(await aTablet(server.url, { team, token: new Uint8Array(token) }).putChunk(seal.blob, 0, picture[0]!));
  const [spent, open] = [
    await invite(maria, team, { isGuest: false }),
    await invite(maria, team, { isGuest: true }),
  ];
  if (spent.kind !== 'done' || open.kind !== 'done') throw new Error('not invited');
  expect((await joinTeam(access(), spent.value.code)).kind).toBe('done');
  // Headers that are none are no reason to write them down.
  await speakNonsense(
    server.url,
    `GET /${WORDS.note.replaceAll(' ', '%20')} HTTP/9\r\nauthorization: ${toBase64Url(token)}\r\n\r\n`,
  );

  await server.kill();
  const loot = [
    ...readdirSync(dataDir).map((name) => readFileSync(join(dataDir, name))),
    Buffer.from(server.output()),
    ...traffic,
  ];

  const codes = [spent.value.code, open.value.code].flatMap((code) => [code, code.replaceAll(' ', '')]);
  const texts = [...Object.values(WORDS), ...codes].flatMap((text) => [
    Buffer.from(text),
    Buffer.from(text, 'utf16le'),
    ...spellingsOf(Buffer.from(text)).slice(1),
  ]);
  const secrets = [secret, await guestSecret(secret, team), Buffer.from(seal.key, 'base64url')].flatMap(
    spellingsOf,
  );
  for (const planted of [...texts, ...secrets]) {
    expect(loot.some((file) => file.includes(planted))).toBe(false);
  }
  // What goes over the line for once, its token and proofs, stays in neither files nor log.
  const kept = loot.slice(0, loot.length - traffic.length);
  const { proof } = await deriveInvitation(open.value.code.replaceAll(' ', ''));
  for (const once of [token, keys.proof, proof].flatMap(spellingsOf)) {
    expect(kept.some((file) => file.includes(once))).toBe(false);
  }
  expect(kept.some((file) => file.includes(Buffer.from(sha256(proof))))).toBe(true);
  // 80 bits for a code: what the database knows of it is a hash of what was derived from it, and opens nothing itself.
  const back = await startServerProcess({ dataDir });
  const { id } = await deriveInvitation(open.value.code.replaceAll(' ', ''));
  expect(await aTablet(back.url, { device: newGuestDeviceId(bytes) }).accept(id, sha256(proof))).toEqual({
    kind: 'refused',
  });
  await back.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function speakNonsense(url: string, words: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.end(words));
    socket.on('error', () => undefined).resume();
    socket.once('close', () => resolve());
  });
}
