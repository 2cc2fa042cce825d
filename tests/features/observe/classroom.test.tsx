// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { noteField, pressEnter, reopen, savedNotes, startedLesson, tap, tidyUp, type } from './lesson.tsx';

tidyUp();

afterEach(() => {
  Reflect.deleteProperty(navigator, 'wakeLock');
});

describe('the cover', () => {
  test('takes everything out of reach and brings it back as it was, with the cursor in the word', async () => {
    const { notebook } = await startedLesson();
    tap('B Wren');
    type('whispers');
    noteField().setSelectionRange(2, 4);

    tap('Cover');

    const cover = screen.getByRole('button', { name: /^Covered/ });
    expect(document.activeElement).toBe(cover);
    expect(noteField().closest('[inert]')).not.toBeNull();
    fireEvent.keyDown(cover, { key: 'Tab' });
    expect(screen.queryByRole('button', { name: /^Covered/ })).not.toBeNull();
    fireEvent.keyDown(cover, { key: 'x' });
    expect(screen.queryByRole('button', { name: /^Covered/ })).toBeNull();
    expect(noteField().closest('[inert]')).toBeNull();
    expect(document.activeElement).toBe(noteField());
    expect([noteField().value, noteField().selectionStart, noteField().selectionEnd]).toEqual([
      'whispers',
      2,
      4,
    ]);
    pressEnter();
    expect(await savedNotes(notebook, 1)).toMatchObject([{ text: 'whispers', pupil: 'B' }]);
  });
});

describe('quiet', () => {
  test('is one tap, is remembered on this tablet, and ends with the lesson screen', async () => {
    const { notebook, clock } = await startedLesson();

    tap('Quiet');

    expect(document.documentElement.dataset['theme']).toBe('quiet');
    await reopen(notebook, clock);
    expect(document.documentElement.dataset['theme']).toBe('quiet');
    expect((await screen.findByRole('button', { name: 'Quiet' })).getAttribute('aria-pressed')).toBe('true');
    tap('Quiet');
    expect(document.documentElement.dataset['theme']).toBeUndefined();
    expect(localStorage.getItem('threefold-quiet')).toBeNull();
  });
});

describe('the screen', () => {
  test('is kept awake, and asked for again when the page comes back into view', async () => {
    const locks = browserWithWakeLock();
    await startedLesson();
    await waitFor(() => expect(locks).toHaveLength(1));
    const [lock] = locks;

    // The browser lets go when the page is hidden.
    if (lock) lock.released = true;
    act(() => void document.dispatchEvent(new Event('visibilitychange')));

    await waitFor(() => expect(locks).toHaveLength(2));
    expect(screen.queryByText(/keep the screen awake|keep its screen awake/)).toBeNull();
  });

  test('that is kept awake no longer is said, when the browser lets go of it in view', async () => {
    const locks = browserWithWakeLock();
    await startedLesson();
    await waitFor(() => expect(locks).toHaveLength(1));

    await act(async () => await locks[0]?.release());

    await screen.findByText(/does not let us keep its screen awake/);
  });

  test('that cannot be kept awake is said once, with what to do instead', async () => {
    await startedLesson();

    await screen.findByText(/This browser cannot keep the screen awake/);
    tap('All right');

    expect(screen.queryByText(/cannot keep the screen awake/)).toBeNull();
  });

  test('that the tablet refuses to keep awake is said too', async () => {
    Object.defineProperty(navigator, 'wakeLock', {
      configurable: true,
      value: { request: vi.fn().mockRejectedValue(new DOMException('low battery', 'NotAllowedError')) },
    });
    await startedLesson();

    await screen.findByText(/does not let us keep its screen awake/);
  });
});

function browserWithWakeLock() {
  const locks: (EventTarget & { released: boolean; release: () => Promise<void> })[] = [];
  Object.defineProperty(navigator, 'wakeLock', {
    configurable: true,
    value: {
      request: async () => {
        const release = async () => {
          lock.released = true;
          lock.dispatchEvent(new Event('release'));
        };
        const lock = Object.assign(new EventTarget(), { released: false, release });
        locks.push(lock);
        return lock;
      },
    },
  });
  return locks;
}
