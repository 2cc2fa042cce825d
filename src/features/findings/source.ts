import { lessonOf, parentId, lastSegment, type LessonId } from '../../domain/ids.ts';
import { hasWords, type Answer } from '../../domain/interview.ts';
import type { Note, Photo } from '../../domain/note.ts';
import { type Subject, subjectOf } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';

/** A note, a photo of work or an interview answer, in the one form in which evidence is shown and looked for. */
export interface Source {
  /** `note`, `photo` or `answer`. */
  readonly sort: 'note' | 'photo' | 'answer';
  /** The id of the row in its table. */
  readonly row: string;
  readonly lesson: LessonId;
  readonly subject: Subject;
  /** The kind of the note; `photo` and `answer` are kinds of their own here. */
  readonly kind: string;
  readonly words: string;
  readonly tags: readonly string[];
  /** The question of an interview. */
  readonly question?: string;
  /** Undefined for an answer: it was given after the lesson. */
  readonly atMs: number | undefined;
  /** The observer; '' for an answer, which is the pupil's own. */
  readonly observer: string;
  readonly note?: Note;
  readonly photo?: Photo;
  /** The search part of the review's address at which it has its place. */
  readonly place: string;
}

/** undefined when what is pointed at is gone. */
export function sourceOf({
  note,
  photo,
  answer,
}: {
  readonly note?: Note | undefined;
  readonly photo?: Photo | undefined;
  readonly answer?: Answer | undefined;
}): Source | undefined {
  if (answer !== undefined) {
    if (!hasWords(answer)) return undefined;
    return {
      sort: 'answer',
      row: answer.id,
      lesson: lessonOf(answer.id),
      subject: subjectOf({ pupil: lastSegment(parentId(answer.id)) }),
      kind: 'answer',
      words: answer.text,
      tags: [],
      question: answer.question,
      atMs: undefined,
      observer: '',
      place: 'view=interviews',
    };
  }
  if (note === undefined) return undefined;
  const base = {
    lesson: lessonOf(note.id),
    subject: subjectOf(note),
    atMs: note.atMs ?? 0,
    observer: note.observer,
    words: wordsOf(note),
    tags: note.tags,
    note,
    place: `view=notes&note=${lastSegment(note.id)}`,
  } as const;
  if (photo !== undefined) {
    return { ...base, sort: 'photo', row: photo.id, kind: 'photo', photo };
  }
  return { ...base, sort: 'note', row: note.id, kind: note.kind };
}

function wordsOf({ text, tags }: Note): string {
  return text.trim() || (tags.length > 0 ? '' : m.findings_no_words());
}
