import { IDBDatabase, IDBFactory } from 'fake-indexeddb';
import { afterEach, expect, test, vi } from 'vitest';
import { leaveForGood } from '../../src/app/leave-for-good.ts';

const SAFARI = 'Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Safari/604.1';
const CHROME = 'Mozilla/5.0 (X11; CrOS x86_64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36';
const ANDROID = 'Mozilla/5.0 (Linux; U; Android 13) AppleWebKit/537.36 Version/4.0 Safari/537.36';

const own = Object.getOwnPropertyDescriptor(IDBDatabase.prototype, 'transaction') ?? {};
afterEach(() => {
  Object.defineProperty(IDBDatabase.prototype, 'transaction', own);
});

test('a page that is going to be kept gives up what it had open, and the next page need not wait', async () => {
  const page = pageIn(SAFARI);
  const disk = new IDBFactory();
  const halfWritten = holdOpen(await open(disk));

  page.left({ isKept: true });

  expect(await halfWritten.ended).toBe('abort');
  expect(await notesIn(await open(disk))).toEqual([]);
});

test('a page that is left for good finishes what it had begun', async () => {
  const page = pageIn(SAFARI);
  const disk = new IDBFactory();
  const halfWritten = holdOpen(await open(disk));

  page.left({ isKept: false });
  halfWritten.letGo();

  expect(await halfWritten.ended).toBe('complete');
  expect(await notesIn(await open(disk))).toEqual(['half written']);
});

test('what is on its way to the disk when a page is kept is left alone', async () => {
  const page = pageIn(SAFARI);
  const disk = new IDBFactory();
  const written = holdOpen(await open(disk));
  written.commit();

  page.left({ isKept: true });

  expect(await written.ended).toBe('complete');
  expect(await notesIn(await open(disk))).toEqual(['half written']);
});

test('only a page that was kept starts anew when somebody goes back to it', () => {
  const page = pageIn(SAFARI);

  page.shown({ wasKept: false });
  expect(page.reload).not.toHaveBeenCalled();

  page.shown({ wasKept: true });
  expect(page.reload).toHaveBeenCalledOnce();
});

test.each([
  ['Chrome', CHROME],
  ['a browser of Android', ANDROID],
])('%s lets its pages go by itself: nothing there is given up', async (_name, userAgent) => {
  const page = pageIn(userAgent);
  const disk = new IDBFactory();
  const halfWritten = holdOpen(await open(disk));

  page.left({ isKept: true });
  page.shown({ wasKept: true });
  halfWritten.letGo();

  expect(await halfWritten.ended).toBe('complete');
  expect(page.reload).not.toHaveBeenCalled();
});

/** What a page is given by its browser: a window that comes and goes, and databases. */
function pageIn(userAgent: string) {
  const reload = vi.fn();
  const window = Object.assign(new EventTarget(), {
    navigator: { userAgent },
    location: { reload },
    IDBDatabase,
  });
  leaveForGood(window as unknown as Parameters<typeof leaveForGood>[0]);
  const tell = (type: string, persisted: boolean) =>
    window.dispatchEvent(Object.assign(new Event(type), { persisted }));
  return {
    reload,
    left: ({ isKept }: { isKept: boolean }) => tell('pagehide', isKept),
    shown: ({ wasKept }: { wasKept: boolean }) => tell('pageshow', wasKept),
  };
}

async function open(disk: IDBFactory): Promise<globalThis.IDBDatabase> {
  return await new Promise((opened, failed) => {
    const request = disk.open('notebook', 1);
    request.onupgradeneeded = () => void request.result.createObjectStore('notes');
    request.onsuccess = () => opened(request.result);
    request.onerror = () => failed(request.error ?? new Error('not opened'));
  });
}

/** Writes a note in a transaction that lives until it is let go. */
function holdOpen(database: globalThis.IDBDatabase) {
  let isHeld = true;
  const transaction = database.transaction('notes', 'readwrite');
  const notes = transaction.objectStore('notes');
  const ended = new Promise<string>((done) => {
    for (const end of ['complete', 'abort']) transaction.addEventListener(end, () => done(end));
  });
  const hold = () => {
    if (isHeld) notes.get('nothing').onsuccess = hold;
  };
  notes.put('half written', 'note').onsuccess = hold;
  return { ended, letGo: () => (isHeld = false), commit: () => transaction.commit() };
}

async function notesIn(database: globalThis.IDBDatabase): Promise<readonly unknown[]> {
  return await new Promise((read) => {
    const request = database.transaction('notes').objectStore('notes').getAll();
    request.onsuccess = () => read(request.result);
  });
}
