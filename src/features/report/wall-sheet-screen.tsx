import { useMemo } from 'react';
import { useSearch } from 'wouter';
import { lastSegment, studyOf, type LessonId } from '../../domain/ids.ts';
import { longDate, longLessonDay } from '../../i18n/dates.ts';
import { useLanguage } from '../../i18n/language.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { wordings } from '../../i18n/wordings.ts';
import type { WholeLesson } from '../../notebook/read-whole-study.ts';
import { classNames } from '../../ui/class-names.ts';
import { Placeholder } from '../../ui/placeholder.tsx';
import { BlocksView, TableView } from './blocks-view.tsx';
import { FitToPage } from './fit-to-page.tsx';
import { nameOf, namingOf, type NameOf } from './observer-names.ts';
import pages from './page-a3.module.css';
import { MissingStudy, PaperScreen } from './paper-screen.tsx';
import paper from './paper.module.css';
import { facts } from './report-blocks.ts';
import type { ReportParts } from './report-document.ts';
import { classFacts, lessonName } from './report-words.ts';
import { shiftedTimes } from './shifted-times.ts';
import { discussionBlocks } from './talk-blocks.ts';
import { useMadeOn } from './use-made-on.ts';
import { useWholeStudy } from './use-whole-study.ts';
import { wallSheet } from './wall-sheet.ts';
import styles from './wall-sheet.module.css';

/** The A3 page of page-a3.module.css between its margins. */
const PAGE = { width: 400, height: 275 };
const LETTERS = ['roomy', 'close', 'dense'] as const;

/** A lesson's planning-observation-discussion sheet, for the wall: one page of A3 if it fits, else as many as it takes. */
export function WallSheetScreen({ lessonId }: { lessonId: LessonId }) {
  const parts = useWholeStudy(studyOf(lessonId));
  const lesson = parts?.study.wholeLessons.find(({ plan }) => plan.lesson.id === lessonId);
  if (parts === null || (parts !== undefined && lesson === undefined)) return <MissingStudy />;
  if (parts === undefined || lesson === undefined) return <Placeholder>{m.report_opening()}</Placeholder>;
  return <Sheet parts={parts} lesson={lesson} />;
}

function Sheet({ parts, lesson }: { parts: ReportParts; lesson: WholeLesson }) {
  const { study, lesson: row } = lesson.plan;
  const language = useLanguage();
  const naming = namingOf(useSearch());
  const { names } = parts.study;
  const measureKey = useMemo(() => ({ lesson, naming, language }), [lesson, naming, language]);
  const name = useMemo(() => nameOf(names, naming), [names, naming]);
  return (
    <PaperScreen
      title={lessonName(row)}
      backTo={`/studies/${study.id}/lessons/${lastSegment(row.id)}/review`}
      backLabel={m.report_back_to_review()}
    >
      <div className={styles['scroller']} role="region" aria-label={m.report_sheet_title()} tabIndex={0}>
        <FitToPage
          ways={LETTERS.length}
          {...PAGE}
          measureKey={measureKey}
          draw={(way) => (
            <SheetPage parts={parts} lesson={lesson} name={name} letters={LETTERS[way] ?? 'dense'} />
          )}
        />
      </div>
    </PaperScreen>
  );
}

function SheetPage({
  parts,
  lesson,
  name,
  letters,
}: {
  parts: ReportParts;
  lesson: WholeLesson;
  name: NameOf;
  letters: (typeof LETTERS)[number];
}) {
  const { study, lesson: row } = lesson.plan;
  const today = useMadeOn();
  const shifted = shiftedTimes(lesson.sittings, name);
  const head = [classFacts(study), longLessonDay(row.date, row.time)]
    .filter((each) => each !== '')
    .join(' · ');
  return (
    <article
      data-paper
      className={classNames(paper['paper'], styles['sheet'], styles[letters], pages['page'])}
    >
      <h2 className={paper['title']} dir="auto">
        {lessonName(row)}
        {head !== '' && <small className={paper['under']}>{head}</small>}
      </h2>
      {shifted !== '' && (
        <p className={paper['second']} dir="auto">
          {shifted}
        </p>
      )}
      <BlocksView
        blocks={facts([
          [m.plan_focus_question(), wordings(study, 'focusQuestion', study.focusQuestion)],
          [m.plan_lesson_aim(), wordings(row, 'aim', row.aim)],
          [m.report_changed(), wordings(row, 'changed', row.changed)],
        ])}
      />
      <TableView table={wallSheet(lesson, parts.study.photosHere, name)} />
      <div className={styles['talk']}>
        <BlocksView blocks={discussionBlocks(lesson, parts.minutes, name)} />
      </div>
      <p className={paper['second']}>{m.report_made({ day: longDate(today) })}</p>
    </article>
  );
}
