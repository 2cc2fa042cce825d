import { formatCommonTime } from '../../domain/common-time.ts';
import { lastSegment } from '../../domain/ids.ts';
import { isEvidence, type Note } from '../../domain/note.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { wordings } from '../../i18n/wordings.ts';
import type { WholeLesson } from '../../notebook/read-whole-study.ts';
import type { NameOf } from './observer-names.ts';
import { words, type DrawingPart, type PhotoPart, type Run, type Together } from './report-blocks.ts';
import { kindName, pupilName } from './report-words.ts';

/** A note as it stands on paper: when, who, what kind, its own words, and below them its photos and drawing. */
export function notePart(
  note: Note,
  lesson: WholeLesson,
  here: ReadonlySet<string>,
  nameOf: NameOf,
): Together {
  const strokes = lesson.strokes.get(note.id) ?? [];
  const caption = captionOf(note, lesson, nameOf);
  const photos = (lesson.photos.get(note.id) ?? []).map((photo): PhotoPart => ({
    kind: 'photo',
    photo,
    strokes: strokes.filter((stroke) => stroke.photo === lastSegment(photo.id)),
    caption,
    isHere: here.has(photo.id),
  }));
  const drawn = strokes.filter(({ photo }) => photo === '');
  const drawing: DrawingPart[] =
    drawn.length === 0 ? [] : [{ kind: 'drawing', strokes: drawn, caption: m.report_drawing({ caption }) }];
  return { kind: 'together', parts: [words(...noteRuns(note, nameOf)), ...drawing, ...photos] };
}

/** The words of a note alone. */
export function noteRuns(note: Note, nameOf: NameOf): readonly Run[] {
  const isThought = !isEvidence(note);
  const text = wordings(note, 'text', note.text);
  const asides = [
    ...note.tags.map((tag) => `#${tag}`),
    ...(note.starred ? ['★'] : []),
    ...(note.afterLesson ? [m.review_after_lesson()] : []),
    ...(note.restored ? [m.review_restored()] : []),
  ];
  const second = (words: string): Run => ({ text: words, mark: 'second' });
  return [
    second(`${[whenOf(note), nameOf(note.observer)].filter((each) => each !== '').join(' ')} `),
    { text: `${kindName(note.kind)}: `, mark: isThought ? 'thought' : 'strong' },
    { text, ...(isThought && { mark: 'thought' as const }) },
    ...(asides.length > 0 ? [second(` ${asides.join(' ')}`)] : []),
  ];
}

function whenOf({ atMs }: Note): string {
  return formatCommonTime(atMs ?? 0);
}

function captionOf(note: Note, { plan }: WholeLesson, nameOf: NameOf): string {
  const pupil = plan.pupils.find(({ letter }) => letter === note.pupil);
  const whose = pupil === undefined ? m.review_class() : pupilName(pupil);
  return [whose, whenOf(note), nameOf(note.observer)].filter((each) => each !== '').join(', ');
}
