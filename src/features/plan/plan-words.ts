import type { Criterion, Lesson, Prediction, Stage, Study } from '../../domain/study.ts';
import { lastSegment } from '../../domain/ids.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { wordings } from '../../i18n/wordings.ts';

/** What a study is called: by its title, else by its question. */
export function studyName({ title, focusQuestion }: Study): string {
  return title.trim() || focusQuestion.trim() || m.plan_untitled_study();
}

export function lessonName({ id, title }: Pick<Lesson, 'id' | 'title'>): string {
  const number = lastSegment(id);
  const name = title.trim();
  return name === '' ? m.plan_lesson_number({ number }) : m.plan_lesson_heading({ number, title: name });
}

export function stageName({ name }: Pick<Stage, 'name'>): string {
  return name.trim() || m.plan_stage_name_open();
}

/** How the class works, in words; a word this version does not know is shown as it stands. */
export function groupingName(grouping: string): string {
  switch (grouping) {
    case 'class':
      return m.plan_grouping_class();
    case 'alone':
      return m.plan_grouping_alone();
    case 'pairs':
      return m.plan_grouping_pairs();
    case 'groups':
      return m.plan_grouping_groups();
    default:
      return grouping;
  }
}

/** What stands in a cell of the plan, with whatever crossed with it. */
export function cellWords(cell: Criterion | Prediction | undefined): string {
  return cell === undefined ? '' : wordings(cell, 'text', cell.text);
}
