// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Keyring } from '../../src/access/keyring.ts';
import { createTabletSession, type TabletSessionDeps } from '../../src/app/tablet-session.ts';
import { Mailbox } from '../../src/mailbox/database.ts';
import { commit } from '../../src/notebook/commit.ts';
import type { WithLock } from '../../src/protocol/lock.ts';
import { freezeConnectionOf } from '../support/frozen.ts';
import { seededRandom } from '../support/tablet.ts';

let closed: () => void;

beforeEach(() => {
  localStorage.clear();
  document.body.innerHTML = '<h1>Today</h1>';
  vi.stubGlobal('isSecureContext', true);
});
afterEach(() => {
  closed();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const sessionOn = (mailbox: Mailbox, deps: Pick<TabletSessionDeps, 'withLock' | 'onError'>) =>
  createTabletSession({
    ...deps,
    keyring: new Keyring('open-team'),
    mailbox,
    window,
    fetch: async () => await Promise.reject(new TypeError('Failed to fetch')),
    random: seededRandom(37).bytes,
    now: () => Date.now(),
    requestSync: () => undefined,
    sync: async () => await Promise.resolve({ kind: 'offline' }),
    onBlocked: () => undefined,
    onHandedBack: () => undefined,
    origin: 'https://school.example',
    storage: localStorage,
    deviceLabel: 'iPad',
  });

test('[S9] what keeps notes going and could not begin begins later, and seals what was written meanwhile', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const onError = vi.fn();
  const lost = new DOMException('Connection to Indexed Database server lost', 'UnknownError');
  let isLost = true;
  const withLock: WithLock = async (name, work) => {
    await Promise.resolve();
    if (isLost && name.startsWith('threefold-sealing')) throw lost;
    return await work();
  };
  const mailbox = new Mailbox();
  const session = await sessionOn(mailbox, { withLock, onError });
  await session.access.start({ teamName: 'P5 Maths triad', personName: 'Maria Evans', tags: [] });
  const { notebook } = session.current()!;
  closed = () => notebook.close();
  await vi.waitFor(() => expect(onError).toHaveBeenCalledWith(lost));
  await commit(notebook, [{ table: 'notes', row: 's.1.n1', fields: { text: 'Two bars' } }]);
  isLost = false;

  await vi.advanceTimersByTimeAsync(60_000);

  await vi.waitFor(async () => expect(await notebook.outbox.count()).toBe(0));
  expect(await mailbox.mail.count()).toBeGreaterThan(0);
});

test('[N3] a connection to the mailbox that is frozen when the team opens is replaced, and what is written is sealed', async () => {
  const mailbox = new Mailbox();
  let isFirst = true;
  const withLock: WithLock = async (name, work) => {
    if (isFirst && name.startsWith('threefold-sealing')) {
      isFirst = false;
      await freezeConnectionOf(mailbox);
    }
    return await work();
  };
  const session = await sessionOn(mailbox, { withLock, onError: () => undefined });
  await session.access.start({ teamName: 'P5 Maths triad', personName: 'Maria Evans', tags: [] });
  const { notebook } = session.current()!;
  closed = () => notebook.close();
  await commit(notebook, [{ table: 'notes', row: 's.1.n1', fields: { text: 'Two bars' } }]);

  await vi.waitFor(async () => expect(await notebook.outbox.count()).toBe(0));

  expect(isFirst).toBe(false);
});
