import { childId, type DeviceId } from '../../domain/ids.ts';
import type { Write } from '../../notebook/commit.ts';
import { DEFAULT_GAP_MINUTES, TEAM_ROW } from '../../notebook/read-team.ts';
import { demoFindingWrites } from './demo-finding-writes.ts';
import { demoLessonId, demoLetter, type Demo, type DemoLesson } from './demo-ids.ts';
import { demoDiscussionWrites } from './demo-discussion-writes.ts';
import { demoInterviewWrites } from './demo-interview-writes.ts';
import { demoRecordWrites } from './demo-record-writes.ts';

const TEAM_NAME = 'Year 5 fractions trio';

export function demoTeamWrites(demo: Demo): readonly Write[] {
  const fields = { name: TEAM_NAME, tags: demo.tags, gapMinutes: DEFAULT_GAP_MINUTES };
  return [{ table: 'team', row: TEAM_ROW, fields }];
}

/** The demo study as writes of this notebook: its people, its plan, what was seen, what pupils said, and what was made of it. */
export function demoWrites(demo: Demo, device: DeviceId): readonly Write[] {
  return [
    ...demo.members.map((member): Write => ({
      table: 'members',
      row: member.id,
      fields: { name: member.name, role: 'member' },
    })),
    ...studyWrites(demo),
    ...demo.lessons.flatMap((lesson) => [
      ...planWrites(demo, lesson),
      ...demoRecordWrites(demo, lesson, device),
      ...demoInterviewWrites(demo, lesson),
      ...demoDiscussionWrites(demo, lesson),
    ]),
    ...demoFindingWrites(demo),
  ];
}

function studyWrites({ study, cases }: Demo): readonly Write[] {
  const createdAt = Date.parse(study.timeline[0]?.from ?? '');
  return [
    {
      table: 'studies',
      row: study.id,
      fields: {
        title: study.title,
        school: study.setting.school,
        className: study.setting.class,
        subject: study.setting.subject,
        grouping: 'mixed',
        pupilsInClass: study.setting.pupilsInClass,
        focusQuestion: study.focusQuestion,
        hypothesis: study.hypothesis,
        known: study.whatIsAlreadyKnown.join('\n'),
        priority: study.priority,
        status: 'teaching',
        startsOn: study.timeline[0]?.from ?? '',
        endsOn: study.timeline.at(-1)?.to ?? '',
        reviewOn: study.retention.reviewOn,
        createdAt,
      },
    },
    ...study.groupAgreement.points.map((text, index): Write => ({
      table: 'groundRules',
      row: childId(study.id, `rule${index + 1}`),
      fields: { order: index + 1, text },
    })),
    ...cases.map(({ letter, alias, represents, startingPoint, photoOfWorkAllowed }): Write => ({
      table: 'pupils',
      row: childId(study.id, letter),
      fields: { alias, represents, startingPoint, photosAllowed: photoOfWorkAllowed },
    })),
  ];
}

function planWrites(demo: Demo, lesson: DemoLesson): readonly Write[] {
  const id = demoLessonId(demo, lesson);
  return [
    {
      table: 'lessons',
      row: id,
      fields: {
        title: lesson.title,
        // The time on the classroom's own clock, as it stands in the text.
        date: lesson.startsAt.slice(0, 10),
        time: lesson.startsAt.slice(11, 16),
        zone: 'Europe/London',
        teacher: lesson.teacherId,
        aim: lesson.aim,
        changed: lesson.changedSinceLast ?? '',
        resources: lesson.resources.join('\n'),
      },
    },
    ...Object.entries(lesson.successCriteria).map(([caseId, text]): Write => ({
      table: 'criteria',
      row: childId(id, demoLetter(demo, caseId) ?? ''),
      fields: { text },
    })),
    ...lesson.stages.flatMap((stage): Write[] => [
      {
        table: 'stages',
        row: childId(id, stage.id),
        fields: {
          order: stage.order,
          name: stage.name,
          minutes: stage.toMinute - stage.fromMinute,
          teacherDoes: stage.plan,
        },
      },
      ...Object.entries(stage.predictions).map(([caseId, text]): Write => ({
        table: 'predictions',
        row: childId(id, stage.id, demoLetter(demo, caseId) ?? ''),
        fields: { text },
      })),
    ]),
    ...lesson.coverage.flatMap(({ memberId, primary, also }) =>
      [primary, ...also].flatMap((caseId): Write[] => {
        const letter = demoLetter(demo, caseId);
        if (letter === undefined) return [];
        return [{ table: 'coverage', row: childId(id, memberId, letter), fields: { watches: true } }];
      }),
    ),
  ];
}
