import { Fragment } from 'react';
import type { Member } from '../../domain/study.ts';
import { longLessonDay } from '../../i18n/dates.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { LessonPlan } from '../../notebook/read-study.ts';
import { inSentence } from './alias-of.ts';

/** When, where and by whom, as far as it is known, in one line. */
export function LessonFacts({
  plan: { lesson, stages },
  members,
}: {
  plan: LessonPlan;
  members: readonly Member[];
}) {
  const teacher = members.find(({ id }) => id === lesson.teacher);
  const minutes = stages.reduce((sum, stage) => sum + (stage.minutes ?? 0), 0);
  const facts = [
    longLessonDay(lesson.date, lesson.time),
    lesson.room,
    teacher && m.plan_taught_by({ name: inSentence(teacher.name) }),
    minutes > 0 && m.plan_minutes_planned({ count: minutes }),
  ].filter((fact) => typeof fact === 'string' && fact !== '');
  return facts.map((fact, index) => (
    <Fragment key={index}>
      {index > 0 && ' · '}
      <bdi>{fact}</bdi>
    </Fragment>
  ));
}
