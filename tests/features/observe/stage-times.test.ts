import { describe, expect, test } from 'vitest';
import { stageTimes } from '../../../src/features/observe/stage-times.ts';

const marks = (...taps: readonly [string, number][]) => taps.map(([stage, atMs]) => ({ stage, atMs }));

describe('stage times', () => {
  test('give the running stage and the range of each that was left', () => {
    const times = stageTimes(marks(['starter', 0], ['model', 370], ['task', 902]));

    expect(times.current).toEqual({ stage: 'task', fromMs: 902 });
    expect([...times.past]).toEqual([
      ['starter', { fromMs: 0, toMs: 370 }],
      ['model', { fromMs: 370, toMs: 902 }],
    ]);
  });

  test('give the latest visit of a stage that was gone back to', () => {
    const times = stageTimes(marks(['starter', 0], ['model', 10], ['starter', 20], ['model', 30]));

    expect(times.current).toEqual({ stage: 'model', fromMs: 30 });
    expect([...times.past]).toEqual([['starter', { fromMs: 20, toMs: 30 }]]);
  });

  test('count a mark that was made twice once', () => {
    const times = stageTimes(marks(['starter', 0], ['starter', 5]));

    expect(times.current).toEqual({ stage: 'starter', fromMs: 0 });
    expect(times.past.size).toBe(0);
  });
});
