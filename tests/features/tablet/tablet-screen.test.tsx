// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { SurroundingsProvider, type Surroundings } from '../../../src/features/tablet/surroundings.ts';
import { TabletScreen } from '../../../src/features/tablet/tablet-screen.tsx';
import type { Notebook } from '../../../src/notebook/database.ts';
import { readDraft } from '../../../src/notebook/drafts.ts';
import { OpenNotebookProvider } from '../../../src/notebook/notebook-context.tsx';
import { lastRehearsal } from '../../../src/notebook/rehearsal.ts';
import { NOTHING_TO_SEND, SyncStatusContext, type SyncStatus } from '../../../src/worker-link/sync-status.ts';
import { newNotebook } from '../../support/tablet.ts';

const NOW = 1_700_000_000_000;
const APP: Readonly<Record<string, string>> = {
  '/index.html': '<script type="module" src="/assets/index-1.js"></script>',
  '/assets/index-1.js': 'const f=["assets/capture-2.js","assets/capture-2.css"];import"./dexie-3.js"',
  '/assets/capture-2.js': 'export{}',
  '/assets/capture-2.css': '@font-face{src:url(./letters-4.woff2)}',
  '/assets/dexie-3.js': 'export{}',
  '/assets/letters-4.woff2': 'wOF2',
};
const AT_SERVER: SyncStatus = {
  ...NOTHING_TO_SEND,
  kind: 'atServer',
  settledAt: NOW - 60_000,
  isOnline: true,
};

/** Where the screen wanted to be loaded anew, for the test to do it. */
let asked: string | undefined;

afterEach(() => {
  cleanup();
  asked = undefined;
  history.replaceState(null, '', '/');
});

/** A tablet on which everything is as it should be, but for what is changed. */
function tablet(changes: Partial<Surroundings> = {}): Surroundings {
  return {
    userAgent: 'Mozilla/5.0 (X11; CrOS x86_64) Chrome/140',
    maxTouchPoints: 10,
    isStandalone: () => true,
    storage: storage(),
    files: keeping(APP),
    worker: { controller: {} as ServiceWorker },
    wakeLock: { request: () => Promise.resolve({ release: () => Promise.resolve() } as WakeLockSentinel) },
    loadAnew: (address) => void (asked = address),
    now: () => NOW,
    ...changes,
  };
}

function storage(changes: Partial<NonNullable<Surroundings['storage']>> = {}) {
  return {
    persisted: () => Promise.resolve(true),
    persist: () => Promise.resolve(true),
    estimate: () => Promise.resolve({ quota: 10e9, usage: 1e6 }),
    getDirectory: () => Promise.resolve({} as FileSystemDirectoryHandle),
    ...changes,
  };
}

function keeping(files: Readonly<Record<string, string>>): NonNullable<Surroundings['files']> {
  return {
    match: (path) => {
      const text = typeof path === 'string' ? files[path] : undefined;
      return Promise.resolve(text === undefined ? undefined : new Response(text));
    },
  };
}

function open(
  notebook: Notebook,
  { surroundings = tablet(), status = AT_SERVER }: { surroundings?: Surroundings; status?: SyncStatus } = {},
) {
  render(
    <SyncStatusContext value={status}>
      <OpenNotebookProvider value={{ notebook, me: 'maria', isDemo: status.isDemo }}>
        <SurroundingsProvider value={surroundings}>
          <TabletScreen />
        </SurroundingsProvider>
      </OpenNotebookProvider>
    </SyncStatusContext>,
  );
}

const row = (name: string) => {
  const item = screen.getByRole('heading', { name }).closest('li');
  return within(item as HTMLElement);
};

async function writeTestNote(notebook: Notebook) {
  open(notebook);
  act(() => screen.getByRole('button', { name: 'Write a test note' }).click());
  await waitFor(() => expect(asked).toMatch(/^\/tablet\?note=./));
  cleanup();
  history.replaceState(null, '', asked);
}

