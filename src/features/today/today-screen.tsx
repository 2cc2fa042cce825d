import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { dateText } from '../../i18n/dates.ts';
import type { Member } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { studyList, type StudyProgress } from '../../notebook/read-study-list.ts';
import { members as readMembers, team as readTeam } from '../../notebook/read-team.ts';
import { lastRehearsal } from '../../notebook/rehearsal.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';
import { RehearsalLine } from '../../ui/rehearsal-line.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { WritersOnly } from '../../ui/writers-only.tsx';
import { SyncPill } from '../../worker-link/sync-pill.tsx';
import { ErasedLately } from './erased-lately.tsx';
import { nextLesson } from './next-lesson.ts';
import { OtherStudies } from './other-studies.tsx';
import { ReviewDue } from './review-due.tsx';
import { StudyOfToday } from './study-of-today.tsx';
import { useNow } from './use-now.ts';
import styles from './today-screen.module.css';

/** Where everybody starts: what is next, and how far the study has come. */
export function TodayScreen() {
  const { me } = useOpenNotebook();
  const now = useNow();
  const [, navigate] = useLocation();
  const team = useNotebookQuery(async (notebook) => (await readTeam(notebook)) ?? null, []);
  const members = useNotebookQuery(readMembers, []);
  const studies = useNotebookQuery(studyList, []);
  const rehearsal = useNotebookQuery(async (notebook) => ({ last: await lastRehearsal(notebook) }), []);
  if (team === undefined || members === undefined || studies === undefined)
    return <Placeholder>{m.app_opening()}</Placeholder>;

  const today = dateText(now);
  const next = nextLesson(studies.flatMap(candidates), today);
  const first = studies.find(({ lessons }) => lessons.some(({ id }) => id === next?.id)) ?? studies[0];
  const newStudy = (kind: 'primary' | 'plain') => (
    <Button writes kind={kind} onClick={() => navigate('/studies/new')}>
      <Plus aria-hidden="true" />
      {m.today_new_study()}
    </Button>
  );
  const practise = (
    <LinkButton writes kind="quiet" href="/practice">
      {m.today_practise()}
    </LinkButton>
  );
  return (
    <>
      <ScreenHeader
        isLarge
        title={greeting(now, members.find(({ id }) => id === me)?.name.trim() ?? '')}
        subtitle={[team?.name ?? '', namesOf(members)].filter(Boolean).join(' · ')}
      >
        <SyncPill />
      </ScreenHeader>
      <div className={styles['page']}>
        {studies.map(({ study }) => (
          <ReviewDue key={study.id} study={study} today={today} />
        ))}
        <ErasedLately now={now} />
        {first === undefined ? (
          <NothingYet hasArrived={team !== null}>
            {newStudy('primary')}
            {practise}
          </NothingYet>
        ) : (
          <>
            <StudyOfToday key={first.study.id} studyId={first.study.id} nextId={next?.id} today={today} />
            <OtherStudies studies={studies.filter((study) => study !== first)} />
            <div className={styles['more']}>
              {newStudy('plain')}
              <LinkButton kind="quiet" href="/findings">
                {m.findings_to_library()}
              </LinkButton>
              {practise}
            </div>
          </>
        )}
        <WritersOnly>{rehearsal !== undefined && <RehearsalLine last={rehearsal.last} />}</WritersOnly>
      </div>
    </>
  );
}

/** A new team is empty; a tablet that has just joined may only be waiting for what the team has. */
function NothingYet({ hasArrived, children }: { hasArrived: boolean; children: ReactNode }) {
  if (!hasArrived) {
    return (
      <EmptyState title={m.today_on_its_way_title()}>
        <p>{m.today_on_its_way_text()}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={m.today_empty_title()}>
      <p>
        <WritersOnly otherwise={m.today_empty_guest()}>{m.today_empty_text()}</WritersOnly>
      </p>
      {children}
    </EmptyState>
  );
}

function namesOf(members: readonly Member[]): string {
  return members.flatMap(({ name, removed }) => (removed ? [] : [name])).join(', ');
}

/** A finished study has no next lesson, however many it was planned to have. */
function candidates({ study, progress }: StudyProgress) {
  if (study.status === 'finished') return [];
  return progress.map(({ lesson: { id, date, time }, notes }) => ({ id, date, time, isObserved: notes > 0 }));
}

function greeting(now: Date, name: string): string {
  const hour = now.getHours();
  if (hour < 12) return name === '' ? m.today_morning() : m.today_morning_name({ name });
  if (hour < 18) return name === '' ? m.today_afternoon() : m.today_afternoon_name({ name });
  return name === '' ? m.today_evening() : m.today_evening_name({ name });
}
