import { useState, type ReactNode } from 'react';
import { PUPIL_LETTERS } from '../../../domain/study.ts';
import type { AgendaItem } from '../../../domain/discussion.ts';
import { m } from '../../../i18n/paraglide/messages.js';
import { useNotebookQuery } from '../../../notebook/notebook-context.tsx';
import { members } from '../../../notebook/read-team.ts';
import type { DiscussionRecord } from '../../../notebook/read-discussion.ts';
import { Placeholder } from '../../../ui/placeholder.tsx';
import type { Review } from '../use-review.ts';
import { Actions } from './actions.tsx';
import { AddItem } from './add-item.tsx';
import { AgendaCard } from './agenda-card.tsx';
import { CarryPoints } from './carry-points.tsx';
import styles from './discussion-panel.module.css';
import type { Minutes } from './minutes.ts';
import { Points } from './points.tsx';
import { ChoosePreset, RunningOrder } from './running-order.tsx';
import { RemovedProvider } from './removed.tsx';
import { CompanyProvider, useWhoIsHere } from './use-company.tsx';
import { JointWords, WithoutNames } from './without-names.tsx';
import { MinutesProvider, useDiscussion, useMinutes } from './use-discussion.ts';

/** The joint minutes of the review: running order, what is said, actions, and what changes in the next lesson. */
export function DiscussionPanel({ review, hide }: { review: Review; hide?: ReactNode }) {
  const lesson = review.plan.lesson.id;
  const record = useDiscussion(lesson);
  const people = useNotebookQuery(members, []);
  const { minutes, isInTrouble } = useMinutes(lesson);
  const [current, setCurrent] = useState<string>();
  if (record === undefined || people === undefined || minutes === undefined) {
    return (
      <>
        {hide}
        <Placeholder>{m.discussion_opening()}</Placeholder>
      </>
    );
  }
  const agenda = shownItems(record, minutes);
  // As the review names them: on the wall they have numbers.
  const named = people.map((person) => ({ ...person, name: review.names.get(person.id) ?? person.name }));
  return (
    <MinutesProvider value={minutes}>
      <CompanyProvider lesson={lesson}>
        <div className={styles['panel']}>
          <div className={styles['top']}>
            <h2>{m.discussion_title()}</h2>
            {hide}
            <WhoIsHere names={review.names} />
          </div>
          {isInTrouble && (
            <p role="alert" className={styles['problem']}>
              {m.discussion_not_saved()}
            </p>
          )}
          <WithoutNames mask={review.mask}>
            <RemovedProvider>
              {agenda.length === 0 ? (
                <ChoosePreset review={review} />
              ) : (
                <>
                  <RunningOrder review={review} record={record} people={named} />
                  <ol className={styles['agenda']} aria-label={m.discussion_agenda()}>
                    {agenda.map((item, index) => (
                      <AgendaCard
                        key={item.id}
                        item={item}
                        position={index + 1}
                        agenda={agenda}
                        review={review}
                        subject={subjectOfItem(item)}
                        citations={record.citations.get(item.id) ?? []}
                        isRemoved={record.removed.includes(item)}
                        isCurrent={item.id === current}
                        onCurrent={(isOpen) => setCurrent(isOpen ? item.id : undefined)}
                      />
                    ))}
                  </ol>
                  <JointWords>
                    <AddItem lesson={lesson} onAdded={setCurrent} />
                  </JointWords>
                </>
              )}
              <JointWords>
                <Actions lesson={lesson} actions={record.actions} people={named} />
                <Points review={review} points={record.points} />
              </JointWords>
            </RemovedProvider>
          </WithoutNames>
          <CarryPoints plan={review.plan} points={record.points} />
        </div>
      </CompanyProvider>
    </MinutesProvider>
  );
}

/** Colleagues who have the discussion open now. */
function WhoIsHere({ names }: { names: ReadonlyMap<string, string> }) {
  const here = useWhoIsHere().map((member) => names.get(member) || m.discussion_somebody());
  if (here.length === 0) return null;
  return (
    <p className={styles['here']} dir="auto">
      {m.discussion_here({ names: here.join(', ') })}
    </p>
  );
}

/** An item that was taken away stands there again as long as it has words: nobody's are ever out of sight. */
function shownItems({ agenda, removed, citations }: DiscussionRecord, minutes: Minutes) {
  const back = removed.filter(({ id }) => minutes.of(id).text.length > 0 || citations.has(id));
  return [...agenda, ...back];
}

/** The items about one pupil have the pupil's colour. */
function subjectOfItem({ id }: AgendaItem) {
  const index = Number(/\.pupils([123])$/.exec(id)?.[1] ?? 0);
  return PUPIL_LETTERS[index - 1];
}
