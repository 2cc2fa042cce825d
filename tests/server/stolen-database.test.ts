import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { sha256 } from '../../src/server/sha256.ts';
import { startServerProcess, temporaryDir } from '../support/server.ts';
import { spellingsOf } from './stolen.ts';
import { aClaimedTablet, anEnvelope, aTablet, bytes, done } from './tablet.ts';

vi.setConfig({ testTimeout: 60_000 });

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
