import type { LessonPlan } from '../../notebook/read-study.ts';

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
  const beside = [lesson.aim, lesson.successCriteria, lesson.resources].map((text) => rows(text, 2));
  const head = rows(study.focusQuestion, 4) + rows(lesson.changed, 4) + 2 * Math.max(0, ...beside) + 4;
  const goals = Math.max(2, ...Object.values(criteria).map(({ text }) => rows(text)));
  const ofStage = ({ id, name, teacherDoes }: (typeof stages)[number]) => {
    const key = id.slice(lesson.id.length + 1);
    const cells = (['A', 'B', 'C'] as const).map((letter) => predictions.get(`${key}.${letter}`)?.text ?? '');
    return Math.max(rows(name) + 1 + rows(teacherDoes), ...cells.map((text) => rows(text))) + 1;
  };
  return head + goals + stages.reduce((sum, stage) => sum + ofStage(stage), 0);
}
