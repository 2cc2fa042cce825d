import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCbor } from '../../src/protocol/bytes.ts';
import { encodeEnvelope, parseEnvelope } from '../../src/protocol/envelope.ts';
import { MAX_ENVELOPE_BYTES } from '../../src/protocol/limits.ts';
import { parseClaim, parsePullAnswer, parsePush, parsePushAnswer } from '../../src/protocol/requests.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const someEnvelope = fc.record({
  header: fc.record({
    version: fc.integer({ min: 1, max: 9 }),
    epoch: fc.nat(),
    id: bytes(16),
    device: fc.constant('dmaria'),
    deviceSeq: fc.nat(),
    nonce: bytes(12),
  }),
  sealed: fc.uint8Array({ minLength: 16, maxLength: 200 }),
});

describe('an envelope', () => {
  test('reads back as it was written', () => {
    fc.assert(
      fc.property(someEnvelope, (envelope) => {
        expect(parseEnvelope(encodeEnvelope(envelope))).toEqual({ ok: true, value: envelope });
      }),
    );
  });

  test('damaged anywhere it is refused or reads as another, and never throws', () => {
    fc.assert(
      fc.property(someEnvelope, fc.nat(), fc.integer({ min: 1, max: 255 }), (envelope, place, flip) => {
        const damaged = encodeEnvelope(envelope);
        const at = place % damaged.length;
        damaged[at] = (damaged[at] as number) ^ flip;

        expect(parseEnvelope(damaged)).not.toEqual({ ok: true, value: envelope });
      }),
    );
  });

  test('too long is refused as too large', () => {
    expect(parseEnvelope(new Uint8Array(MAX_ENVELOPE_BYTES + 1))).toEqual({ ok: false, problem: 'tooLarge' });
  });
});

describe('[K8] requests and answers from outside', () => {
  test.each([
    ['push', parsePush],
    ['push answer', parsePushAnswer],
    ['pull answer', parsePullAnswer],
    ['claim', parseClaim],
  ])('%s: random bytes are refused and never throw', (_name, parse) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (body) => {
        expect(parse(body).ok).toBe(false);
      }),
    );
  });

  test('[S5] a sign-in page is no answer to a push', () => {
    expect(parsePushAnswer(new TextEncoder().encode('<html>Sign in</html>')).ok).toBe(false);
  });

  test('a field of the wrong sort is refused', () => {
    const claim = { team: 'x', device: 'dmaria', token: new Uint8Array(31), proof: new Uint8Array(32) };

    expect(parseClaim(toCbor(claim)).ok).toBe(false);
    expect(parseClaim(toCbor({ ...claim, token: new Uint8Array(32) })).ok).toBe(true);
  });
});
