import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { seal } from '../../src/crypto/seal.ts';
import { deriveTeamKeys } from '../../src/crypto/team-key.ts';
import { childId, newId } from '../../src/domain/ids.ts';
import { makeStamp } from '../../src/domain/stamp.ts';
import { packBlock } from '../../src/protocol/block.ts';
import { toBase64Url, toCbor } from '../../src/protocol/bytes.ts';
import { encodeEnvelope } from '../../src/protocol/envelope.ts';
import { aClaimedTablet, bytes, done, type Tablet } from '../server/tablet.ts';
import { classroomNotes } from './classroom-text.ts';
import { answerOf, ended } from './servers.ts';

export const CONNECTIONS = 50;
export const ROUNDS = 3;
export const WARM_UP_MS = 1_000;
export const MEASURED_MS = 3_000;

export interface PushLoad {
  readonly tablets: readonly Tablet[];
  /** Pushes until the time is over; how many were acknowledged a second. */
  push(): Promise<number>;
  /** How many were acknowledged since the beginning. */
  sent(): number;
  end(): Promise<void>;
}

/** Tablets of as many teams, each pushing one note after another to its server over one connection, from a process of their own. */
export async function loadOf(
  servers: readonly { readonly url: string; readonly port: number }[],
  { measuredMs = MEASURED_MS, warmUpMs = WARM_UP_MS } = {},
): Promise<PushLoad> {
  const tablets = await Promise.all(servers.map(({ url }) => aClaimedTablet(url)));
  const notes = classroomNotes(tablets.length, 9);
  const senders = await Promise.all(
    tablets.map(async ({ team, device, token }, index) => {
      const { id, envelope } = await sealedNote(team, device, notes[index]?.text ?? '');
      const body = Buffer.from(toCbor({ envelopes: [envelope] }));
      return {
        port: servers[index]!.port,
        path: `/api/teams/${team}/envelopes`,
        token: toBase64Url(token),
        body: body.toString('base64'),
        idAt: body.indexOf(id),
      };
    }),
  );
  const pushing = spawn(process.execPath, [join(import.meta.dirname, 'push-load.mjs')], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let sent = 0;
  return {
    tablets,
    async push() {
      const plan = { do: 'push', senders, warmUpMs, measuredMs };
      const { perSecond, total } = await answerOf<{ perSecond: number; total: number }>(pushing, plan);
      sent += total;
      return perSecond;
    },
    sent: () => sent,
    end: () => ended(pushing),
  };
}

/** Every acknowledged push must be there, or the speed is worth nothing. */
export async function storedBy(load: PushLoad): Promise<void> {
  const sent = load.sent();
  const heads = await Promise.all(load.tablets.map(async ({ pull }) => done(await pull(1e9)).head.seq));
  const stored = heads.reduce((sum, seq) => sum + seq, 0);
  if (stored < sent) throw new Error(`${sent} pushes were acknowledged, ${stored} are stored.`);
}

/** An envelope as a tablet sends it for one note. */
async function sealedNote(team: string, device: string, text: string) {
  const { sealKey } = await deriveTeamKeys(bytes(32), team);
  const lesson = childId(newId(bytes), '1');
  const now = Date.now();
  const block = packBlock([
    {
      table: 'notes',
      row: childId(lesson, newId(bytes)),
      at: makeStamp(now, 0, device),
      fields: {
        sitting: newId(bytes),
        observer: newId(bytes),
        pupil: 'A',
        atMs: 1_234_567,
        kind: 'did',
        text,
        writtenAt: now,
        stage: newId(bytes),
      },
    },
  ]);
  const envelope = await seal(sealKey, { team, device, deviceSeq: 1, epoch: 1, text: block }, bytes);
  return { id: envelope.header.id, envelope: encodeEnvelope(envelope) };
}