describe('the dress rehearsal', () => {
  test('calls the tablet ready when every check passed and a test note came back, and remembers it', async () => {
    const notebook = newNotebook({ now: () => NOW });
    await writeTestNote(notebook);

    open(notebook);

    await screen.findByText('This tablet is ready');
    row('A test note').getByText(/Written, and read back after the screen opened anew/);
    row('Opens without a network').getByText(/^6 files of the app/);
    row('Clock').getByText(/Agrees with the school server/);
    await waitFor(async () => expect(await lastRehearsal(notebook)).toEqual({ at: NOW, open: 0 }));
    expect(location.search).toBe('');
  });

  test('takes the test note away again, and nothing of it waits to be sent', async () => {
    const notebook = newNotebook({ now: () => NOW });
    await writeTestNote(notebook);
    expect(await readDraft(notebook, 'rehearsal:note')).toBeTypeOf('string');

    open(notebook);

    await screen.findByText(/Written, and read back/);
    expect(await readDraft(notebook, 'rehearsal:note')).toBeUndefined();
    expect(await notebook.outbox.count()).toBe(0);
  });

  test('says that a test note was lost when the next page does not find it', async () => {
    const notebook = newNotebook({ now: () => NOW });
    await writeTestNote(notebook);
    await notebook.drafts.clear();

    open(notebook);

    await screen.findByText(/was not there when the screen opened anew/);
    row('A test note').getByText(/Do not observe with this tablet/);
    screen.getByText('1 thing to look at');
  });

  test('says that a test note could not be written when the storage is full', async () => {
    const notebook = newNotebook({ now: () => NOW });
    await notebook.open();
    notebook.drafts.hook('creating', () => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    open(notebook);

    act(() => screen.getByRole('button', { name: 'Write a test note' }).click());

    await screen.findByText('The note could not be written.');
    expect(asked).toBeUndefined();
  });

  test('asks for another test note when the last is more than a day old', async () => {
    const notebook = newNotebook({ now: () => NOW });
    await writeTestNote(notebook);
    open(notebook);
    await screen.findByText(/Written, and read back/);
    cleanup();

    open(notebook, { surroundings: tablet({ now: () => NOW + 25 * 3_600_000 }) });

    await screen.findByText(/more than a day ago/);
  });

  test('does not say that nothing waits while a photo does', async () => {
    open(newNotebook({ now: () => NOW }), { status: { ...AT_SERVER, unsentPhotos: 1 } });

    row('Unsent notes').getByText('1 photo only on this tablet');
    expect(row('Unsent notes').queryByText(/Nothing waits/)).toBeNull();
  });

  test('does not say that nothing waits while a plan does', async () => {
    open(newNotebook({ now: () => NOW }), { status: { ...AT_SERVER, hasUnsent: true } });

    row('Unsent notes').getByText('No notes. Other changes wait to be sent.');
    expect(row('Unsent notes').queryByText(/Nothing waits/)).toBeNull();
  });

  test('tells what is not as it should be, what it means and what to do', async () => {
    const sent = { ...AT_SERVER, clockOffsetMs: -3 * 3_600_000, unsentNotes: new Set(['a', 'b']) };
    open(newNotebook({ now: () => NOW }), {
      status: sent,
      surroundings: tablet({
        userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1.15',
        isStandalone: () => false,
        storage: storage({
          persisted: () => Promise.resolve(false),
          persist: () => Promise.resolve(false),
          estimate: () => Promise.resolve({ quota: 20e6, usage: 0 }),
          getDirectory: () => Promise.reject(new Error('private')),
        }),
        worker: { controller: null },
        wakeLock: undefined,
      }),
    });

    await screen.findByText('9 things to look at');
    row('Installed as an app').getByText(/Add to Home Screen/);
    row('Storage is kept').getByText(/has not promised/);
    row('Opens without a network').getByText(/not yet kept for offline use/);
    row('Free space').getByText(/Room for about 40 photos only/);
    row('Unsent notes').getByText('2 notes are only on this tablet.');
    row('Clock').getByText(/^3 hours ahead of the school server/);
    row('Screen stays awake').getByText('This browser cannot keep the screen on.');
    row('Remembered next time').getByText(/looks like a private window/);
  });

  test('notices a file of the app that is gone from the cache, however deep it lies', async () => {
    const { '/assets/letters-4.woff2': _, ...others } = APP;
    open(newNotebook(), { surroundings: tablet({ files: keeping(others) }) });

    await screen.findByText(/^1 file of the app is not on this tablet/);
  });

  test('one check that breaks stops no other, and is checked again when asked', async () => {
    let isBroken = true;
    const estimate = () => (isBroken ? Promise.reject(new Error('broken')) : storage().estimate());
    open(newNotebook(), { surroundings: tablet({ storage: storage({ estimate }) }) });
    await waitFor(() => row('Free space').getByText('This could not be checked.'));
    row('Storage is kept').getByText(/has promised/);

    isBroken = false;
    act(() => screen.getByRole('button', { name: 'Check again' }).click());

    await waitFor(() => row('Free space').getByText(/Room for more than 1000 photos/));
  });

  test('counts nothing against the demo that is the demo’s nature', async () => {
    open(newNotebook(), { status: { ...NOTHING_TO_SEND, isDemo: true } });

    await screen.findByText('1 thing to look at');
    row('Unsent notes').getByText('The demo study is never sent.');
    row('Clock').getByText('The demo study has no server to compare with.');
  });

  test('says of the clock that the server was never reached', async () => {
    open(newNotebook(), { status: NOTHING_TO_SEND });

    await waitFor(() => row('Clock').getByText(/Not compared yet/));
  });
});
