import { evidenceId } from '../../domain/finding.ts';
import { childId } from '../../domain/ids.ts';
import type { Write } from '../../notebook/commit.ts';
import { aboutOf } from '../../notebook/write-comments.ts';
import { demoLessonId, type Demo } from './demo-ids.ts';

const MINUTE_MS = 60_000;

/** What the demo's three say to each other about a finding and a note, by whose id it is about. */
const COMMENTS = [
  {
    about: 'finding2',
    author: 'm-ash',
    text: 'We have seen this once. Could we test it on purpose in the spring?',
  },
  { about: 'finding2', author: 'm-mari', text: 'Yes: same task, strips in one group only.' },
  { about: 'n034', author: 'm-sam', text: 'This was mine. I did not think of the slip as a different task.' },
];

/** What the demo's study found, agreed on the day it was shared, with the notes it rests on. */
export function demoFindingWrites(demo: Demo): readonly Write[] {
  const { learned, limits, weWillChange, sharing } = demo.outcome;
  const agreedAt = Date.parse(`${sharing.on}T16:00:00Z`);
  return [
    ...learned.flatMap(({ text, evidence }, index): Write[] => {
      const id = findingId(demo, index + 1);
      const nextStep = weWillChange[index] ?? '';
      const writtenAt = { createdAt: agreedAt - 20 * MINUTE_MS, agreedAt };
      const createdBy = demo.members[0]?.id ?? '';
      return [
        {
          table: 'findings',
          row: id,
          fields: { order: index + 1, claim: text, limits, nextStep, createdBy, ...writtenAt },
        },
        ...evidence.map((noteId, place): Write => {
          const row = noteRow(demo, noteId);
          return {
            table: 'evidence',
            row: evidenceId(id, 'note', row),
            fields: { kind: 'note', row, addedAt: writtenAt.createdAt + place },
          };
        }),
      ];
    }),
    ...COMMENTS.map(({ about, author, text }, index): Write => ({
      table: 'comments',
      row: childId(demo.study.id, `comment${index + 1}`),
      fields: {
        about: about.startsWith('finding')
          ? aboutOf('findings', childId(demo.study.id, about))
          : aboutOf('notes', noteRow(demo, about)),
        author,
        text,
        writtenAt: agreedAt + index * MINUTE_MS,
      },
    })),
  ];
}

function findingId(demo: Demo, number: number): string {
  return childId(demo.study.id, `finding${number}`);
}

function noteRow(demo: Demo, noteId: string): string {
  const note = demo.notes.find(({ id }) => id === noteId);
  const lesson = demo.lessons.find(({ id }) => id === note?.lessonId);
  return lesson === undefined ? noteId : childId(demoLessonId(demo, lesson), noteId);
}
