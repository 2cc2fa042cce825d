import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCode } from '../../src/crypto/invitation.ts';
import { readSheetCode } from '../../src/crypto/sheet-code.ts';
import { unfold } from '../../src/crypto/fold.ts';
import { parseBlock } from '../../src/protocol/block.ts';
import { fromCbor, toCbor } from '../../src/protocol/bytes.ts';
import { newCopy, openCopy } from '../../src/protocol/copy-file.ts';
import { parseEnvelope } from '../../src/protocol/envelope.ts';
import { exchange } from '../../src/protocol/exchange.ts';
import { MAX_ENVELOPE_BYTES, MAX_PUSH_BYTES } from '../../src/protocol/limits.ts';
import * as requests from '../../src/protocol/requests.ts';
import { parseStudyFile } from '../../src/features/report/parse-study-file.ts';
import { readSheetRecord } from '../../src/protocol/sheet-record.ts';
import { RUNS, SEED, someHostileBytes } from '../support/hostile-bytes.ts';

const cborReaders = Object.entries(requests).flatMap(([name, parse]) =>
  name.startsWith('parse') ? [[name, parse as (body: Uint8Array) => { readonly ok: boolean }] as const] : [],
);

/** A head that announces, and as many bytes behind it as there is room for. */
function filled(length: number, fill: number, head: readonly number[] = []): Uint8Array {
  const bytes = new Uint8Array(length).fill(fill);
  bytes.set(head);
  return bytes;
}

const count = MAX_PUSH_BYTES - 5;
const announced = [count >>> 24, (count >>> 16) & 255, (count >>> 8) & 255, count & 255];
const BOMBS: readonly (readonly [string, Uint8Array])[] = [
  ['a million empty maps', filled(MAX_PUSH_BYTES, 0xa0, [0x9a, ...announced])],
  ['a million empty lists', filled(MAX_PUSH_BYTES, 0x80, [0x9a, ...announced])],
  ['a million lists within each other', filled(MAX_PUSH_BYTES, 0x81)],
  ['a million maps within each other', filled(MAX_PUSH_BYTES, 0xa1)],
  ['a million tags within each other', filled(MAX_PUSH_BYTES, 0xc1)],
  ['a list that announces more than there is', filled(9, 0xff, [0x9b, 0, 0])],
  ['a text that announces more than there is', filled(40, 0x61, [0x7b, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff])],
  ['bytes that announce more than a computer has', filled(40, 0x61, [0x5b, 0x7f, 0xff])],
  ['lists without an announced end', filled(MAX_PUSH_BYTES, 0x9f)],
];

