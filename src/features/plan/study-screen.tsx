import type { ReactNode } from 'react';
import type { StudyId } from '../../domain/ids.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery } from '../../notebook/notebook-context.tsx';
import { studyOverview, type StudyOverview } from '../../notebook/read-study.ts';
import { Placeholder } from '../../ui/placeholder.tsx';
import { CoverageTab } from './coverage-tab.tsx';
import { MissingStudy } from './missing.tsx';
import { PlanPage } from './plan-page.tsx';
import { studyName } from './plan-words.ts';
import { PupilsTab } from './pupils-tab.tsx';
import { QuestionTab } from './question-tab.tsx';
import { SeatingTab } from './seating-tab.tsx';

export type StudyTab = 'question' | 'pupils' | 'coverage' | 'seating';

/** What holds for a whole study: its question and class, its pupils, who watches whom. */
export function StudyScreen({ studyId, tab }: { studyId: StudyId; tab: StudyTab }) {
  return <StudyFrame studyId={studyId}>{(overview) => <TabPage tab={tab} overview={overview} />}</StudyFrame>;
}

/** Title and tabs of a study around one of its pages, which may be another room's. */
export function StudyFrame({
  studyId,
  children,
}: {
  studyId: StudyId;
  children: (overview: StudyOverview) => ReactNode;
}) {
  const overview = useNotebookQuery(
    async (notebook) => (await studyOverview(notebook, studyId)) ?? null,
    [studyId],
  );
  if (overview === null) return <MissingStudy />;
  if (overview === undefined || overview.study.id !== studyId) {
    return <Placeholder>{m.plan_opening()}</Placeholder>;
  }
  const { school, className } = overview.study;
  const facts = [school, className].filter((fact) => fact.trim() !== '').join(' · ');
  return (
    <PlanPage
      key={studyId}
      overview={overview}
      title={studyName(overview.study)}
      subtitle={facts === '' ? undefined : <bdi>{facts}</bdi>}
    >
      {children(overview)}
    </PlanPage>
  );
}

function TabPage({ tab, overview }: { tab: StudyTab; overview: StudyOverview }) {
  switch (tab) {
    case 'question':
      return <QuestionTab overview={overview} />;
    case 'pupils':
      return <PupilsTab overview={overview} />;
    case 'coverage':
      return <CoverageTab overview={overview} />;
    case 'seating':
      return <SeatingTab overview={overview} />;
    default:
      return tab satisfies never;
  }
}
