import { useMemo } from 'react';
import { useSearch } from 'wouter';
import type { StudyId } from '../../domain/ids.ts';
import { useLanguage } from '../../i18n/language.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { classNames } from '../../ui/class-names.ts';
import { Placeholder } from '../../ui/placeholder.tsx';
import { BlocksView } from './blocks-view.tsx';
import { nameOf, namingOf } from './observer-names.ts';
import pages from './page-a4.module.css';
import styles from './paper.module.css';
import { MissingStudy, PaperScreen } from './paper-screen.tsx';
import { reportDocument, type ReportParts } from './report-document.ts';
import { studyName } from './report-words.ts';
import { useMadeOn } from './use-made-on.ts';
import { useWholeStudy } from './use-whole-study.ts';

/** The report of a study, ready for the browser's own print. */
export function ReportPrintScreen({ studyId }: { studyId: StudyId }) {
  const parts = useWholeStudy(studyId);
  if (parts === null) return <MissingStudy />;
  if (parts === undefined) return <Placeholder>{m.report_opening()}</Placeholder>;
  return (
    <PaperScreen title={studyName(parts.study.study)} backTo={`/studies/${studyId}/report`}>
      <ReportPaper parts={parts} />
    </PaperScreen>
  );
}

function ReportPaper({ parts }: { parts: ReportParts }) {
  const language = useLanguage();
  const naming = namingOf(useSearch());
  const today = useMadeOn();
  const blocks = useMemo(() => {
    return { language, all: reportDocument(parts, { nameOf: nameOf(parts.study.names, naming), today }) };
  }, [parts, naming, language, today]);
  return (
    <article data-paper className={classNames(styles['paper'], pages['page'])}>
      <BlocksView blocks={blocks.all} />
    </article>
  );
}
