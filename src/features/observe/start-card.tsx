import { useState } from 'react';
import { Link } from 'wouter';
import { useTabletPeopleIfAny } from '../../access/tablet-people.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { LanguageSwitch } from '../../i18n/language-switch.tsx';
import { saveDraft } from '../../notebook/drafts.ts';
import { startClock } from '../../domain/lesson-clock.ts';
import { studyOf } from '../../domain/ids.ts';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { lastRehearsal } from '../../notebook/rehearsal.ts';
import type { LessonPlan } from '../../notebook/read-study.ts';
import { startSitting } from '../../notebook/write-lesson.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import { RehearsalLine } from '../../ui/rehearsal-line.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { useClockSource } from '../../ui/clock-source.ts';
import styles from './cards.module.css';
import { clockKey } from './lesson-timer.ts';
import { lessonFacts, lessonTitle, planPath, pupilName, watchedBy } from './lesson-words.ts';
import { RunningElsewhere } from './running-elsewhere.tsx';

/** Who I watch, how we observe, and one button. */
export function StartCard({ plan }: { plan: LessonPlan }) {
  const { me } = useOpenNotebook();
  const { start, isStarting, hasFailed } = useStart(plan);
  const rehearsal = useNotebookQuery(async (notebook) => ({ last: await lastRehearsal(notebook) }), []);
  const watched = watchedBy(plan, me);
  const isUnnamed = plan.pupils.some(({ alias }) => alias === '');
  const rules = [
    m.observe_rule_pupils(),
    m.observe_rule_write(),
    m.observe_rule_wonder(),
    m.observe_rule_help(),
  ];
  return (
    <>
      <ScreenHeader
        title={lessonTitle(plan)}
        subtitle={lessonFacts(plan, me)}
        backTo={planPath(plan.lesson.id)}
        backLabel={m.observe_back_to_plan()}
      >
        <LanguageSwitch />
      </ScreenHeader>
      <div className={styles['page']}>
        <RunningElsewhere lesson={plan.lesson.id} />
        <section className={styles['card']} aria-label={m.observe_start_title()}>
          <ObservingAs />
          <h2>{m.observe_who()}</h2>
          {!plan.watches.has(me) && <p className={styles['quiet']}>{m.observe_who_none()}</p>}
          <ul className={styles['pupils']}>
            {watched.map((letter) => (
              <li key={letter} className={styles['pupil']}>
                <PupilMark subject={letter} label={letter} />
                <span dir="auto">{pupilName(plan, letter)}</span>
              </li>
            ))}
          </ul>
          {isUnnamed && (
            <p className={styles['missing']}>
              {m.observe_aliases_missing()}{' '}
              <Link href={`/studies/${studyOf(plan.lesson.id)}/pupils`}>{m.observe_to_pupils()}</Link>
            </p>
          )}
          <h2>{m.observe_rules_title()}</h2>
          <ul className={styles['rules']}>
            {rules.map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ul>
          <Button kind="primary" size="large" disabled={isStarting} onClick={() => void start()}>
            {m.observe_start_lesson()}
          </Button>
          {hasFailed && (
            <p role="alert" className={styles['problem']}>
              {m.observe_start_failed()}
            </p>
          )}
          {rehearsal !== undefined && <RehearsalLine last={rehearsal.last} />}
          <p className={styles['keys']}>{m.observe_keys_hint()}</p>
          <div className={styles['actions']}>
            <LinkButton kind="quiet" href="/practice">
              {m.observe_practice_first()}
            </LinkButton>
            <LinkButton kind="quiet" href={`${planPath(plan.lesson.id)}/observe?after`}>
              {m.observe_late_open()}
            </LinkButton>
          </div>
        </section>
      </div>
    </>
  );
}

/** On a tablet of several people: in whose name the notes will stand. */
function ObservingAs() {
  const { me } = useOpenNotebook();
  const here = useTabletPeopleIfAny()?.here ?? [];
  const person = here.find(({ member }) => member === me);
  if (person === undefined || here.length < 2) return null;
  return (
    <p dir="auto">
      {m.lock_observing_as({ name: person.name })} <Link href="/who">{m.lock_not_me()}</Link>
    </p>
  );
}

/** The lesson clock starts with the tap, not when the notebook has answered. */
function useStart(plan: LessonPlan) {
  const { notebook, me } = useOpenNotebook();
  const source = useClockSource();
  const [state, setState] = useState<'ready' | 'starting' | 'failed'>('ready');
  const start = async () => {
    const clock = startClock({ monotonicMs: source.monotonicMs(), wallMs: source.wallMs() });
    setState('starting');
    try {
      const lesson = plan.lesson.id;
      const sitting = await startSitting(notebook, { lesson, member: me, firstStage: plan.stages[0]?.id });
      await saveDraft(notebook, clockKey(sitting), clock);
    } catch (error) {
      console.warn('The lesson could not be started.', error);
      setState('failed');
    }
  };
  return { start, isStarting: state === 'starting', hasFailed: state === 'failed' };
}
