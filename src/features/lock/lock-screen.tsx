import { useEffect, useRef, useState } from 'react';
import { useTabletPeople } from '../../access/tablet-people.ts';
import { useLanguage } from '../../i18n/language.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import { EntryPage } from '../../ui/entry-page.tsx';
import { ForgottenPin } from './forgotten-pin.tsx';
import styles from './lock.module.css';
import { OpenWithPin } from './open-with-pin.tsx';
import { OtherTeams } from './other-teams.tsx';
import { PersonButton } from './person-button.tsx';

/** All there is on a locked tablet: who uses it, and how they open it. Nothing of the notebook is read for it. */
export function LockScreen() {
  useLanguage();
  const { here } = useTabletPeople();
  const withPin = here.filter(({ hasPin }) => hasPin);
  const [chosen, setChosen] = useState<string>();
  const [isForgotten, setIsForgotten] = useState(false);
  const page = useRef<HTMLDivElement>(null);
  // Whatever had the focus is gone.
  useEffect(() => page.current?.querySelector('h1')?.focus(), []);
  const person = withPin.length === 1 ? withPin[0] : withPin.find(({ member }) => member === chosen);
  return (
    <main id="main" ref={page}>
      <EntryPage title={m.lock_title()}>
        <p className={styles['quiet']}>{m.lock_safe()}</p>
        {person === undefined ? (
          <section className={styles['part']} aria-labelledby="whose">
            <h2 id="whose">{m.lock_whose()}</h2>
            <ul className={styles['people']}>
              {withPin.map((each) => (
                <li key={each.member}>
                  <PersonButton name={each.name} onChoose={() => setChosen(each.member)} />
                </li>
              ))}
            </ul>
          </section>
        ) : isForgotten ? (
          <ForgottenPin person={person} onBack={() => setIsForgotten(false)} />
        ) : (
          <>
            <OpenWithPin key={person.member} person={person} />
            <div className={styles['row']}>
              {withPin.length > 1 && (
                <Button kind="plain" onClick={() => setChosen(undefined)}>
                  {m.lock_someone_else()}
                </Button>
              )}
              <Button kind="quiet" onClick={() => setIsForgotten(true)}>
                {m.lock_forgot()}
              </Button>
            </div>
          </>
        )}
        {withPin.length < here.length && <p className={styles['hint']}>{m.lock_no_pin_here()}</p>}
        <OtherTeams />
      </EntryPage>
    </main>
  );
}
