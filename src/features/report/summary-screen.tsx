import { useMemo } from 'react';
import type { StudyId } from '../../domain/ids.ts';
import { longDate } from '../../i18n/dates.ts';
import { useLanguage } from '../../i18n/language.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { classNames } from '../../ui/class-names.ts';
import { Placeholder } from '../../ui/placeholder.tsx';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import { FitToPage } from './fit-to-page.tsx';
import pages from './page-a4.module.css';
import { MissingStudy, PaperScreen } from './paper-screen.tsx';
import { ROOMS, summaryOf, type Summary } from './summary.ts';
import styles from './summary.module.css';
import { useMadeOn } from './use-made-on.ts';
import { useWholeStudy } from './use-whole-study.ts';

/** The A4 page of page-a4.module.css between its margins, a little less for what browsers round up. */
const PAGE = { width: 182, height: 264 };

/** The study on exactly one page of A4, however much was written; what found no room is named. */
export function SummaryScreen({ studyId }: { studyId: StudyId }) {
  const parts = useWholeStudy(studyId);
  const language = useLanguage();
  const summaries = useMemo(
    () => parts && { language, all: ROOMS.map((room) => ({ room, summary: summaryOf(parts, room) })) },
    [parts, language],
  );
  if (parts === null) return <MissingStudy />;
  if (!summaries) return <Placeholder>{m.report_opening()}</Placeholder>;
  return (
    <PaperScreen title={m.report_summary_title()} backTo={`/studies/${studyId}/report`}>
      <FitToPage
        ways={ROOMS.length}
        {...PAGE}
        measureKey={summaries}
        draw={(way) => {
          const { room, summary } = summaries.all[way] ?? summaries.all[0]!;
          return <SummaryPage summary={summary} letters={room.letters} />;
        }}
      />
    </PaperScreen>
  );
}

function SummaryPage({ summary, letters }: { summary: Summary; letters: string }) {
  const today = useMadeOn();
  const { title, facts, question, hypothesis, pupils, lessons, words, findings, leftOut } = summary;
  return (
    <article data-paper className={classNames(styles['summary'], styles[letters], pages['page'])}>
      <h2 className={styles['title']} dir="auto">
        {title}
      </h2>
      {facts !== '' && (
        <p className={styles['second']} dir="auto">
          {facts}
        </p>
      )}
      {question !== '' && question !== title && (
        <p className={styles['question']} dir="auto">
          {question}
        </p>
      )}
      {hypothesis !== '' && <p dir="auto">{hypothesis}</p>}
      <ul className={styles['pupils']} aria-label={m.plan_pupils_of_study()}>
        {pupils.map(({ letter, name, represents }) => (
          <li key={letter} className={styles[letter]}>
            <PupilMark subject={letter} size="s" />
            <span>
              <strong dir="auto">{name}</strong>
              {represents !== '' && <span dir="auto"> {represents}</span>}
            </span>
          </li>
        ))}
      </ul>
      <h3>{m.report_summary_lessons()}</h3>
      <ol className={styles['lessons']}>
        {lessons.map(({ name, changed, tally, points, forNext }, index) => (
          <li key={index}>
            <strong dir="auto">{name}</strong>
            <p className={styles['second']}>{tally}</p>
            {changed !== '' && <p dir="auto">{changed}</p>}
            {points.length > 0 && (
              <ul className={styles['points']} aria-label={forNext}>
                {points.map((point, place) => (
                  <li key={place} dir="auto">
                    {point}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
      {words.length > 0 && <h3>{m.report_summary_words()}</h3>}
      <ul className={styles['words']}>
        {words.map(({ who, question: asked, text }, index) => (
          <li key={index}>
            <strong dir="auto">{who}</strong> <span dir="auto">{text}</span>{' '}
            <span className={styles['second']} dir="auto">
              ({asked})
            </span>
          </li>
        ))}
      </ul>
      <h3>{m.report_summary_findings()}</h3>
      {findings.length === 0 && <p className={styles['second']}>{m.report_no_findings()}</p>}
      <ol className={styles['findings']}>
        {findings.map(({ claim, doubt, limits, next }, index) => (
          <li key={index}>
            <strong dir="auto">{claim}</strong>
            {doubt !== '' && <span className={styles['second']}> ({doubt})</span>}
            {limits !== '' && (
              <span dir="auto">
                {' '}
                {m.report_limits()}: {limits}
              </span>
            )}
            {next !== '' && (
              <span dir="auto">
                {' '}
                {m.report_next_step()}: {next}
              </span>
            )}
          </li>
        ))}
      </ol>
      <p className={styles['made']}>
        {leftOut.length > 0 && `${m.report_left_out({ list: leftOut.join(', ') })} `}
        {m.report_made({ day: longDate(today) })}
      </p>
    </article>
  );
}