describe('[K8] CBOR', () => {
  test.each(BOMBS)('%s is refused before anything is made of it', (_what, bomb) => {
    const before = process.memoryUsage().heapUsed;

    expect(() => fromCbor(bomb)).toThrow(RangeError);

    expect(process.memoryUsage().heapUsed - before).toBeLessThan(8 * 1024 * 1024);
  });

  test('fuzzed is read or refused, and never with a byte from beside it', () => {
    fc.assert(
      fc.property(someHostileBytes, fc.uint8Array({ minLength: 8, maxLength: 64 }), (bytes, beside) => {
        const memory = new Uint8Array([...beside, ...bytes, ...beside]);
        const inMemory = memory.subarray(beside.length, beside.length + bytes.length);

        expect(outcomeOf(() => fromCbor(inMemory))).toEqual(outcomeOf(() => fromCbor(bytes.slice())));
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  test('fuzzed is, as each kind of request and answer, that or malformed', () => {
    fc.assert(
      fc.property(someHostileBytes, fc.constantFrom(...cborReaders), (bytes, [, parse]) => {
        expect(parse(bytes)).toMatchObject({ ok: expect.any(Boolean) as boolean });
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  test('fuzzed is, as an envelope, one that is written the same again, or refused', () => {
    fc.assert(
      fc.property(someHostileBytes, (bytes) => {
        const read = parseEnvelope(bytes);

        if (read.ok) expect(read.value.header.id).toHaveLength(16);
        else expect(['malformed', 'tooLarge']).toContain(read.problem);
      }),
      { seed: SEED, numRuns: RUNS },
    );
    expect(parseEnvelope(new Uint8Array(MAX_ENVELOPE_BYTES + 1))).toEqual({ ok: false, problem: 'tooLarge' });
  });
});

describe('[K8] the inside of an envelope', () => {
  test('that unfolds to a thousand times its size takes no more memory than is allowed', async () => {
    const squeezed = deflateRawSync(Buffer.alloc(120 * 1024 * 1024));
    const bomb = new Uint8Array(squeezed.length + 4);
    new DataView(bomb.buffer).setUint32(0, squeezed.length);
    bomb.set(squeezed, 4);
    expect(bomb.length).toBeLessThan(MAX_ENVELOPE_BYTES);
    const given: number[] = [];
    const RealStream = globalThis.DecompressionStream;
    class WatchedStream extends RealStream {
      constructor(format: CompressionFormat) {
        super(format);
        const writer = super.writable.getWriter();
        const watched = new WritableStream<Uint8Array<ArrayBuffer>>({
          write: async (piece) => {
            given.push(piece.length);
            await writer.write(piece);
          },
          close: async () => await writer.close(),
        });
        Object.defineProperty(this, 'writable', { value: watched });
      }
    }
    globalThis.DecompressionStream = WatchedStream;

    const unfolded = await unfold(bomb).finally(() => (globalThis.DecompressionStream = RealStream));

    expect(unfolded).toBeUndefined();
    // Each piece may become a thousand times its size at once, and after the first that is too much no other is given.
    expect(Math.max(...given)).toBeLessThanOrEqual(16 * 1024);
    expect(given.length).toBeLessThan(6);
  });

  test('fuzzed unfolds to a text or to nothing', async () => {
    await fc.assert(
      fc.asyncProperty(someHostileBytes, fc.nat(400), async (bytes, announce) => {
        const folded = new Uint8Array(bytes.length + 4);
        new DataView(folded.buffer).setUint32(0, announce);
        folded.set(bytes, 4);

        expect(typeof (await unfold(folded))).toMatch(/^(string|undefined)$/);
      }),
      { seed: SEED, numRuns: Math.ceil(RUNS / 5) },
    );
  });

  test.each([
    ['lists', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['objects', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
  ])('[M7] with a hundred thousand %s within each other in one field is refused', (_what, value) => {
    const json = `{"v":1,"g":[{"t":"notes","f":["text"],"r":["s.1.n"],"at":["x"],"c":[[${value}]]}]}`;

    expect(parseBlock(json)).toEqual({ ok: false, problem: 'malformed' });
  });

  test('fuzzed JSON is changes or a refusal', () => {
    const someJson = fc.oneof(fc.json({ maxDepth: 6 }), fc.string(), mutatedBlock());
    fc.assert(
      fc.property(someJson, (json) => {
        const read = parseBlock(json);

        if (!read.ok) expect(['malformed', 'newerVersion']).toContain(read.problem);
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });
});

describe('[K8] what a person brings', () => {
  test('an invitation code, typed, pasted or a novel, is a code or not', () => {
    const someText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(someText, fc.nat(20_000), (text, length) => {
        const long = text.length === 0 ? '' : text.repeat(Math.ceil(length / text.length));

        expect(readCode(long).ok).toBe(readCode(` ${long} `).ok);
      }),
      { seed: SEED, numRuns: Math.ceil(RUNS / 10) },
    );
    expect(readCode(`#${'-'.repeat(5_000_000)}`)).toEqual({ ok: false, problem: 'notACode' });
  });

  test('a sealed copy, cut, bent or made up, is read to an end, and never beyond itself', async () => {
    const writer = newCopy('team-of-oak');
    writer.addRecovery({ id: filled(16, 1), box: filled(300, 2) });
    for (let count = 0; count < 5; count++) writer.addEnvelope(filled(200, count));
    writer.addPiece({ photo: 's.1.p', blob: 'b', chunk: 0, of: 1, bytes: filled(500, 3) });
    const whole = new Uint8Array(await writer.finish().arrayBuffer());
    const readAll = async (bytes: Uint8Array) => {
      const copy = await openCopy(new Blob([new Uint8Array(bytes)]));
      if (!copy.ok) return copy.problem;
      const frames = [];
      for await (const { frame } of copy.value.frames()) frames.push(frame);
      return frames;
    };
    expect(await readAll(whole)).toHaveLength(8);

    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length),
        fc.nat(3),
        fc.uint8Array({ maxLength: 12 }),
        async (at, cut, put) => {
          const bent = Uint8Array.from([...whole.subarray(0, at), ...put, ...whole.subarray(at + cut)]);

          const read = await readAll(bent);

          if (typeof read === 'string') return;
          expect(read.filter(({ kind }) => kind === 'end')).toHaveLength(1);
          expect(read.length).toBeLessThanOrEqual(bent.length / 5);
        },
      ),
      { seed: SEED, numRuns: Math.ceil(RUNS / 2) },
    );
    for (const bomb of BOMBS) expect(typeof (await readAll(bomb[1]))).toBe('string');
  });

  test('a sheet’s code and record, typed or bent, are one or none', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.json({ maxDepth: 3 })),
        (text) => {
          expect(typeof readSheetCode(text).ok).toBe('boolean');
          expect(typeof readSheetRecord(text)).toMatch(/^(object|undefined)$/);
        },
      ),
      { seed: SEED, numRuns: RUNS },
    );
  });

  test('a file to import, fuzzed, is a study or names its problem', () => {
    const head = { format: 'threefold-study', version: 1, study: 'k3fa', people: [], tables: {} };
    const someFile = fc.oneof(
      fc.json({ maxDepth: 5 }),
      fc.string({ unit: 'binary' }),
      fc
        .record({ people: fc.jsonValue(), tables: fc.jsonValue(), study: fc.jsonValue() })
        .map((parts) => JSON.stringify({ ...head, ...parts })),
      fc
        .dictionary(fc.constantFrom('studies', 'lessons', 'notes', 'photos', '__proto__'), fc.jsonValue())
        .map((tables) => JSON.stringify({ ...head, tables })),
      fc.nat(80).map((length) => JSON.stringify(head).slice(0, length)),
    );
    fc.assert(
      fc.property(someFile, (file) => {
        const read = parseStudyFile(file);

        if (!read.ok) expect(read.problem).toMatch(/^[a-zA-Z]+$/);
      }),
      { seed: SEED, numRuns: RUNS },
    );
    for (const deep of [
      '['.repeat(1_000_000),
      `{"format":"threefold-study","tables":${'['.repeat(200_000)}`,
    ]) {
      expect(parseStudyFile(deep).ok).toBe(false);
    }
  });
});

describe('[K8] [S5] an answer', () => {
  test('without end is given up, ours or not, and what was not ours was not even read', async () => {
    let given = 0;
    let isCancelled = false;
    const endless = (headers: Record<string, string>) =>
      new Response(
        new ReadableStream({
          pull(controller) {
            given += 65_536;
            controller.enqueue(new Uint8Array(65_536));
          },
          cancel: () => void (isCancelled = true),
        }),
        { headers },
      );
    const ask = (headers: Record<string, string>) =>
      exchange(
        async () => endless(headers),
        { method: 'GET', path: '/api/teams/x/devices' },
        requests.parseDevicesAnswer,
      );

    const signInPage = await ask({ 'content-type': 'text/html' });
    const readOfPage = given;
    given = 0;
    const liar = await ask({ 'content-type': requests.CBOR, [requests.SERVER_HEADER]: 'x' });

    expect([signInPage.kind, liar.kind]).toEqual(['foreign', 'foreign']);
    expect(readOfPage).toBeLessThan(1024 * 1024);
    expect(given).toBeLessThan(8 * 1024 * 1024);
    expect(isCancelled).toBe(true);
  });
});

function outcomeOf(work: () => unknown): unknown {
  try {
    return { value: work() };
  } catch (error) {
    return { thrown: error instanceof Error };
  }
}

/** A sound block with one character changed, left out, or put in. */
function mutatedBlock(): fc.Arbitrary<string> {
  const sound =
    '{"v":1,"g":[{"t":"notes","f":["text"],"r":["s.1.n"],"at":["x"],"c":[["y"]],"b":{"0":{"text":["z"]}}}]}';
  return fc
    .tuple(fc.nat(sound.length), fc.nat(2), fc.constantFrom('"', '{', '[', ']', '}', ',', '1', 'null', '-1'))
    .map(([at, cut, put]) => sound.slice(0, at) + put + sound.slice(at + cut));
}

test('a sound value passes whatever its size', () => {
  const page = { envelopes: Array.from({ length: 60_000 }, (_, index) => ({ id: filled(16, index & 255) })) };

  const read = fromCbor(toCbor(page)) as typeof page;

  expect(read.envelopes).toHaveLength(60_000);
  expect(read.envelopes.at(-1)).toEqual(page.envelopes.at(-1));
});
