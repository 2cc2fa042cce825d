import { ChevronLeft } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { lastSegment } from '../../domain/ids.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import type { LessonPlan } from '../../notebook/read-study.ts';
import { Button } from '../../ui/button.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { SyncPill } from '../../worker-link/sync-pill.tsx';
import { ClockDisplay } from './clock-display.tsx';
import styles from './capture-header.module.css';
import { LessonTools } from './lesson-tools.tsx';
import { lessonFacts, lessonTitle, planPath } from './lesson-words.ts';
import { usePracticeMark } from './practice-mark.ts';
import { useCaptureTools } from './use-capture.ts';

/** The way back, what lesson this is, whether the notes are safe, the clock, the end. */
export function CaptureHeader({
  plan,
  isWide,
  onCover,
  onEnd,
}: {
  plan: LessonPlan;
  isWide: boolean;
  onCover: () => void;
  onEnd: () => void;
}) {
  const { me } = useOpenNotebook();
  const { timer } = useCaptureTools();
  const practice = usePracticeMark();
  const number = lastSegment(plan.lesson.id);
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that started the lesson is gone; keyboard and screen reader go on from here.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <header className={styles['header']}>
      <PageTitle>{lessonTitle(plan)}</PageTitle>
      <Link
        href={practice?.wayOut ?? planPath(plan.lesson.id)}
        className={styles['back']}
        aria-label={practice ? m.observe_practice_leave() : m.observe_back_to_plan()}
      >
        <ChevronLeft aria-hidden="true" />
      </Link>
      <div className={styles['words']}>
        <h1 ref={heading} className={styles['title']} dir="auto" tabIndex={-1}>
          {isWide ? lessonTitle(plan) : m.observe_lesson({ number })}
        </h1>
        {isWide && (
          <p className={styles['facts']} dir="auto">
            {lessonFacts(plan, me)}
          </p>
        )}
        {!isWide && <Status isShort />}
      </div>
      {isWide && (
        <div className={styles['status']}>
          <Status isShort={false} />
        </div>
      )}
      <LessonTools onCover={onCover} />
      <ClockDisplay timer={timer} />
      <Button
        kind="plain"
        className={styles['end']}
        onClick={onEnd}
        {...(!isWide && { 'aria-label': m.observe_end_lesson() })}
      >
        {isWide ? m.observe_end_lesson() : m.observe_end()}
      </Button>
    </header>
  );
}

function Status({ isShort }: { isShort: boolean }) {
  if (usePracticeMark()) return <StatusPill tone="plain">{m.observe_practice_kept()}</StatusPill>;
  return <SyncPill short={isShort} />;
}
