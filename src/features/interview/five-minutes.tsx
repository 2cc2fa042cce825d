import { ClockCheck, Pause, Play, RotateCcw } from 'lucide-react';
import { INTERVIEW_MS } from '../../domain/interview.ts';
import { formatLessonTime } from '../../domain/lesson-clock.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useElapsed } from '../../ui/use-elapsed.ts';
import styles from './five-minutes.module.css';
import type { InterviewTimer } from './interview-timer.ts';
import { useTimerState } from './use-interview-timers.ts';

/** About five minutes with a pupil. When they are over it says so and counts on: nobody is cut off, and nothing rings. */
export function FiveMinutes({
  timer,
  name,
  onStart,
  onPause,
}: {
  timer: InterviewTimer;
  name: string;
  onStart: () => void;
  onPause: (elapsedMs: number) => void;
}) {
  const state = useTimerState(timer);
  const start = () => {
    timer.start();
    onStart();
  };
  const pause = () => {
    timer.pause();
    onPause(timer.elapsedMs());
  };
  return (
    <div className={styles['timer']} role="group" aria-label={m.interview_time_with({ name })}>
      <TimeLeft key={state} timer={timer} />
      <div className={styles['buttons']}>
        {state === 'running' ? (
          <Button kind="plain" onClick={pause}>
            <Pause aria-hidden="true" size={20} />
            {m.interview_pause()}
          </Button>
        ) : (
          <Button kind={state === 'new' ? 'primary' : 'plain'} onClick={start}>
            <Play aria-hidden="true" size={20} />
            {state === 'new' ? m.interview_start() : m.interview_go_on()}
          </Button>
        )}
        {state === 'paused' && (
          <Button kind="quiet" onClick={timer.setBack}>
            <RotateCcw aria-hidden="true" size={20} />
            {m.interview_again()}
          </Button>
        )}
      </div>
      <OverWords timer={timer} />
    </div>
  );
}

function TimeLeft({ timer }: { timer: InterviewTimer }) {
  const elapsedMs = useElapsed(timer);
  const leftMs = INTERVIEW_MS - elapsedMs;
  const isOver = leftMs <= 0;
  // To the next full second, so that it begins at 5:00 and is over when it shows 0:00.
  const shown = isOver ? -leftMs : Math.ceil(leftMs / 1000) * 1000;
  return (
    <div className={classNames(styles['left'], isOver && styles['over'])}>
      <p className={styles['clock']} role="timer">
        <span className={styles['time']}>{formatLessonTime(shown)}</span>{' '}
        <span className={styles['unit']}>{isOver ? m.interview_over_by() : m.interview_left()}</span>
      </p>
      {!isOver && (
        <span className={styles['bar']} aria-hidden="true">
          <span className={styles['passed']} style={{ transform: `scaleX(${elapsedMs / INTERVIEW_MS})` }} />
        </span>
      )}
    </div>
  );
}

/** Said once, by words and a sign, when the time is over; it stands apart so that the clock does not say it each second. */
function OverWords({ timer }: { timer: InterviewTimer }) {
  const isOver = useElapsed(timer) >= INTERVIEW_MS;
  return (
    <p className={styles['words']} role="status">
      {isOver && (
        <>
          <ClockCheck aria-hidden="true" size={18} />
          {m.interview_over()}
        </>
      )}
    </p>
  );
}
