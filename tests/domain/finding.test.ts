import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evidenceId, standingOf, weightOfNote, type Weight } from '../../src/domain/finding.ts';
import { KINDS } from '../../src/domain/note.ts';

const CLAIM = 'In our three lessons, pupils gave a reason when somebody doubted them.';

describe('a finding', () => {
  test.each(KINDS.filter((kind) => kind !== 'wonder'))('stands on one note of what a pupil %s', (kind) => {
    const weight = weightOfNote({ kind });

    expect(standingOf(CLAIM, ['wonder', weight, 'gone'])).toBe('stands');
  });

  test('does not stand on thoughts alone, however many there are', () => {
    const thought = fc.constantFrom<Weight>('wonder', 'gone');
    fc.assert(
      fc.property(fc.array(thought), (weights) => {
        expect(standingOf(CLAIM, ['wonder', ...weights])).toBe('wondersOnly');
      }),
    );
  });

  test('says what it lacks: a claim, evidence, or evidence that is still there', () => {
    expect(standingOf(' \n', ['evidence'])).toBe('noClaim');
    expect(standingOf(CLAIM, [])).toBe('noEvidence');
    expect(standingOf(CLAIM, [weightOfNote(undefined)])).toBe('allGone');
  });
});

test('two tablets that choose the same note apart mean the same evidence', () => {
  expect(evidenceId('study.f1', 'note', 'study.1.n1')).toBe(evidenceId('study.f1', 'note', 'study.1.n1'));
  expect(evidenceId('study.f1', 'note', 'study.1.n1')).not.toBe(
    evidenceId('study.f1', 'photo', 'study.1.n1'),
  );
  expect(evidenceId('study.f1', 'note', 'study.1.n1').startsWith('study.f1.')).toBe(true);
});
