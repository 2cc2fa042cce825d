import { describe, expect, test } from 'vitest';
import type { Match, Note, Verdict } from '../../src/domain/note.ts';
import {
  filterNotes,
  isDisagreement,
  isFiltering,
  isSurprise,
  SHOW_ALL,
  toggled,
  type FilterFlag,
  type NoteFilter,
} from '../../src/domain/note-filter.ts';
import type { Stage } from '../../src/domain/study.ts';

const STAGES = ['starter', 'task'].map((name) => ({ id: `s.1.${name}` })) as unknown as readonly Stage[];
const note = (fields: Partial<Note> & { text: string }): Note =>
  ({
    id: fields.text,
    pupil: 'A',
    stage: 'task',
    observer: 'maria',
    kind: 'did',
    tags: [],
    starred: false,
    ...fields,
  }) as Note;
const match = (who: string, value: string): Match => ({ id: `s.1.task.A.${who}`, value });
const verdict = (value: string): Verdict => ({ id: 's.1.task.A', value, remark: '' });
const NOTHING = { matches: new Map(), verdicts: new Map() };

const NOTES = [
  note({ text: 'plain' }),
  note({ text: 'said', kind: 'said', tags: ['talk', 'stuck'] }),
  note({ text: 'wren', pupil: 'B', starred: true }),
  note({ text: 'sam', observer: 'sam', stage: 'starter' }),
  note({ text: 'stage gone', stage: 'gone', pupil: 'class', tags: ['talk'] }),
];
const shown = (chosen: Partial<NoteFilter>, judged = NOTHING) =>
  filterNotes(NOTES, { ...SHOW_ALL, ...chosen }, { ...judged, stages: STAGES }).map(({ text }) => text);

describe('filters', () => {
  test.each<[string, Partial<NoteFilter>, readonly string[]]>([
    ['pupils', { subjects: ['B', 'class'] }, ['wren', 'stage gone']],
    ['stages', { stages: ['starter'] }, ['sam']],
    ['no stage', { stages: [''] }, ['stage gone']],
    ['observers', { observers: ['sam'] }, ['sam']],
    ['kinds', { kinds: ['said', 'work'] }, ['said']],
    ['tags: any of them', { tags: ['talk', 'help'] }, ['said', 'stage gone']],
    ['stars', { starred: true }, ['wren']],
    ['lists together', { tags: ['talk'], subjects: ['A'] }, ['said']],
  ])('leave what was chosen, in order: %s', (_, chosen, left) => {
    expect(shown(chosen)).toEqual(left);
  });

  test('that choose nothing leave the very same list', () => {
    expect(filterNotes(NOTES, SHOW_ALL, { ...NOTHING, stages: STAGES })).toBe(NOTES);
    expect(isFiltering(SHOW_ALL)).toBe(false);
    expect(isFiltering({ ...SHOW_ALL, disagreements: true })).toBe(true);
  });

  test('a chip pressed twice is as before', () => {
    expect(toggled(toggled(['a'], 'b'), 'b')).toEqual(['a']);
  });
});

describe('surprises only', () => {
  const verdicts = (value: string) => new Map([['task.A', verdict(value)]]);
  const matches = (...values: readonly string[]) =>
    new Map([['task.A', values.map((value, index) => match(`who${index}`, value))]]);

  test('is where the team agreed that it was not as predicted, or one observer marked it so', () => {
    expect(isSurprise('task.A', { matches: new Map(), verdicts: verdicts('not') })).toBe(true);
    expect(isSurprise('task.A', { matches: matches('as', 'not'), verdicts: new Map() })).toBe(true);
    expect(isSurprise('task.A', { matches: matches('as', 'partly'), verdicts: verdicts('partly') })).toBe(
      false,
    );
    expect(shown({ surprises: true }, { matches: new Map(), verdicts: verdicts('not') })).toEqual([
      'plain',
      'said',
    ]);
  });

  test('disagreements only is where two marked the same prediction differently', () => {
    expect(isDisagreement('task.A', { matches: matches('as', 'as') })).toBe(false);
    expect(isDisagreement('task.A', { matches: matches('as', '') })).toBe(false);
    expect(isDisagreement('task.A', { matches: matches('as', 'partly') })).toBe(true);
    expect(shown({ disagreements: true }, { matches: matches('as', 'partly'), verdicts: new Map() })).toEqual(
      ['plain', 'said'],
    );
  });

  test('a prediction of a stage that was removed is not on the board, and a note in it no surprise', () => {
    const gone = new Map([['gone.A', [match('maria', 'not'), match('sam', 'as')]]]);
    const inGone: Note = { ...NOTES[0]!, stage: 'gone', pupil: 'A' };
    const left = (flag: FilterFlag) =>
      filterNotes(
        [inGone],
        { ...SHOW_ALL, [flag]: true },
        { matches: gone, verdicts: new Map(), stages: STAGES },
      );

    expect(left('surprises')).toEqual([]);
    expect(left('disagreements')).toEqual([]);
  });

  test('both together leave what is both', () => {
    const both = { surprises: true, disagreements: true };

    expect(shown(both, { matches: matches('as', 'partly'), verdicts: new Map() })).toEqual([]);
    expect(shown(both, { matches: matches('as', 'not'), verdicts: new Map() })).toEqual(['plain', 'said']);
  });
});
