import { useState } from 'react';
import { useLocation } from 'wouter';
import { useTabletPeople, type PersonHere } from '../../access/tablet-people.ts';
import { isGuestDevice } from '../../domain/ids.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import styles from './lock.module.css';
import { OpenWithPin } from './open-with-pin.tsx';
import { PersonButton } from './person-button.tsx';

/** Who has the tablet now. One tap changes it; whoever has a PIN says it first. */
export function WhoScreen() {
  const { me, notebook } = useOpenNotebook();
  const people = useTabletPeople();
  const [, navigate] = useLocation();
  const [asked, setAsked] = useState<string>();
  const person = people.here.find(({ member }) => member === asked);
  const [hasFailed, setHasFailed] = useState(false);
  const choose = async ({ member, hasPin }: PersonHere) => {
    if (member === me) return navigate('/');
    if (hasPin) return setAsked(member);
    try {
      await people.switchTo(member);
      navigate('/');
    } catch (error) {
      console.warn('The person could not be changed.', error);
      setHasFailed(true);
    }
  };
  return (
    <>
      <ScreenHeader isLarge title={m.lock_who_title()} backTo="/" />
      <div className={styles['page']}>
        {person ? (
          <>
            <OpenWithPin key={person.member} person={person} onOpen={() => navigate('/')} />
            <div className={styles['row']}>
              <Button kind="plain" onClick={() => setAsked(undefined)}>
                {m.lock_someone_else()}
              </Button>
            </div>
          </>
        ) : (
          <>
            <p className={styles['quiet']}>{m.lock_who_hint()}</p>
            {hasFailed && (
              <p className={styles['problem']} role="alert">
                {m.lock_not_saved()}
              </p>
            )}
            <ul className={styles['people']}>
              {people.here.map((each) => (
                <li key={each.member}>
                  <PersonButton
                    name={each.name}
                    isCurrent={each.member === me}
                    fact={factsOf(each, me)}
                    onChoose={() => void choose(each)}
                  />
                </li>
              ))}
            </ul>
            <div className={styles['row']}>
              {!isGuestDevice(notebook.device) && (
                <LinkButton kind="plain" href="/who/add">
                  {m.lock_add()}
                </LinkButton>
              )}
              <LinkButton kind="plain" href="/who/pin">
                {m.lock_settings()}
              </LinkButton>
            </div>
          </>
        )}
      </div>
    </>
  );
}

function factsOf({ member, hasPin }: PersonHere, me: string): string {
  return [member === me && m.lock_has_it(), hasPin && m.lock_has_pin()].filter(Boolean).join(' · ');
}
