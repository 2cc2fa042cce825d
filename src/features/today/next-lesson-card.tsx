import { useLocation } from 'wouter';
import { lastSegment, studyOf } from '../../domain/ids.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery } from '../../notebook/notebook-context.tsx';
import type { LessonToday } from '../../notebook/read-today.ts';
import { members as readMembers } from '../../notebook/read-team.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { lessonName, pupilName, whenWords } from './lesson-words.ts';
import styles from './next-lesson-card.module.css';

export function NextLesson({ next, today }: { next: LessonToday; today: string }) {
  const [, navigate] = useLocation();
  const { lesson, notes } = next;
  const members = useNotebookQuery(readMembers, []) ?? [];
  const teacher = members.find(({ id }) => id === lesson.teacher)?.name.trim() ?? '';
  const watched = next.pupils.filter(({ letter }) => next.watchedByMe.includes(letter)).map(pupilName);
  const facts = [
    lesson.room.trim(),
    teacher === '' ? '' : m.today_taught_by({ teacher }),
    watched.length === 0 ? '' : m.today_you_observe({ pupils: watched.join(', ') }),
  ];
  const address = `/studies/${studyOf(lesson.id)}/lessons/${lastSegment(lesson.id)}`;
  const isOver = notes > 0 && lesson.date < today && !next.isRunning;
  return (
    <section className={styles['card']} aria-labelledby="next-lesson">
      <div className={styles['words']}>
        <p className={styles['when']}>{whenWords(lesson, today, notes > 0)}</p>
        <h2 id="next-lesson" className={styles['title']} dir="auto">
          {lessonName(lesson)}
        </h2>
        <p className={styles['facts']}>{facts.filter(Boolean).join(' · ')}</p>
      </div>
      <div className={styles['actions']}>
        {notes > 0 && (
          <Button
            kind={isOver ? 'primary' : 'plain'}
            size="large"
            onClick={() => navigate(`${address}/review`)}
          >
            {m.today_review()}
          </Button>
        )}
        {notes > 0 && !next.isRunning && (
          <LinkButton writes kind="plain" size="large" href={`${address}/interviews`}>
            {m.interview_link()}
          </LinkButton>
        )}
        {!isOver && (
          <LinkButton writes kind="plain" size="large" href={`${address}/observe`}>
            {m.today_observe()}
          </LinkButton>
        )}
        <LinkButton kind={isOver ? 'plain' : 'primary'} size="large" href={address}>
          {m.today_open_lesson()}
        </LinkButton>
      </div>
    </section>
  );
}
