import { maskNames, type Mask } from '../../domain/mask-names.ts';
import type { Note } from '../../domain/note.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { LessonPlan } from '../../notebook/read-study.ts';
import type { Review } from './use-review.ts';

/**
 * A review for the wall: Pupil A for an alias, Observer 1 for a name, also where they stand in the words of notes,
 * predictions, stages and the lesson's title. For showing only; nothing of it is ever written back. Keeps unchanged notes the same objects.
 */
export function nameHider(): (review: Review) => Review {
  let names = '';
  let mask: Mask = maskNames(new Map());
  let notes = new WeakMap<Note, Note>();
  let plans = new WeakMap<LessonPlan, LessonPlan>();
  return (review) => {
    const stands = standIns(review.plan.pupils, review.names);
    const spoken = JSON.stringify([...stands]);
    if (spoken !== names) {
      names = spoken;
      mask = maskNames(stands);
      notes = new WeakMap();
      plans = new WeakMap();
    }
    const hidden = hiddenNames(review.names);
    return {
      ...review,
      plan: kept(plans, review.plan, (plan) => hiddenPlan(plan, mask)),
      notes: review.notes.map((note) => kept(notes, note, (each) => hiddenNote(each, mask))),
      observers: review.observers.map(({ id }) => ({ id, name: hidden.get(id) ?? '' })),
      names: hidden,
      mask,
    };
  };
}

function kept<T extends object>(made: WeakMap<T, T>, from: T, make: (from: T) => T): T {
  const before = made.get(from);
  if (before !== undefined) return before;
  const now = make(from);
  made.set(from, now);
  return now;
}

/** What is shown for each name, wherever it stands. A member keeps the number in every lesson of the team. */
export function standIns(
  pupils: LessonPlan['pupils'],
  names: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const hidden = hiddenNames(names);
  return new Map([
    ...[...names].map(([id, name]) => [name, hidden.get(id) ?? ''] as const),
    ...pupils.map(({ alias, letter }) => [alias, m.review_pupil_unnamed({ letter })] as const),
  ]);
}

export function hiddenNames(names: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...names.keys()].map((id, index) => [id, m.board_observer_number({ number: index + 1 })]));
}

function hiddenPlan(plan: LessonPlan, mask: Mask): LessonPlan {
  return {
    ...plan,
    teacherName: '',
    lesson: { ...plan.lesson, title: mask(plan.lesson.title) },
    stages: plan.stages.map((stage) => ({ ...stage, name: mask(stage.name) })),
    pupils: plan.pupils.map((pupil) => ({ ...pupil, alias: '' })),
    predictions: new Map(
      [...plan.predictions].map(([key, prediction]) => [key, { ...prediction, text: mask(prediction.text) }]),
    ),
  };
}

function hiddenNote(note: Note, mask: Mask): Note {
  const crossed = note.beside?.['text'];
  return {
    ...note,
    text: mask(note.text),
    tags: note.tags.map(mask),
    ...(crossed && {
      beside: { ...note.beside, text: crossed.map(({ value, at }) => ({ value: mask(value), at })) },
    }),
  };
}
