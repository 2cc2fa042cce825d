import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { percentile } from '../bench/figures.ts';
import { answerOf, ended, memoryOf } from '../bench/servers.ts';
import { toBase64Url } from '../../src/protocol/bytes.ts';
import { aClaimedTablet, anEnvelope, done, type Tablet } from '../server/tablet.ts';
import { startServerProcess, temporaryDir } from '../support/server.ts';

/**
 * Many tablets listen at one server process while somebody in each team writes: npm run soak -- listeners. Prints how long
 * after a push they are told. Asserted is only that each of them is told of each push: the times are the machine's.
 */
const LISTENERS = Number(process.env['SOAK_LISTENERS'] ?? 1_000);
const ROUNDS = 20;

test.each([1, 20, 333])(`${LISTENERS} tablets of %i teams are told of every push`, async (teams) => {
  const dataDir = temporaryDir();
  const server = await startServerProcess({
    dataDir,
    env: { CLAIMS_PER_MINUTE: '1000000', PUSHES_PER_MINUTE: '1000000' },
  });
  const tablets = await claimed(server.url, teams);
  const writers = tablets.slice(0, teams);
  const memoryBefore = memoryOf(server.pid);
  const listening = spawn(process.execPath, [join(import.meta.dirname, 'listen.mjs')], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });

  try {
    const listeners = tablets.map(({ team, token }) => ({
      path: `/api/teams/${team}/events`,
      token: toBase64Url(token),
    }));
    await answerOf(listening, { do: 'listen', port: Number(new URL(server.url).port), listeners });
    const memoryWith = memoryOf(server.pid);
    const afterSending: number[] = [];
    const afterAnswer: number[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      const pushes = new Map(
        await Promise.all(writers.map(async (writer) => [writer.team, await pushed(writer, round)] as const)),
      );
      const { heard } = await answerOf<Heard>(listening, { do: 'hear', count: LISTENERS, withinMs: 30_000 });
      expect(heard.map(([, seq]) => seq)).toEqual(tablets.map(() => round));
      expect(new Set(heard.map(([place]) => place)).size).toBe(LISTENERS);
      for (const [place, , at] of heard) {
        const push = pushes.get(tablets[place]!.team)!;
        afterSending.push(at - push.sent);
        afterAnswer.push(at - push.answered);
      }
    }

    console.log(
      `${LISTENERS} listeners, ${teams} teams, each pushing at the same moment, ${ROUNDS} times: told after sending ` +
        `${times(afterSending)}; after the answer ${times(afterAnswer)}; resident memory ${memoryBefore.toFixed(0)} MiB ` +
        `before they listen, ${memoryWith.toFixed(0)} with them, ${memoryOf(server.pid).toFixed(0)} after the pushes`,
    );
  } finally {
    await ended(listening);
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

interface Heard {
  readonly heard: readonly (readonly [place: number, seq: number, at: number])[];
}

/** The first of each team come first; the others join them in turn. */
async function claimed(url: string, teams: number): Promise<readonly Tablet[]> {
  const tablets: Tablet[] = [];
  while (tablets.length < LISTENERS) {
    const from = tablets.length;
    const next = Math.min(50, LISTENERS - from, from < teams ? teams - from : Infinity);
    const some = Array.from({ length: next }, (_, index) => {
      const first = tablets[(from + index) % teams];
      return aClaimedTablet(url, first && from >= teams ? { team: first.team, proof: first.proof } : {});
    });
    tablets.push(...(await Promise.all(some)));
  }
  return tablets;
}

async function pushed(writer: Tablet, seq: number) {
  const envelopes = [anEnvelope()];
  const sent = now();
  const { head } = done(await writer.push(envelopes));
  const answered = now();
  expect(head.seq).toBe(seq);
  return { sent, answered };
}

/** Of the clock that all processes of a machine share. */
function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

function times(all: readonly number[]): string {
  const [median, most, last] = [percentile(all, 50), percentile(all, 95), Math.max(...all)];
  return `median ${median.toFixed(0)} ms, p95 ${most.toFixed(0)} ms, last ${last.toFixed(0)} ms`;
}
