import type { StudyId } from '../../domain/ids.ts';
import type { Notebook } from '../../notebook/database.ts';
import { useNotebookQuery } from '../../notebook/notebook-context.tsx';
import { wholeStudy } from '../../notebook/read-whole-study.ts';
import { minutesTexts } from './minutes-text.ts';
import type { ReportParts } from './report-document.ts';

export async function reportParts(notebook: Notebook, studyId: StudyId): Promise<ReportParts | null> {
  const study = await wholeStudy(notebook, studyId);
  if (study === undefined) return null;
  return { study, minutes: await minutesTexts(study.wholeLessons) };
}

/** Undefined while it is read; null when there is no such study. */
export function useWholeStudy(studyId: StudyId): ReportParts | null | undefined {
  return useNotebookQuery((notebook) => reportParts(notebook, studyId), [studyId]);
}
