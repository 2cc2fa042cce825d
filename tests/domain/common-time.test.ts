import { describe, expect, test } from 'vitest';
import {
  formatCommonTime,
  FURTHEST_NUDGE_MS,
  inCommonTime,
  nudgedBy,
  stageBands,
} from '../../src/domain/common-time.ts';
import type { Note, Sitting, StageMark } from '../../src/domain/note.ts';

const MINUTE = 60_000;

const sitting = (name: string, nudgeMs: number | null, startedAt = 0): Sitting => ({
  id: `s.1.${name}`,
  member: name,
  device: 'd',
  startedAt,
  endedMs: 40 * MINUTE,
  nudgeMs,
});
const note = (text: string, of: string, atMs: number): Note =>
  ({ id: `s.1.${text}`, sitting: of, atMs, text, stage: 'task' }) as Note;
const mark = (of: string, stage: string, atMs: number): StageMark => ({
  id: `s.1.${of}${stage}${atMs}`,
  sitting: of,
  stage,
  atMs,
});

describe('one axis for several observers', () => {
  test('puts notes in order after each observer’s nudge, and keeps their stages', () => {
    const record = {
      sittings: [sitting('maria', null), sitting('sam', 90_000)],
      stageMarks: [],
      notes: [note('early', 'sam', 30_000), note('late', 'maria', 60_000)],
    };

    const { notes } = inCommonTime(record);

    expect(notes.map(({ text, atMs, stage }) => [text, atMs, stage])).toEqual([
      ['late', 60_000, 'task'],
      ['early', 120_000, 'task'],
    ]);
  });

  test('leaves everything the same object while nobody is nudged', () => {
    const record = { sittings: [sitting('maria', 0)], stageMarks: [], notes: [note('a', 'maria', 1)] };

    expect(inCommonTime(record)).toBe(record);
  });

  test('leaves notes without a sitting, and of others, where they are', () => {
    const record = {
      sittings: [sitting('maria', 5_000)],
      stageMarks: [],
      notes: [note('afterwards', '', 10), note('other', 'sam', 20)],
    };

    expect(inCommonTime(record).notes).toEqual(record.notes);
  });

  test('a nudge never goes further than an hour, either way', () => {
    expect(nudgedBy(null, 5_000)).toBe(5_000);
    expect(nudgedBy(55_000, -60_000)).toBe(-5_000);
    expect(nudgedBy(FURTHEST_NUDGE_MS, 5_000)).toBe(FURTHEST_NUDGE_MS);
    expect(nudgedBy(-FURTHEST_NUDGE_MS, -5_000)).toBe(-FURTHEST_NUDGE_MS);
  });

  test('what was nudged to before the start has a minus', () => {
    expect(formatCommonTime(-65_000)).toBe('−1:05');
    expect(formatCommonTime(-1)).toBe('0:00');
    expect(formatCommonTime(65_000)).toBe('1:05');
  });
});

describe('stage bands', () => {
  test('are those of whoever started first and tapped a stage, nudged', () => {
    const { sittings, stageMarks } = inCommonTime({
      sittings: [sitting('maria', 0, 300), sitting('sam', MINUTE, 200), sitting('nia', 0, 100)],
      stageMarks: [
        mark('maria', 'starter', 0),
        mark('sam', 'task', 6 * MINUTE),
        mark('sam', 'starter', 0),
        mark('sam', 'starter', 20 * MINUTE),
      ],
      notes: [],
    });

    expect(stageBands({ sittings, stageMarks })).toEqual([
      { stage: 'starter', fromMs: MINUTE, toMs: 7 * MINUTE },
      { stage: 'task', fromMs: 7 * MINUTE, toMs: 21 * MINUTE },
      { stage: 'starter', fromMs: 21 * MINUTE, toMs: 41 * MINUTE },
    ]);
  });

  test('are none before any tap', () => {
    expect(stageBands({ sittings: [sitting('maria', 0)], stageMarks: [] })).toEqual([]);
  });
});
