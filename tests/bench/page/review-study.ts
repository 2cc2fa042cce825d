import { childId, lastSegment } from '../../../src/domain/ids.ts';
import { KINDS, MATCH_VALUES } from '../../../src/domain/note.ts';
import { commit, type Write } from '../../../src/notebook/commit.ts';
import type { Notebook } from '../../../src/notebook/database.ts';
import { classroomNotes } from '../classroom-text.ts';

const OBSERVERS = ['Maria Evans', 'Sam Dale', 'Nia Price'] as const;
const STAGES = ['Starter', 'Model', 'Task', 'Talk', 'Share', 'End'] as const;
const LETTERS = ['A', 'B', 'C'] as const;
const TAGS = ['talk', 'reason', 'stuck', 'help'] as const;
const MINUTE = 60_000;

/** A study as three observers leave it after three lessons: everything that the review shows. Answers its id. */
export async function writeReviewStudy(
  notebook: Notebook,
  notesEach: number,
): Promise<{ study: string; members: readonly string[] }> {
  const study = notebook.newId();
  const members = OBSERVERS.map(() => notebook.newId());
  await commit(notebook, [
    { table: 'studies', row: study, fields: { title: 'Saying why', createdAt: 2e12 } },
    ...OBSERVERS.map((name, index): Write => ({
      table: 'members',
      row: members[index] as string,
      fields: { name, role: 'member' },
    })),
    ...['Robin', 'Wren', 'Heron'].map((alias, index): Write => ({
      table: 'pupils',
      row: childId(study, LETTERS[index] as string),
      fields: { alias },
    })),
  ]);
  for (const number of ['1', '2', '3']) {
    await commit(
      notebook,
      lessonWrites(notebook, childId(study, number), members, notesEach, Number(number)),
    );
  }
  return { study, members };
}

function lessonWrites(
  notebook: Notebook,
  lesson: string,
  members: readonly string[],
  notesEach: number,
  seed: number,
): readonly Write[] {
  const lengthMs = 48 * MINUTE;
  const stages = STAGES.map((name, index) => ({
    id: childId(lesson, `stage${index}`),
    name,
    order: index + 1,
  }));
  const writes: Write[] = [{ table: 'lessons', row: lesson, fields: { title: 'Which piece is bigger?' } }];
  for (const { id, name, order } of stages) {
    writes.push({ table: 'stages', row: id, fields: { name, order, minutes: 8 } });
    for (const [at, letter] of LETTERS.entries()) {
      const text = 'Compares two pieces and says which is the longer one.';
      writes.push({ table: 'predictions', row: childId(id, letter), fields: { text } });
      if (order % 2 === 0) {
        const value = MATCH_VALUES[(order + at) % 3] as string;
        writes.push({ table: 'verdicts', row: childId(id, letter), fields: { value } });
      }
    }
  }
  for (const [who, member] of members.entries()) {
    const sitting = childId(lesson, notebook.newId());
    const startedAt = 1.7e12 + who * 1000;
    writes.push({
      table: 'sittings',
      row: sitting,
      fields: { member, device: notebook.device, startedAt, endedMs: lengthMs },
    });
    for (const { id, order } of stages) {
      const fields = {
        sitting: lastSegment(sitting),
        stage: lastSegment(id),
        atMs: (order - 1) * 8 * MINUTE,
      };
      writes.push({ table: 'stageMarks', row: childId(lesson, notebook.newId()), fields });
      for (const [at, letter] of LETTERS.entries()) {
        const value = MATCH_VALUES[(who + order + at) % 3] as string;
        writes.push({ table: 'matches', row: childId(id, letter, member), fields: { value } });
      }
    }
    for (const [index, note] of classroomNotes(notesEach, seed * 10 + who).entries()) {
      const atMs = Math.round(((index + 0.3 * who) / notesEach) * lengthMs);
      writes.push({
        table: 'notes',
        row: childId(lesson, notebook.newId()),
        fields: {
          ...note,
          // As observers write: mostly what is done and said, now and then a thought.
          kind: KINDS[index % 7 === 6 ? 3 : index % 3] as string,
          pupil: index % 12 === 0 ? 'class' : (LETTERS[(index + who) % 3] as string),
          sitting: lastSegment(sitting),
          observer: member,
          stage: lastSegment(stages[Math.min(5, Math.floor(atMs / (8 * MINUTE)))]?.id ?? ''),
          atMs,
          ...(index % 3 === 0 && { tags: [TAGS[index % 4] as string] }),
          ...(index % 11 === 0 && { starred: true }),
        },
      });
    }
  }
  return writes;
}
