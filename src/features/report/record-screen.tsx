import { useMemo } from 'react';
import { useSearch } from 'wouter';
import type { StudyId } from '../../domain/ids.ts';
import { useLanguage } from '../../i18n/language.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { Notebook } from '../../notebook/database.ts';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { studyRows } from '../../notebook/read-study-rows.ts';
import { team } from '../../notebook/read-team.ts';
import { classNames } from '../../ui/class-names.ts';
import { Placeholder } from '../../ui/placeholder.tsx';
import { BlocksView } from './blocks-view.tsx';
import { FileButton } from './file-button.tsx';
import { nameOf, namingOf } from './observer-names.ts';
import pages from './page-a4.module.css';
import { MissingStudy, PaperScreen } from './paper-screen.tsx';
import styles from './paper.module.css';
import { pupilRows } from './pupil-rows.ts';
import { recordBlocks, type RecordOf } from './record-blocks.ts';
import { recordFile } from './record-file.ts';
import { pupilName, studyName } from './report-words.ts';
import { fileName } from '../../ui/save-file.ts';
import { useMadeOn } from './use-made-on.ts';
import { reportParts } from './use-whole-study.ts';

/** Everything the team holds about one focus pupil: to print, and as a file. */
export function RecordScreen({ studyId, letter }: { studyId: StudyId; letter: string }) {
  const record = useNotebookQuery((notebook) => recordOf(notebook, studyId, letter), [studyId, letter]);
  if (record === null) return <MissingStudy />;
  if (record === undefined) return <Placeholder>{m.report_opening()}</Placeholder>;
  return <Opened record={record} />;
}

export async function recordOf(
  notebook: Notebook,
  studyId: StudyId,
  letter: string,
): Promise<RecordOf | null> {
  const [tables, teamRow] = await Promise.all([studyRows(notebook, studyId), team(notebook)]);
  // Last, because it may wait for a script, and what is read after that is not followed.
  const parts = await reportParts(notebook, studyId);
  const pupil = parts?.study.pupils.find((each) => each.letter === letter);
  if (parts === null || pupil === undefined) return null;
  const rows = pupilRows(tables, studyId, pupil.letter, pupil.alias);
  return { parts, rows, pupil, teamName: teamRow?.name ?? '' };
}

function Opened({ record }: { record: RecordOf }) {
  const { notebook } = useOpenNotebook();
  const language = useLanguage();
  const naming = namingOf(useSearch());
  const { parts, pupil } = record;
  const name = pupilName(pupil);
  const { study } = parts.study;
  const today = useMadeOn();
  const blocks = useMemo(() => {
    return { language, all: recordBlocks(record, { nameOf: nameOf(parts.study.names, naming), today }) };
  }, [record, parts, naming, language, today]);
  return (
    <PaperScreen
      title={m.report_record_title({ pupil: name })}
      backTo={`/studies/${study.id}/pupils`}
      backLabel={m.plan_sheet_back()}
      beside={
        <FileButton
          label={m.report_record_json()}
          hint=""
          make={async (progress) => {
            const blob = await recordFile(notebook, record, { now: new Date(), progress });
            const what = m.report_record_file({ pupil: name });
            return new File([blob], fileName(studyName(study), what, 'json'), { type: blob.type });
          }}
        />
      }
    >
      <article data-paper className={classNames(styles['paper'], pages['page'])}>
        <BlocksView blocks={blocks.all} />
      </article>
    </PaperScreen>
  );
}
