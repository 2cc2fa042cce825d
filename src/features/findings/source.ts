import type { Answer } from '../../domain/finding.ts';
import { lessonOf, type LessonId } from '../../domain/ids.ts';
import type { Note, Photo } from '../../domain/note.ts';
import type { Subject } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { pupilOfAnswer } from '../../notebook/read-evidence.ts';
import { subjectOf } from './finding-words.ts';

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
  /** The question of an interview. */
  readonly question?: string;
  /** Undefined for an answer: it was given after the lesson. */
  readonly atMs: number | undefined;
  /** The observer; '' for an answer, which is the pupil's own. */
  readonly observer: string;
  readonly note?: Note;
  readonly photo?: Photo;
  /** The view of the lesson's review in which it has its place. */
  readonly view: 'notes' | 'interviews';
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
    if (answer.text.trim() === '') return undefined;
    return {
      sort: 'answer',
      row: answer.id,
      lesson: lessonOf(answer.id),
      subject: subjectOf(pupilOfAnswer(answer.id)),
      kind: 'answer',
      words: answer.text,
      question: answer.question,
      atMs: undefined,
      observer: '',
      view: 'interviews',
    };
  }
  if (note === undefined) return undefined;
  const base = {
    lesson: lessonOf(note.id),
    subject: subjectOf(note.pupil),
    atMs: note.atMs ?? 0,
    observer: note.observer,
    note,
    view: 'notes',
  } as const;
  if (photo !== undefined) {
    return { ...base, sort: 'photo', row: photo.id, kind: 'photo', words: wordsOf(note), photo };
  }
  return { ...base, sort: 'note', row: note.id, kind: note.kind, words: wordsOf(note) };
}

function wordsOf({ text, tags }: Note): string {
  return [text.trim(), ...tags].filter((part) => part !== '').join(' · ') || m.findings_no_words();
}
