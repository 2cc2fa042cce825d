import { childId, type DeviceId } from '../../domain/ids.ts';
import { KINDS, type MatchValue } from '../../domain/note.ts';
import type { Write } from '../../notebook/commit.ts';
import { demoLessonId, demoLetter, type Demo, type DemoLesson } from './demo-ids.ts';

const MINUTE_MS = 60_000;

/** What the three saw in one lesson of the demo: a sitting each with its stage marks, notes, and marks against predictions. */
export function demoRecordWrites(demo: Demo, lesson: DemoLesson, device: DeviceId): readonly Write[] {
  const lessonId = demoLessonId(demo, lesson);
  const notes = demo.notes.filter((note) => note.lessonId === lesson.id);
  const observers = [...new Set(notes.map((note) => note.observerId))];
  return [
    ...observers.flatMap((observer) => sittingWrites(lessonId, lesson, observer, device)),
    ...notes.map((note): Write => ({
      table: 'notes',
      row: childId(lessonId, note.id),
      fields: {
        sitting: sittingSegment(note.observerId),
        observer: note.observerId,
        pupil: demoLetter(demo, note.caseId) ?? 'class',
        atMs: note.offsetSeconds * 1000,
        kind: KINDS.find((kind) => kind === note.kind) ?? 'did',
        text: note.text,
        writtenAt: Date.parse(note.at),
        ...(note.stageId !== null && { stage: note.stageId }),
        ...(note.tags.length > 0 && { tags: note.tags }),
        ...(note.starred && { starred: true }),
        ...(note.mode === 'after' && { afterLesson: true }),
      },
    })),
    ...matchWrites(demo, lessonId, notes),
  ];
}

function sittingSegment(observer: string): string {
  return `sitting-${observer}`;
}

function sittingWrites(
  lessonId: string,
  lesson: DemoLesson,
  member: string,
  device: DeviceId,
): readonly Write[] {
  const sitting = sittingSegment(member);
  const startedAt = Date.parse(lesson.startsAt);
  const endedMs = lesson.plannedMinutes * MINUTE_MS;
  return [
    { table: 'sittings', row: childId(lessonId, sitting), fields: { member, device, startedAt, endedMs } },
    ...lesson.stages.map((stage): Write => ({
      table: 'stageMarks',
      row: childId(lessonId, `mark-${member}-${stage.id}`),
      fields: { sitting, stage: stage.id, atMs: stage.fromMinute * MINUTE_MS },
    })),
  ];
}

/** The demo carries matches on its notes; here an observer has one per prediction, and the last word counts. */
function matchWrites(
  demo: Demo,
  lessonId: string,
  notes: readonly Demo['notes'][number][],
): readonly Write[] {
  const values = new Map<string, MatchValue>();
  for (const { caseId, stageId, match, observerId } of notes.toSorted(
    (a, b) => a.offsetSeconds - b.offsetSeconds,
  )) {
    const letter = demoLetter(demo, caseId);
    const value = matchValueOf(match);
    if (letter === undefined || stageId === null || value === undefined) continue;
    values.set(childId(lessonId, stageId, letter, observerId), value);
  }
  return [...values].map(([row, value]) => ({ table: 'matches', row, fields: { value } }));
}

function matchValueOf(match: string | null): MatchValue | undefined {
  if (match === 'as' || match === 'partly') return match;
  return match === 'different' ? 'not' : undefined;
}
