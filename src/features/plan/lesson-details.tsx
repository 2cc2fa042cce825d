import { useState } from 'react';
import type { Lesson, Member } from '../../domain/study.ts';
import type { Fields } from '../../domain/tables.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { Replaces } from '../../notebook/commit.ts';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { updateLesson } from '../../notebook/write-plan.ts';
import { AutosaveField } from '../../ui/autosave-field.tsx';
import styles from './lesson-details.module.css';
import { MomentField } from '../../ui/moment-field.tsx';
import { placeOf } from './place-of.ts';
import { RemoveLesson } from './remove-lesson.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { useTapWrite } from '../../ui/tap-write.tsx';

/** What stands on a lesson's first line, and its aim. Folded away once the lesson has a title and a date. */
export function LessonDetails({ lesson, members }: { lesson: Lesson; members: readonly Member[] }) {
  const { notebook } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  const [isOpen, setIsOpen] = useState(lesson.title === '' || lesson.date === '');
  const { id, beside } = lesson;
  const save = (fields: Fields<'lessons'>, replaces?: Replaces) =>
    updateLesson(notebook, id, fields, replaces);
  const saveMoment = (fields: { date: string } | { time: string }) =>
    save({ ...fields, zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  return (
    <details
      className={styles['details']}
      open={isOpen}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
    >
      <summary className={styles['summary']}>
        <span className={styles['heading']}>{m.plan_lesson_details()}</span>
        <span className={styles['inside']} dir="auto">
          {lesson.aim === '' ? m.plan_details_hint() : m.plan_lesson_aim_short({ aim: lesson.aim })}
        </span>
      </summary>
      <div className={styles['fields']}>
        <AutosaveField
          className={styles['wide']}
          label={m.plan_lesson_title()}
          value={lesson.title}
          draftKey={`lessons/${id}/title`}
          onSave={(title, shown) => save({ title }, { title: shown })}
          beside={beside?.['title']}
        />
        <MomentField
          label={m.plan_lesson_date()}
          type="date"
          value={lesson.date}
          draftKey={`lessons/${id}/date`}
          onSave={(date) => saveMoment({ date })}
        />
        <MomentField
          label={m.plan_lesson_time()}
          type="time"
          hint={lesson.zone === '' ? undefined : m.plan_lesson_zone({ place: placeOf(lesson.zone) })}
          value={lesson.time}
          draftKey={`lessons/${id}/time`}
          onSave={(time) => saveMoment({ time })}
        />
        <AutosaveField
          label={m.plan_lesson_room()}
          value={lesson.room}
          draftKey={`lessons/${id}/room`}
          onSave={(room) => save({ room })}
        />
        <SelectField
          label={m.plan_lesson_teacher()}
          value={lesson.teacher}
          options={teacherOptions(lesson.teacher, members)}
          onChange={(teacher) => attempt(save({ teacher }))}
        />
        {trouble}
        <AutosaveField
          className={styles['wide']}
          multiline
          label={m.plan_lesson_aim()}
          value={lesson.aim}
          draftKey={`lessons/${id}/aim`}
          onSave={(aim, shown) => save({ aim }, { aim: shown })}
          beside={beside?.['aim']}
        />
        <AutosaveField
          className={styles['wide']}
          multiline
          label={m.plan_class_criteria()}
          placeholder={m.plan_class_criteria_hint()}
          value={lesson.successCriteria}
          draftKey={`lessons/${id}/successCriteria`}
          onSave={(successCriteria, shown) => save({ successCriteria }, { successCriteria: shown })}
          beside={beside?.['successCriteria']}
        />
        <AutosaveField
          className={styles['wide']}
          multiline
          label={m.plan_lesson_resources()}
          value={lesson.resources}
          draftKey={`lessons/${id}/resources`}
          onSave={(resources, shown) => save({ resources }, { resources: shown })}
          beside={beside?.['resources']}
        />
        <RemoveLesson lesson={id} />
      </div>
    </details>
  );
}

function teacherOptions(teacher: string, members: readonly Member[]) {
  const known = members
    .filter(({ id, removed }) => !removed || id === teacher)
    .map(({ id, name }) => ({ value: id, label: name }));
  const hasLeft = teacher !== '' && !known.some(({ value }) => value === teacher);
  return [
    { value: '', label: m.plan_lesson_teacher_open() },
    ...known,
    ...(hasLeft ? [{ value: teacher, label: m.plan_lesson_teacher_left() }] : []),
  ];
}
