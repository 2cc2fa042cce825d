import { describe, expect, test } from 'vitest';
import { newPostbox } from '../../src/mailbox/new-postbox.ts';
import { statusOf } from '../../src/worker-link/watch-status.ts';

const identity = { team: 'oak', device: 'dmaria', isClaimed: true } as const;
const settled = {
  ...newPostbox({ ...identity, token: new Uint8Array(32), proof: new Uint8Array(32) }),
  settledAt: 1000,
  lastTry: 'synced',
} as const;

const AT_SERVER = {
  postbox: settled,
  mails: [],
  unsealed: { notes: new Set<never>(), isAny: false },
  photos: { unsent: 0, hasRefused: false },
  hasNetwork: true,
} as const;

describe('the status, with every word at the server,', () => {
  test('says so when there is no photo on its way', () => {
    expect(statusOf(AT_SERVER)).toMatchObject({
      kind: 'atServer',
      unsentPhotos: 0,
    });
  });

  test('does not while a photo exists only on this tablet', () => {
    const photos = { unsent: 2, hasRefused: false };

    expect(statusOf({ ...AT_SERVER, photos })).toMatchObject({ kind: 'sending', unsentPhotos: 2 });
    expect(statusOf({ ...AT_SERVER, photos, hasNetwork: false })).toMatchObject({
      kind: 'saved',
      unsentPhotos: 2,
    });
  });

  test('does not while a plan exists only on this tablet', () => {
    const mail = { team: 'oak', id: 'x', bytes: new Uint8Array(9), seq: 0, notes: [] } as const;
    const waiting = { ...mail, sending: 'waiting', reading: 'own' } as const;

    expect(statusOf(AT_SERVER)).toMatchObject({ hasUnsent: false });
    expect(statusOf({ ...AT_SERVER, mails: [waiting] })).toMatchObject({ kind: 'sending', hasUnsent: true });
  });

  test('[S9] asks for a person when the server refused an envelope, whose note is still on this tablet only', () => {
    const mail = { team: 'oak', id: 'x', bytes: new Uint8Array(9), seq: 0, notes: ['oak.1.n'] } as const;
    const refused = { ...mail, sending: 'refused', reading: 'own', reason: 'malformed' } as const;

    expect(statusOf({ ...AT_SERVER, mails: [refused] })).toMatchObject({
      kind: 'needsYou',
      trouble: 'envelopeRefused',
      unsentNotes: new Set(['oak.1.n']),
    });
  });

  test('[S9] asks for a person when the server has no room for a photo', () => {
    expect(statusOf({ ...AT_SERVER, photos: { unsent: 1, hasRefused: true } })).toMatchObject({
      kind: 'needsYou',
      trouble: 'photoRefused',
      unsentPhotos: 1,
    });
  });
});
