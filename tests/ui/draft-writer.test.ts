import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { draftWriter, WRITE_DRAFT_AFTER_MS, type DraftWriter } from '../../src/ui/draft-writer.ts';

let begun: number;
let ends: (() => void)[];
let drafts: DraftWriter;

/** What the writer has asked for is begun, and what was ended has ended. */
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  begun = 0;
  ends = [];
  drafts = draftWriter(() => {
    begun += 1;
    return new Promise((resolve) => ends.push(resolve));
  });
});
afterEach(() => void vi.useRealTimers());

test('what was typed is written 250 ms after its first key, however many follow', async () => {
  drafts.touch();
  await pass(WRITE_DRAFT_AFTER_MS - 1);
  drafts.touch();
  expect(begun).toBe(0);

  await pass(1);

  expect(begun).toBe(1);
});

describe('what is taken along by something else', () => {
  test('is not written again', async () => {
    drafts.touch();

    drafts.takenAlong();
    drafts.catchUp();
    await pass(10 * WRITE_DRAFT_AFTER_MS);

    expect(begun).toBe(0);
  });

  test('[N2] is written all the same where the other does not come to an end', async () => {
    drafts.touch();

    drafts.takenAlong();
    await pass(WRITE_DRAFT_AFTER_MS);

    expect(begun).toBe(1);
  });

  test('is written again where an earlier write was still on its way and may come behind it', async () => {
    void drafts.flush();
    await pass(0);

    drafts.takenAlong();
    ends[0]?.();
    await pass(0);
    drafts.catchUp();
    await pass(0);

    expect(begun).toBe(2);
  });

  test('is written again where another write began meanwhile', async () => {
    drafts.takenAlong();
    drafts.touch();
    await pass(WRITE_DRAFT_AFTER_MS);
    ends[0]?.();
    await pass(0);

    drafts.catchUp();
    await pass(0);

    expect(begun).toBe(2);
  });

  test('keeps nothing that is typed later from being written', async () => {
    drafts.takenAlong();
    drafts.catchUp();

    drafts.touch();
    await pass(WRITE_DRAFT_AFTER_MS);

    expect(begun).toBe(1);
  });
});
