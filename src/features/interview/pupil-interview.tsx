import { useState } from 'react';
import type { LessonId } from '../../domain/ids.ts';
import { interviewId, type Prompt } from '../../domain/interview.ts';
import { PUPIL_LETTERS, type Member, type PupilLetter } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import type { PupilInterview } from '../../notebook/read-interviews.ts';
import { beginInterview, saveAnswer, updateInterview } from '../../notebook/write-interviews.ts';
import { AutosaveField } from '../../ui/autosave-field.tsx';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import { FiveMinutes } from './five-minutes.tsx';
import { HeldBy } from './held-by.tsx';
import styles from './pupil-interview.module.css';
import { questionsOf, type Question } from './questions.ts';
import type { InterviewTimers } from './use-interview-timers.ts';

/** One pupil: the time, the questions with the exact words below each, who asked and when. */
export function PupilInterviewForm({
  lesson,
  letter,
  name,
  found: { interview, answers },
  prompts,
  team,
  timers,
}: {
  lesson: LessonId;
  letter: PupilLetter;
  name: string;
  found: PupilInterview;
  prompts: readonly Prompt[];
  team: readonly Member[];
  timers: InterviewTimers | undefined;
}) {
  const { notebook, me } = useOpenNotebook();
  const [hasFailed, setHasFailed] = useState(false);
  const questions = questionsOf(prompts, answers);
  const of = { lesson, letter, me };
  const attempt = (saving: Promise<void>) =>
    void saving.then(
      () => setHasFailed(false),
      (error: unknown) => {
        console.warn('An interview could not be saved.', error);
        setHasFailed(true);
      },
    );
  const took = (id: PupilLetter, elapsedMs: number) =>
    updateInterview(notebook, interviewId(lesson, id), { elapsedMs: Math.round(elapsedMs) });
  const start = () => {
    // One talks with one pupil at a time: the next one's start is the end of the last.
    for (const other of PUPIL_LETTERS) {
      if (other === letter || timers?.[other].state() !== 'running') continue;
      timers[other].pause();
      attempt(took(other, timers[other].elapsedMs()));
    }
    attempt(beginInterview(notebook, of));
  };
  return (
    <section className={styles['interview']} data-subject={letter} aria-labelledby="interview-pupil">
      <div className={styles['head']}>
        <h2 id="interview-pupil" className={styles['name']}>
          <PupilMark subject={letter} label={letter} /> <span dir="auto">{name}</span>
        </h2>
        {timers && (
          <FiveMinutes
            timer={timers[letter]}
            name={name}
            onStart={start}
            onPause={(elapsedMs) => attempt(took(letter, elapsedMs))}
          />
        )}
      </div>
      <p className={styles['hint']}>{m.interview_hint({ name })}</p>
      {questions.length === 0 && <p className={styles['hint']}>{m.interview_no_prompts()}</p>}
      <ol className={styles['questions']} aria-label={m.interview_questions({ name })}>
        {questions.map((question) => (
          <li key={question.id}>
            <AnswerField
              row={`${interviewId(lesson, letter)}.${question.id}`}
              question={question}
              onSave={(text, shown) => saveAnswer(notebook, of, question, text, { text: shown })}
            />
          </li>
        ))}
      </ol>
      <HeldBy interview={interview} team={team} onFailed={setHasFailed} />
      {hasFailed && (
        <p role="alert" className={styles['problem']}>
          {m.interview_not_saved()}
        </p>
      )}
    </section>
  );
}

function AnswerField({
  row,
  question: { question, answer },
  onSave,
}: {
  row: string;
  question: Question;
  onSave: (text: string, shown: readonly string[]) => Promise<void>;
}) {
  return (
    <AutosaveField
      multiline
      className={styles['answer']}
      label={question}
      value={answer?.text ?? ''}
      beside={answer?.beside?.['text']}
      draftKey={`answers/${row}/text`}
      onSave={onSave}
    />
  );
}
