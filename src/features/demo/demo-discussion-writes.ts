import * as Y from 'yjs';
import { toBase64 } from '../../domain/base64.ts';
import { presetItemId } from '../../domain/discussion.ts';
import { childId } from '../../domain/ids.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { Write } from '../../notebook/commit.ts';
import { presetWrites } from '../../notebook/write-discussion.ts';
import { demoLessonId, demoLetter, type Demo, type DemoLesson } from './demo-ids.ts';

type DemoDiscussion = Demo['discussions'][number];

const ENOUGH: Readonly<Record<string, string>> = {
  yes: 'That was enough.',
  partly: 'That was partly enough.',
  no: 'That was not enough.',
};

/** What the three said after a lesson of the demo: minutes with the notes they cite, actions, points for the next. */
export function demoDiscussionWrites(demo: Demo, lesson: DemoLesson): readonly Write[] {
  const discussion = demo.discussions.find(({ lessonId }) => lessonId === lesson.id);
  if (discussion === undefined) return [];
  const id = demoLessonId(demo, lesson);
  const heldAt = Date.parse(discussion.at);
  const items = [...aboutPupils(demo, discussion), ...aboutTheRest(discussion)];
  const own = childId(id, 'disagreements');
  return [
    ...presetWrites(id, 'pupils', items),
    {
      table: 'discussions',
      row: id,
      fields: { chair: discussion.chairId, scribe: discussion.scribeId },
    },
    { table: 'agenda', row: own, fields: { order: items.length + 1, title: 'Where do we not agree?' } },
    minutesWrite(own, discussion.disagreements),
    ...items.flatMap(({ text, cites }, index): Write[] => {
      const item = presetItemId(id, 'pupils', index);
      return [
        ...(text === '' ? [] : [minutesWrite(item, text)]),
        ...cites.map((note): Write => ({
          table: 'citations',
          row: childId(item, note),
          fields: { cites: true, citedAt: heldAt },
        })),
      ];
    }),
    ...discussion.actions.map(({ text, ownerId, due, done }, index): Write => ({
      table: 'actions',
      row: childId(id, `action${index + 1}`),
      fields: { order: index + 1, text, owner: ownerId, due, done },
    })),
    ...discussion.nextTime.map((text, index): Write => ({
      table: 'points',
      row: childId(id, `point${index + 1}`),
      fields: { order: index + 1, text, ...(lesson.number < demo.lessons.length && { carriedAt: heldAt }) },
    })),
  ];
}

function aboutPupils(demo: Demo, { cases }: DemoDiscussion) {
  return cases.map(({ caseId, progress, enough, evidence }) => {
    const alias = demo.cases.find((pupil) => pupil.id === caseId)?.alias ?? '';
    const letter = demoLetter(demo, caseId) ?? '';
    return {
      title: alias === '' ? m.discussion_item_pupil_unnamed({ letter }) : m.discussion_item_pupil({ alias }),
      minutes: 8,
      text: `${progress} ${ENOUGH[enough] ?? ''}`.trim(),
      cites: evidence,
    };
  });
}

function aboutTheRest({ widerClass, teaching, surprises }: DemoDiscussion) {
  const cites: readonly string[] = [];
  return [
    { title: m.discussion_item_pattern(), minutes: 5, text: widerClass, cites },
    { title: m.discussion_item_approach(), minutes: 5, text: teaching, cites },
    { title: m.discussion_item_surprises(), minutes: 3, text: surprises, cites },
    { title: m.discussion_item_next(), minutes: 8, text: '', cites },
  ];
}

/** The same bytes each time, so that a load that was stopped midway and starts again writes nothing twice. */
function minutesWrite(item: string, words: string): Write {
  const doc = new Y.Doc();
  doc.clientID = 1;
  doc.getText('text').insert(0, words);
  const update = toBase64(Y.encodeStateAsUpdate(doc));
  return { table: 'minutes', row: childId(item, 'demo'), fields: { update } };
}
