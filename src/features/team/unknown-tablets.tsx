import { useState } from 'react';
import type { DeviceId } from '../../domain/ids.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery } from '../../notebook/notebook-context.tsx';
import { removedIds } from '../../notebook/removed-ids.ts';
import { devices as readDevices } from '../../notebook/read-team.ts';
import { Button } from '../../ui/button.tsx';
import styles from './person-screen.module.css';
import { RemoveForGood } from './remove-for-good.tsx';
import { momentOf, useTabletsSeen } from './tablet-facts.tsx';

/** Who joins introduces their tablet with the next exchange; one that has not after a while is worth asking about. */
const TIME_TO_INTRODUCE_MS = 15 * 60_000;

/** Tablets that the school server lets in and nobody in the team has said to be theirs. */
export function UnknownTablets() {
  const devices = useNotebookQuery(readDevices, []);
  const removed = useNotebookQuery(removedIds, []);
  const { tablets } = useTabletsSeen();
  const [asked, setAsked] = useState<DeviceId>();
  if (devices === undefined || removed === undefined) return null;
  const known = new Set([...devices.map(({ id }) => id), ...removed]);
  const unknown = tablets.filter(
    ({ device, joinedAt, lastSeenAt }) => !known.has(device) && lastSeenAt - joinedAt > TIME_TO_INTRODUCE_MS,
  );
  return unknown.map(({ device, lastSeenAt }) => (
    <section key={device} className={styles['part']} aria-label={m.people_unknown_tablet()}>
      <h3>{m.people_unknown_tablet()}</h3>
      <p>
        {m.people_unknown_text()} ({m.team_last_seen({ when: momentOf(new Date(lastSeenAt)) })})
      </p>
      {asked === device ? (
        <RemoveForGood
          which={{ tablets: [device] }}
          title={m.people_remove_tablet_title({ label: m.people_unknown_tablet() })}
          done={m.people_tablet_done({ label: m.people_unknown_tablet() })}
          onKeep={() => setAsked(undefined)}
        />
      ) : (
        <Button writes kind="plain" onClick={() => setAsked(device)}>
          {m.people_remove_tablet()}
        </Button>
      )}
    </section>
  ));
}
