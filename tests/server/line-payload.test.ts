import { expect, test } from 'vitest';
import { packPayloads, unpackPayload } from '../../src/server/line-payload.ts';
import { aDevice, aTeam, bytes } from './tablet.ts';

test('what processes tell each other arrives whole, in notifications that PostgreSQL takes', () => {
  const pokes = Array.from({ length: 300 }, (_, seq) => ({ team: aTeam(), seq }));
  const sayings = Array.from({ length: 20 }, () => ({
    team: 't'.repeat(64),
    device: aDevice(),
    bytes: bytes(2_048),
  }));

  const payloads = packPayloads({ sender: 'this one', pokes, sayings });
  const read = payloads.map(unpackPayload);

  expect(Math.max(...payloads.map((payload) => Buffer.byteLength(payload)))).toBeLessThan(8_000);
  expect(payloads.length).toBeLessThan(20);
  expect(read.flatMap((one) => one.pokes)).toEqual(pokes);
  expect(
    read.flatMap((one) => one.sayings).map((said) => ({ ...said, bytes: new Uint8Array(said.bytes) })),
  ).toEqual(sayings);
  expect(new Set(read.map(({ sender }) => sender))).toEqual(new Set(['this one']));
});

test('whoever else notifies says nothing', () => {
  for (const payload of ['', 'hello', '[]', '{"sender":1}', '["me",[["oak"]]]', '["me",[[1,2]]]']) {
    expect(unpackPayload(payload)).toEqual({ sender: '', pokes: [], sayings: [] });
  }
});
