// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AutosaveField } from '../../src/ui/autosave-field.tsx';
import { SAVE_AFTER_MS } from '../../src/ui/autosave.ts';

let saved: string[];
let replaced: (readonly string[])[];
let isDiskFull: boolean;
const save = async (text: string, shown: readonly string[]) => {
  if (isDiskFull) throw new Error('The disk is full.');
  saved.push(text);
  replaced.push(shown);
};

beforeEach(() => {
  vi.useFakeTimers();
  saved = [];
  replaced = [];
  isDiskFull = false;
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const field = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Aim' });
const type = (text: string) => fireEvent.change(field(), { target: { value: text } });
const pause = () => act(() => vi.advanceTimersByTimeAsync(SAVE_AFTER_MS));
const aim = (value: string, beside?: { value: string; at: string }[]) => (
  <AutosaveField label="Aim" value={value} beside={beside} onSave={save} />
);

describe('a field that saves itself', () => {
  test('saves once, when typing pauses', async () => {
    render(aim(''));

    type('Com');
    type('Compare');
    expect(saved).toEqual([]);
    await pause();

    expect(saved).toEqual(['Compare']);
  });

  test('saves when it is left, when the page goes and when the screen goes', () => {
    const { unmount } = render(aim(''));

    type('one');
    fireEvent.blur(field());
    type('two');
    fireEvent(window, new Event('pagehide'));
    type('three');
    unmount();

    expect(saved).toEqual(['one', 'two', 'three']);
  });

  test('saves nothing when nothing was changed', () => {
    render(aim('Compare'));

    fireEvent.focus(field());
    fireEvent.blur(field());

    expect(saved).toEqual([]);
  });

  test("shows a colleague's change when nobody types here", () => {
    const { rerender } = render(aim('Compare'));

    rerender(aim('Compare and explain'));

    expect(field().value).toBe('Compare and explain');
  });

  test('is not set back by its own earlier save coming in late', async () => {
    const { rerender } = render(aim(''));
    type('ab');
    await pause();
    type('abc');
    await pause();

    rerender(aim('ab'));
    expect(field().value).toBe('abc');
    rerender(aim('abc'));
    expect(field().value).toBe('abc');
  });

  test("keeps both when a colleague's words arrive under unsaved typing", async () => {
    const { rerender } = render(aim('Compare'));
    fireEvent.focus(field());
    type('Compare, mine');

    rerender(aim('Compare, theirs'));
    expect(field().value).toBe('Compare, mine');
    expect(screen.queryByText('Compare, theirs')).toBeNull();
    fireEvent.blur(field());

    expect(saved).toEqual(['Compare, mine']);
    // Only the wording that stood there when the typing began is replaced: the colleague's is not.
    expect(replaced).toEqual([['Compare']]);
  });

  test("shows a colleague's words when one's own typing came to nothing", () => {
    const { rerender } = render(aim('Compare'));
    type('Compare, mine');
    rerender(aim('Compare, theirs'));

    type('Compare');
    fireEvent.blur(field());

    expect(saved).toEqual([]);
    expect(field().value).toBe('Compare, theirs');
  });

  test('writes the wording that stands when it is chosen over one beside it', () => {
    render(aim('ours', [{ value: 'theirs', at: 'x' }]));

    fireEvent.click(screen.getByRole('button', { name: 'Keep what is shown above' }));

    expect(saved).toEqual(['ours']);
    expect(replaced).toEqual([['ours', 'theirs']]);
  });

  test('keeps the words and says so when saving fails, and tries again', async () => {
    render(aim(''));
    isDiskFull = true;
    type('Compare');
    await pause();

    expect(field().value).toBe('Compare');
    expect(screen.getByRole('alert').textContent).toContain('still here');

    isDiskFull = false;
    fireEvent.blur(field());
    await act(() => vi.advanceTimersByTimeAsync(0));
    expect(saved).toEqual(['Compare']);
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
