import { encodeCBOR, type CBORType } from '@levischuck/tiny-cbor';
import fc from 'fast-check';
import { toCbor } from '../../src/protocol/bytes.ts';
import { encodeEnvelope } from '../../src/protocol/envelope.ts';

/** The same attacks every time; `FUZZ_SEED` makes others, `FUZZ` more of them. */
export const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_122);
export const RUNS = Number(process.env['FUZZ'] ?? 500);

const bytesOf = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const somePlain = fc.letrec<{ plain: unknown }>((tie) => ({
  plain: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(null, undefined, true, false, Number.NaN, Infinity, -0, 2n ** 60n, 1.5),
    fc.integer(),
    fc.string({ maxLength: 40 }),
    fc.uint8Array({ maxLength: 80 }),
    fc.array(tie('plain'), { maxLength: 6 }),
    fc
      .array(fc.tuple(fc.oneof(fc.string({ maxLength: 12 }), fc.integer()), tie('plain')), { maxLength: 6 })
      .map((fields) => new Map(fields)),
  ),
})).plain;

/** Any value that CBOR can hold, also such as we never write. */
const someCbor = somePlain.map((value) => encodeCBOR(value as CBORType));

const someEnvelope = fc
  .record({
    version: fc.integer({ min: 1, max: 3 }),
    epoch: fc.nat(9),
    id: bytesOf(16),
    device: fc.constantFrom('dMaria', 'dguest1', 'd', 'x'.repeat(70)),
    deviceSeq: fc.nat(),
    nonce: bytesOf(12),
    sealed: fc.uint8Array({ minLength: 10, maxLength: 120 }),
  })
  .map(({ sealed, ...header }) => encodeEnvelope({ header, sealed }));

/** Requests as they should be, but for a value here and there. */
const someRequest = fc.oneof(
  fc.record({ team: fc.string(), device: fc.string(), token: bytesOf(32), proof: bytesOf(32) }).map(toCbor),
  fc.record({ envelopes: fc.array(fc.oneof(someEnvelope, fc.uint8Array()), { maxLength: 4 }) }).map(toCbor),
  fc
    .record({ id: bytesOf(16), proofHash: bytesOf(32), box: fc.uint8Array(), isGuest: fc.boolean() })
    .map(toCbor),
  fc
    .record({ proof: bytesOf(32), device: fc.constantFrom('dNia', 'dguestNia'), token: bytesOf(32) })
    .map(toCbor),
  fc.record({ envelopes: fc.array(bytesOf(16)), blobs: fc.array(bytesOf(16)) }).map(toCbor),
  fc.record({ bytes: fc.uint8Array({ maxLength: 300 }) }).map(toCbor),
);

type Mutation = readonly [kind: 'flip' | 'cut' | 'insert' | 'double', at: number, byte: number];
const someMutations = fc.array(
  fc.tuple(
    fc.constantFrom('flip', 'cut', 'insert', 'double'),
    fc.nat(),
    fc.nat(255),
  ) as fc.Arbitrary<Mutation>,
  { maxLength: 4 },
);

function mutated(bytes: Uint8Array, mutations: readonly Mutation[]): Uint8Array {
  let now = [...bytes];
  for (const [kind, place, byte] of mutations) {
    const at = now.length === 0 ? 0 : place % now.length;
    if (kind === 'flip') now[at] = byte;
    if (kind === 'cut') now = now.slice(0, at);
    if (kind === 'insert') now.splice(at, 0, byte);
    if (kind === 'double') now.splice(at, 0, ...now.slice(at, at + 20));
  }
  return new Uint8Array(now);
}

/** Noise, any CBOR, and what is nearly sound: cut, changed, doubled. */
export const someHostileBytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc
    .tuple(fc.oneof(someCbor, someEnvelope, someRequest), someMutations)
    .map(([bytes, mutations]) => mutated(bytes, mutations)),
);
