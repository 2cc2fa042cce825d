import { describe, expect, test } from 'vitest';
import { stageAt, type StageMark } from '../../src/domain/note.ts';

describe('the stage at a lesson time', () => {
  const mark = (stage: string, atMs: number): StageMark => ({
    id: `s.1.${stage}`,
    sitting: 'x',
    stage,
    atMs,
  });

  test('is the last one marked by then, in whatever order the marks were made', () => {
    const marks = [mark('task', 600), mark('starter', 0), mark('model', 300)];

    expect(stageAt(marks, 299)).toBe('starter');
    expect(stageAt(marks, 300)).toBe('model');
    expect(stageAt(marks, 9_999)).toBe('task');
  });

  test('is none before any mark', () => {
    expect(stageAt([mark('model', 300)], 100)).toBeUndefined();
  });
});
