// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AutosaveField } from '../../src/ui/autosave-field.tsx';
import { SAVE_AFTER_MS } from '../../src/ui/autosave.ts';
import { DraftPortContext, type DraftPort, type FieldDraft } from '../../src/ui/draft-port.ts';
import { CHECK_AFTER_MS, TextCheckContext } from '../../src/ui/text-check.ts';

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
  <AutosaveField label="Aim" draftKey="aim" value={value} beside={beside} onSave={save} />
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

  test('[M3] chooses between two of three wordings, and leaves the third beside', () => {
    render(
      aim('ours', [
        { value: 'theirs', at: 'x' },
        { value: 'hers', at: 'y' },
      ]),
    );

    fireEvent.click(screen.getAllByRole('button', { name: 'Keep both' })[0] as HTMLElement);

    expect(saved).toEqual(['ours · theirs']);
    expect(replaced).toEqual([['ours', 'theirs']]);
  });

  test("shows one's own earlier wording when a colleague brings it back", async () => {
    const { rerender } = render(aim(''));
    type('mine');
    await pause();
    // The colleague's came at the same moment: one's own was never read alone.
    rerender(aim('theirs', [{ value: 'mine', at: 'x' }]));
    expect(field().value).toBe('theirs');

    rerender(aim('mine'));

    expect(field().value).toBe('mine');
  });

  test('saves a wording that was never saved, when it and the next could not be, and one goes back to it', async () => {
    const failed: (() => void)[] = [];
    const written: [text: string, shown: readonly string[]][] = [];
    let isSlow = true;
    const onSave = async (text: string, shown: readonly string[]) => {
      if (isSlow)
        await new Promise<void>((_, reject) => failed.push(() => reject(new Error('The disk is full.'))));
      else written.push([text, shown]);
    };
    render(<AutosaveField label="Aim" draftKey="aim" value="Add" onSave={onSave} />);
    type('Compare');
    await pause();
    type('Compare bars');
    await pause();
    isSlow = false;
    await act(async () => failed.forEach((fail) => fail()));

    type('Compare');
    await pause();

    expect(written).toEqual([['Compare', expect.arrayContaining(['Add'])]]);
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

describe('[N2] words that are not saved yet', () => {
  let kept: Map<string, FieldDraft>;
  const port: DraftPort = {
    read: async (key) => kept.get(key),
    keep: async (key, draft) => void kept.set(key, draft),
    aside: (key, draft) => void kept.set(key, draft),
    forget: async (key) => void kept.delete(key),
  };
  const drafted = (value: string) => <DraftPortContext value={port}>{aim(value)}</DraftPortContext>;
  const after = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
  beforeEach(() => {
    kept = new Map();
  });

  test('are kept within half a second of a key, also while one types on', async () => {
    render(drafted('Compare'));

    for (const text of ['Compare t', 'Compare th', 'Compare thi', 'Compare thir']) {
      type(text);
      await after(100);
    }

    expect(saved).toEqual([]);
    expect(kept.get('aim')).toEqual({ text: 'Compare thi', over: ['Compare'] });
  });

  test('are forgotten when they are saved, and kept when saving fails', async () => {
    render(drafted(''));
    type('Compare');
    await pause();
    expect(kept.size).toBe(0);

    isDiskFull = true;
    type('Compare thirds');
    await pause();

    expect(kept.get('aim')).toEqual({ text: 'Compare thirds', over: ['Compare'] });
  });

  test('stand in the field again when the next page opens, and are saved over what they were written over', async () => {
    kept.set('aim', { text: 'Compare thir', over: ['Compare'] });
    // A colleague's wording came in between: it is not among those that are replaced.
    render(drafted('Compare, theirs'));
    await after(0);

    expect(field().value).toBe('Compare thir');
    expect(saved).toEqual([]);
    await pause();

    expect(saved).toEqual(['Compare thir']);
    expect(replaced).toEqual([['Compare']]);
    expect(kept.size).toBe(0);
  });

  test('are dropped when they were saved after all', async () => {
    kept.set('aim', { text: 'Compare', over: [''] });
    render(drafted('Compare'));
    await pause();

    expect(saved).toEqual([]);
    expect(kept.size).toBe(0);
  });

  test('are saved on their own when somebody was faster than the disk', async () => {
    kept.set('aim', { text: 'Compare thir', over: ['Compare'] });
    render(drafted('Compare'));
    type('Something else');
    await pause();

    expect(saved).toEqual(['Compare thir', 'Something else']);
  });
});

describe('a field somebody should look at again', () => {
  const checked = (value: string) => (
    <TextCheckContext value={(text) => (text.includes('Bethan') ? 'Bethan is a real name.' : undefined)}>
      {aim(value)}
    </TextCheckContext>
  );

  test('says so when typing pauses, and saves all the same', async () => {
    render(checked(''));

    type('Bethan counts');
    await act(() => vi.advanceTimersByTimeAsync(CHECK_AFTER_MS - 1));
    const before = screen.queryByRole('alert');
    await pause();

    expect(before).toBeNull();
    expect(screen.getByRole('alert').textContent).toContain('Bethan is a real name.');
    expect(saved).toEqual(['Bethan counts']);
    type('Robin counts');
    await pause();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
