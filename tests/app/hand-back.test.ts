// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Keyring } from '../../src/access/keyring.ts';
import { createTabletSession } from '../../src/app/tablet-session.ts';
import { Mailbox } from '../../src/mailbox/database.ts';
import { commit } from '../../src/notebook/commit.ts';
import type { Notebook } from '../../src/notebook/database.ts';
import { lessonNotes } from '../../src/notebook/read-lesson.ts';
import type { WithLock } from '../../src/protocol/lock.ts';
import { seededRandom } from '../support/tablet.ts';

const random = seededRandom(31).bytes;
/** What happens elsewhere on the tablet while the server is being told. */
let meanwhile: () => Promise<void>;
let databases = 0;

beforeEach(() => {
  localStorage.clear();
  document.body.innerHTML = '<h1>Today</h1>';
  vi.stubGlobal('isSecureContext', true);
  meanwhile = async () => undefined;
});
afterEach(() => vi.unstubAllGlobals());

/** Maria's tablet; no server ever answers it. */
async function mariasTablet() {
  const onHandedBack = vi.fn();
  const mailbox = new Mailbox();
  const session = await createTabletSession({
    keyring: new Keyring(`hand-back-${++databases}`),
    mailbox,
    window,
    fetch: async () => await Promise.reject(new TypeError('Failed to fetch')),
    random,
    now: () => Date.now(),
    withLock: oneAtATime(),
    requestSync: () => undefined,
    sync: async () => {
      await meanwhile();
      return { kind: 'offline' };
    },
    onError: () => undefined,
    onBlocked: () => undefined,
    onHandedBack,
    origin: 'https://school.example',
    storage: localStorage,
    deviceLabel: 'iPad',
  });
  await session.access.start({ teamName: 'P5 Maths triad', personName: 'Maria Evans', tags: [] });
  const { notebook } = session.current()!;
  await isSettled(notebook, mailbox);
  const keep = await session.safekeeping();
  const putAway = async () => {
    const steps = { onStep: () => undefined, signal: new AbortController().signal };
    await (await keep.makeCopy(notebook.team, steps))!.saved();
  };
  return {
    notebook,
    mailbox,
    onHandedBack,
    putAway,
    handBack: () => keep.handBack({ scope: notebook.team }),
  };
}

/** The browser's locks: work under one name waits for what was asked before it. */
function oneAtATime(): WithLock {
  const last = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const turn = (last.get(name) ?? Promise.resolve()).then(work);
    last.set(
      name,
      turn.catch(() => undefined),
    );
    return turn;
  };
}

/** A tablet publishes its key in the background, soon after it has a team; that lies in an envelope like all it writes. */
async function isSettled(notebook: Notebook, mailbox: Mailbox): Promise<void> {
  await vi.waitFor(async () => {
    const own = await notebook.rows('devices').get(notebook.device);
    expect(own?.fields['publicKey']).toBeTruthy();
    expect(await notebook.outbox.count()).toBe(0);
    expect(await mailbox.mail.count()).toBeGreaterThan(0);
  });
}

const writeNote = async (notebook: Notebook, id: string) =>
  void (await commit(notebook, [{ table: 'notes', row: `s.1.${id}`, fields: { text: id, atMs: 1 } }]));
const notes = async (notebook: Notebook) => (await lessonNotes(notebook, 's.1')).map(({ text }) => text);

test('[N7] a hand-back is refused while a note is on this tablet only, and done once a copy is put away', async () => {
  const { notebook, mailbox, onHandedBack, putAway, handBack } = await mariasTablet();
  await writeNote(notebook, 'only here');

  expect(await handBack()).toMatchObject({ kind: 'onlyHere', left: { notes: 1 } });

  expect(await notes(notebook)).toEqual(['only here']);
  expect(onHandedBack).not.toHaveBeenCalled();
  await putAway();
  expect(await handBack()).toEqual({ kind: 'gone' });
  expect(await mailbox.mail.count()).toBe(0);
});

test('[N7] a note written in another tab while the server is told stops a hand-back', async () => {
  const { notebook, onHandedBack, putAway, handBack } = await mariasTablet();
  await putAway();
  meanwhile = () => writeNote(notebook, 'in the other tab');

  expect(await handBack()).toMatchObject({ kind: 'onlyHere', left: { notes: 1 } });

  expect(await notes(notebook)).toEqual(['in the other tab']);
  expect(onHandedBack).not.toHaveBeenCalled();
});

test('[N7] a hand-back that breaks off in the middle says that not all of it is gone, and does not go on for ever', async () => {
  const { onHandedBack, putAway, handBack } = await mariasTablet();
  await putAway();
  const broken = vi.spyOn(Dexie, 'delete').mockRejectedValue(new Error('The disk does not answer.'));

  expect(await handBack().catch(() => undefined)).toEqual({ kind: 'gone' });

  expect(onHandedBack).toHaveBeenLastCalledWith(expect.objectContaining({ kind: 'gone', isAllGone: false }));
  broken.mockRestore();
});

test('[N7] a plan edited in another tab while the server is told stops a hand-back', async () => {
  const { notebook, onHandedBack, putAway, handBack } = await mariasTablet();
  await putAway();
  meanwhile = async () =>
    void (await commit(notebook, [{ table: 'studies', row: 's', fields: { title: 'Saying why' } }]));

  expect(await handBack()).toMatchObject({ kind: 'onlyHere', left: { notes: 0, others: 1 } });

  expect((await notebook.rows('studies').get('s'))?.fields).toMatchObject({ title: 'Saying why' });
  expect(onHandedBack).not.toHaveBeenCalled();
});
