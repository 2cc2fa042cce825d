import { m } from '../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../notebook/notebook-context.tsx';
import { mayDecide, removedTablets } from '../notebook/read-removals.ts';
import { LinkButton } from '../ui/button.tsx';
import { useSyncStatus } from '../worker-link/sync-status.ts';
import styles from './people-notices.module.css';

/** On every screen of the shell: that this tablet was removed, or that notes of a removed one wait for a lead's word. */
export function PeopleNotices() {
  const { trouble } = useSyncStatus();
  if (trouble === 'removed') return <RemovedHere />;
  return trouble === 'refused' ? <UnknownHere /> : <NotesWait />;
}

/** The server was emptied or replaced, and this tablet has nothing that it would be let in by: a guest's, above all. */
function UnknownHere() {
  return (
    <section className={styles['removed']} aria-labelledby="unknown-here">
      <h2 id="unknown-here">{m.people_unknown_here_title()}</h2>
      <p>{m.people_unknown_here_text()}</p>
      <p>{m.people_unknown_here_todo()}</p>
      <WaysBack />
    </section>
  );
}

function RemovedHere() {
  const { unsentNotes, unsentPhotos, hasUnsent } = useSyncStatus();
  const count = unsentNotes.size;
  return (
    <section className={styles['removed']} aria-labelledby="removed-here">
      <h2 id="removed-here">{m.people_out_title()}</h2>
      <p>{m.people_out_text()}</p>
      <p>
        <strong>
          {count > 0 && m.people_out_waiting({ count })}{' '}
          {unsentPhotos > 0 && m.sync_photos_only_here({ count: unsentPhotos })}
          {count + unsentPhotos === 0 && (hasUnsent ? m.people_out_others() : m.people_out_none())}
        </strong>
      </p>
      <p>{m.people_out_todo()}</p>
      <WaysBack />
    </section>
  );
}

function WaysBack() {
  return (
    <div className={styles['row']}>
      <LinkButton kind="plain" href="/tablet/copy">
        {m.copy_make()}
      </LinkButton>
      <LinkButton kind="plain" href="/join">
        {m.people_out_join()}
      </LinkButton>
    </div>
  );
}

function NotesWait() {
  const { me } = useOpenNotebook();
  const removed = useNotebookQuery(removedTablets, []) ?? [];
  const isLead = useNotebookQuery((read) => mayDecide(read, me), [me]) ?? false;
  const waiting = removed.filter(
    ({ waiting: notes, otherChanges, isLeftOut }) => !isLeftOut && notes.length + otherChanges > 0,
  );
  if (!isLead || waiting.length === 0) return null;
  return (
    <section className={styles['waiting']}>
      {waiting.map(({ device, name, waiting: { length: count } }) => (
        <p key={device} role="status">
          {count > 0
            ? m.people_waiting({ count, name: name || m.people_someone() })
            : m.people_waiting_changes({ name: name || m.people_someone() })}
        </p>
      ))}
      <LinkButton kind="plain" href="/team">
        {m.people_look()}
      </LinkButton>
    </section>
  );
}
