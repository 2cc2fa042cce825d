// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keepCompany } from '../../../../src/features/review/discussion/company.ts';
import type { PresenceLine } from '../../../../src/worker-link/presence.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Pages that hear each other at once, as long as the line is not cut. */
function room() {
  const pages: ((words: string) => void)[] = [];
  const said: string[] = [];
  const state = { isCut: false };
  const line = (): PresenceLine => {
    let own: ((words: string) => void) | undefined;
    return {
      say(words) {
        said.push(words);
        if (!state.isCut) for (const hear of [...pages]) if (hear !== own) hear(words);
      },
      hear(listener) {
        own = listener;
        pages.push(listener);
        return () => pages.splice(pages.indexOf(listener), 1);
      },
    };
  };
  const enter = (member: string, lesson = 'study.1') =>
    keepCompany(line(), { lesson, member, page: `${member}'s page` });
  return { enter, said, state, sayAsWritten: (words: string) => pages.forEach((hear) => hear(words)) };
}

type Kept = ReturnType<typeof keepCompany>;
const seenBy = ({ colleagues }: Kept) => colleagues.getState().map(({ member, item }) => `${member}:${item}`);

describe('the company in a discussion', () => {
  test('is seen at once by who comes, and by those who were there', async () => {
    const { enter } = room();
    const nia = enter('nia');
    nia.moveTo('study.1.pupils3', { place: 4 });
    await vi.advanceTimersByTimeAsync(600);

    const sam = enter('sam');
    await vi.advanceTimersByTimeAsync(600);

    expect(seenBy(nia)).toEqual(['sam:']);
    expect(seenBy(sam)).toEqual(['nia:study.1.pupils3']);
  });

  test('leaves when it says so, and is gone after fifteen seconds when its tablet was shut', async () => {
    const { enter, state } = room();
    const nia = enter('nia');
    const sam = enter('sam');
    const ash = enter('ash');
    await vi.advanceTimersByTimeAsync(6_000);
    sam.leave();
    const afterLeaving = seenBy(nia);

    state.isCut = true;
    await vi.advanceTimersByTimeAsync(25_000);

    expect(afterLeaving).toEqual(['ash:']);
    expect(seenBy(nia)).toEqual([]);
    expect(seenBy(ash)).toEqual([]);
  });

  test('is seen again at once when a page closes the discussion and opens it anew', async () => {
    const { enter } = room();
    const nia = enter('nia');
    const sam = enter('sam');
    sam.moveTo('study.1.pupils2', null);
    await vi.advanceTimersByTimeAsync(6_000);
    sam.leave();

    enter('sam');
    await vi.advanceTimersByTimeAsync(600);

    expect(seenBy(nia)).toEqual(['sam:']);
  });

  test('of another lesson is not shown', async () => {
    const { enter } = room();
    const nia = enter('nia');

    enter('sam', 'study.2');
    await vi.advanceTimersByTimeAsync(600);

    expect(seenBy(nia)).toEqual([]);
  });

  test('says no more than two things a second, however fast somebody types', async () => {
    const { enter, said } = room();
    const nia = enter('nia');

    for (let key = 0; key < 100; key++) {
      nia.moveTo('study.1.pupils1', { place: key });
      await vi.advanceTimersByTimeAsync(40);
    }

    expect(said.length).toBeLessThanOrEqual(10);
    expect(JSON.parse(said.at(-1) ?? '')).toMatchObject({ item: 'study.1.pupils1' });
  });

  test('is not changed by an older word that comes later, nor by words that are none', async () => {
    const { enter, said, sayAsWritten } = room();
    const nia = enter('nia');
    const sam = enter('sam');
    const [, early = ''] = said;
    sam.moveTo('study.1.pupils2', null);
    await vi.advanceTimersByTimeAsync(600);

    for (const words of [early, 'no words', '{}', '[]', 'null', '{"page":1}']) sayAsWritten(words);

    expect(seenBy(nia)).toEqual(['sam:study.1.pupils2']);
  });
});
