import { wordings } from '../../i18n/wordings.ts';
import type { LessonPlan } from '../../notebook/read-study.ts';
import { cellWords } from './plan-words.ts';

/** How small a plan is set to fit on one page of A4; a longer one runs on to the next page at the smallest size. */
export type Density = 'roomy' | 'close' | 'dense';

/** Rows a table cell of about this many characters fills. */
const CHARACTERS_IN_ROW = { roomy: 26, close: 30, dense: 36 } as const;
/** Rows of text a page has below the title, at each size. */
const ROWS_ON_PAGE = { roomy: 45, close: 54, dense: 66 } as const;

export function densityOf(plan: LessonPlan): Density {
  const sizes = ['roomy', 'close'] as const;
  return sizes.find((size) => rowsOf(plan, size) <= ROWS_ON_PAGE[size]) ?? 'dense';
}

function rowsOf({ study, lesson, stages, criteria, predictions }: LessonPlan, size: Density): number {
  const perRow = CHARACTERS_IN_ROW[size];
  const rows = (text: string, columns = 1) =>
    text
      .split('\n')
      .reduce((sum, line) => sum + (line === '' ? 0 : Math.ceil(line.length / (perRow * columns))), 0);
  const beside = (['aim', 'successCriteria', 'resources'] as const).map((field) =>
    rows(wordings(lesson, field, lesson[field]), 2),
  );
  const focusQuestion = wordings(study, 'focusQuestion', study.focusQuestion);
  const changed = wordings(lesson, 'changed', lesson.changed);
  const head = rows(focusQuestion, 4) + rows(changed, 4) + 2 * Math.max(0, ...beside) + 4;
  const goals = Math.max(2, ...Object.values(criteria).map((criterion) => rows(cellWords(criterion))));
  const ofStage = (stage: (typeof stages)[number]) => {
    const key = stage.id.slice(lesson.id.length + 1);
    const cells = (['A', 'B', 'C'] as const).map((letter) => cellWords(predictions.get(`${key}.${letter}`)));
    const teacherDoes = rows(wordings(stage, 'teacherDoes', stage.teacherDoes));
    return Math.max(rows(stage.name) + 1 + teacherDoes, ...cells.map((text) => rows(text))) + 1;
  };
  return head + goals + stages.reduce((sum, stage) => sum + ofStage(stage), 0);
}
