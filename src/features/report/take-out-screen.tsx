import { useState } from 'react';
import { Link } from 'wouter';
import { lastSegment, type StudyId } from '../../domain/ids.ts';
import { currentLanguage } from '../../i18n/language.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { studyOverview, type StudyOverview } from '../../notebook/read-study.ts';
import { Choice } from '../../ui/choice.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { TickBox } from '../../ui/tick-box.tsx';
import { FileButton } from './file-button.tsx';
import { nameOf, NAMINGS, withNaming, type Naming } from './observer-names.ts';
import { MissingStudy } from './paper-screen.tsx';
import { lessonName, pupilName, studyName } from './report-words.ts';
import { fileName } from '../../ui/save-file.ts';
import { studyFile } from './study-file.ts';
import styles from './take-out.module.css';
import { reportParts } from './use-whole-study.ts';

/** Everything that leaves the app: on paper, as files, and what is held of one pupil. */
export function TakeOutScreen({ studyId }: { studyId: StudyId }) {
  const overview = useNotebookQuery(
    async (notebook) => (await studyOverview(notebook, studyId)) ?? null,
    [studyId],
  );
  const [naming, setNaming] = useState<Naming>('initials');
  if (overview === null) return <MissingStudy />;
  if (overview === undefined) return <Placeholder>{m.plan_opening()}</Placeholder>;
  return (
    <div className={styles['page']}>
      <ScreenHeader
        title={m.report_take_out()}
        subtitle={<bdi>{studyName(overview.study)}</bdi>}
        backTo={`/studies/${studyId}`}
        backLabel={m.plan_sheet_back()}
      />
      <div className={styles['body']}>
        <p className={styles['intro']}>{m.report_take_out_hint()}</p>
        <Choice
          legend={m.report_observers()}
          options={NAMINGS.map((value) => ({ value, label: NAMING_NAMES[value]() }))}
          value={naming}
          onChange={setNaming}
        />
        <OnPaper overview={overview} naming={naming} />
        <AsFiles overview={overview} naming={naming} />
        <OfOnePupil overview={overview} />
      </div>
    </div>
  );
}

const NAMING_NAMES: Record<Naming, () => string> = {
  initials: m.report_observers_initials,
  names: m.report_observers_names,
  none: m.report_observers_none,
};

function OnPaper({ overview: { study, lessons }, naming }: { overview: StudyOverview; naming: Naming }) {
  const home = `/studies/${study.id}`;
  return (
    <section className={styles['section']} aria-labelledby="on-paper">
      <h2 id="on-paper">{m.report_on_paper()}</h2>
      <p className={styles['hint']}>{m.report_on_paper_hint()}</p>
      <ul className={styles['links']}>
        <li>
          <Link href={withNaming(`${home}/report/print`, naming)}>{m.report_report()}</Link>
        </li>
        <li>
          <Link href={withNaming(`${home}/report/summary`, naming)}>{m.report_summary()}</Link>
        </li>
        {lessons.map((lesson) => (
          <li key={lesson.id}>
            <Link href={withNaming(`${home}/lessons/${lastSegment(lesson.id)}/sheet`, naming)} dir="auto">
              {m.report_sheet_of({ lesson: lessonName(lesson) })}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function AsFiles({ overview: { study }, naming }: { overview: StudyOverview; naming: Naming }) {
  const { notebook } = useOpenNotebook();
  const [hasPhotos, setHasPhotos] = useState(true);
  const [photosLeftOut, setPhotosLeftOut] = useState(0);
  const name = studyName(study);
  return (
    <section className={styles['section']} aria-labelledby="as-files">
      <h2 id="as-files">{m.report_as_files()}</h2>
      <FileButton
        label={m.report_word()}
        hint={m.report_word_hint()}
        make={async (progress) => {
          const [parts, { wordReport }] = await Promise.all([
            reportParts(notebook, study.id),
            import('./word-file.ts'),
          ]);
          if (parts === null) throw new Error('The study has gone.');
          const word = await wordReport(notebook, parts, {
            nameOf: nameOf(parts.study.names, naming),
            language: currentLanguage(),
            now: new Date(),
            progress,
          });
          return new File([word], fileName(name, m.report_word_file(), 'docx'), { type: word.type });
        }}
      />
      <FileButton
        label={m.report_csv()}
        hint={m.report_csv_hint()}
        make={async () => {
          const [parts, { notesCsv }] = await Promise.all([
            reportParts(notebook, study.id),
            import('./notes-csv.ts'),
          ]);
          if (parts === null) throw new Error('The study has gone.');
          const csv = notesCsv(parts.study, nameOf(parts.study.names, naming));
          return new File([csv], fileName(name, m.report_csv_file(), 'csv'), {
            type: 'text/csv;charset=utf-8',
          });
        }}
      />
      <FileButton
        label={m.report_json()}
        hint={m.report_json_hint()}
        remark={photosLeftOut > 0 ? m.report_import_photos({ count: photosLeftOut }) : ''}
        make={async (progress) => {
          const made = await studyFile(notebook, study.id, { now: new Date(), hasPhotos, progress });
          setPhotosLeftOut(made.photosLeftOut);
          return new File([made.blob], fileName(name, m.report_json_file(), 'json'), {
            type: made.blob.type,
          });
        }}
      />
      <TickBox
        label={m.report_with_photos()}
        hint={m.report_with_photos_hint()}
        checked={hasPhotos}
        onChange={setHasPhotos}
      />
      <p className={styles['hint']}>
        <Link href="/studies/import">{m.report_import_link()}</Link>
      </p>
    </section>
  );
}

function OfOnePupil({ overview: { study, pupils } }: { overview: StudyOverview }) {
  return (
    <section className={styles['section']} aria-labelledby="of-one-pupil">
      <h2 id="of-one-pupil">{m.report_one_pupil()}</h2>
      <p className={styles['hint']}>{m.report_one_pupil_hint()}</p>
      <ul className={styles['links']}>
        {pupils.map((pupil) => (
          <li key={pupil.letter}>
            <Link href={`/studies/${study.id}/pupils/${pupil.letter}/record`}>
              <PupilMark subject={pupil.letter} size="s" label={pupil.letter} />
              <span dir="auto">{pupilName(pupil)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
