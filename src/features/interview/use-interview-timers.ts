import { useEffect, useState, useSyncExternalStore } from 'react';
import type { LessonId } from '../../domain/ids.ts';
import { interviewId } from '../../domain/interview.ts';
import { PUPIL_LETTERS, type PupilLetter } from '../../domain/study.ts';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { useClockSource } from '../../ui/clock-source.ts';
import { openInterviewTimer, type InterviewTimer, type TimerState } from './interview-timer.ts';

export type InterviewTimers = Readonly<Record<PupilLetter, InterviewTimer>>;

/** The time with each of the three pupils of a lesson; undefined while it is looked for. */
export function useInterviewTimers(lesson: LessonId): InterviewTimers | undefined {
  const { notebook } = useOpenNotebook();
  const source = useClockSource();
  const [timers, setTimers] = useState<InterviewTimers>();
  useEffect(() => {
    let isWanted = true;
    const open = (letter: PupilLetter) => openInterviewTimer(notebook, interviewId(lesson, letter), source);
    Promise.all(PUPIL_LETTERS.map(open)).then(
      ([A, B, C]) => {
        if (isWanted && A && B && C) setTimers({ A, B, C });
      },
      // Words can be put down without a clock.
      (error: unknown) => console.warn('The time of the interviews could not be read.', error),
    );
    return () => {
      isWanted = false;
    };
  }, [notebook, lesson, source]);
  useEffect(() => {
    if (timers === undefined) return;
    const stops = PUPIL_LETTERS.map((letter) => timers[letter].run());
    return () => {
      for (const stop of stops) stop();
    };
  }, [timers]);
  return timers;
}

export function useTimerState(timer: InterviewTimer | undefined): TimerState {
  return useSyncExternalStore(timer?.subscribe ?? neverChanges, timer?.state ?? (() => 'new'));
}

function neverChanges() {
  return () => undefined;
}
