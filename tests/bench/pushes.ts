import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { deriveTeamKeys } from '../../src/crypto/team-key.ts';
import { seal } from '../../src/crypto/seal.ts';
import { childId, newId } from '../../src/domain/ids.ts';
import { makeStamp } from '../../src/domain/stamp.ts';
import { packBlock } from '../../src/protocol/block.ts';
import { toBase64Url, toCbor } from '../../src/protocol/bytes.ts';
import { encodeEnvelope } from '../../src/protocol/envelope.ts';
import { aClaimedTablet, bytes, done } from '../server/tablet.ts';
import type { Scratch } from './bench-app.ts';
import { classroomNotes } from './classroom-text.ts';
import { median, record, spread, type FigureId } from './figures.ts';
import { answerOf, ended, startOurs } from './servers.ts';

export const PUSHES_IDS: readonly FigureId[] = ['pushes-per-second'];

const CONNECTIONS = 50;
const ROUNDS = 3;
const WARM_UP_MS = 1_000;
const MEASURED_MS = 3_000;

/** Fifty teams push a note at a time over a connection each; between the rounds a bare SQLite commits row after row. */
export async function measurePushes(scratch: Scratch): Promise<void> {
  const server = await startOurs(scratch, { dataDir: scratch.dir() });
  const load = spawn(process.execPath, [join(import.meta.dirname, 'push-load.mjs')], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  try {
    const tablets = await Promise.all(Array.from({ length: CONNECTIONS }, () => aClaimedTablet(server.url)));
    const notes = classroomNotes(CONNECTIONS, 9);
    const senders = await Promise.all(
      tablets.map(async ({ team, device, token }, index) => {
        const { id, envelope } = await sealedNote(team, device, notes[index]?.text ?? '');
        const body = Buffer.from(toCbor({ envelopes: [envelope] }));
        return {
          path: `/api/teams/${team}/envelopes`,
          token: toBase64Url(token),
          body: body.toString('base64'),
          idAt: body.indexOf(id),
        };
      }),
    );
    const plan = { do: 'push', port: server.port, senders, warmUpMs: WARM_UP_MS, measuredMs: MEASURED_MS };
    const pushed: number[] = [];
    const committed: number[] = [];
    let sent = 0;
    for (let round = 0; round < ROUNDS; round++) {
      committed.push(await bareCommits(scratch.dir()));
      const answer = await answerOf<{ perSecond: number; total: number }>(load, plan);
      pushed.push(answer.perSecond);
      sent += answer.total;
    }
    const heads = await Promise.all(tablets.map(async ({ pull }) => done(await pull(1e9)).head.seq));
    const stored = heads.reduce((sum, seq) => sum + seq, 0);
    if (stored < sent) throw new Error(`${sent} pushes were acknowledged, ${stored} are stored.`);
    record('pushes-per-second', median(pushed), {
      floor: median(committed),
      detail: `${spread(pushed)}; floor ${spread(committed)}`,
    });
  } finally {
    await ended(load);
    await server.stop();
  }
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

async function bareCommits(dataDir: string): Promise<number> {
  const floor = spawn(process.execPath, [join(import.meta.dirname, 'floor-commits.mjs')], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  try {
    const { perSecond } = await answerOf<{ perSecond: number }>(floor, {
      dataDir,
      rowBytes: 360,
      warmUpMs: WARM_UP_MS / 2,
      measuredMs: MEASURED_MS,
    });
    return perSecond;
  } finally {
    await ended(floor);
  }
}
