import { useEffect, useRef } from 'react';
import { useTabletPeopleIfAny } from '../../access/tablet-people.ts';
import { m } from '../../i18n/paraglide/messages.js';
import styles from './privacy-cover.module.css';

/**
 * Nothing about any pupil is to be seen or heard while this stands; what lies below is inert, keeps running and is not
 * touched. One tap anywhere or one key brings it back as it was, the cursor included. A tablet with a PIN can be locked
 * from here as well: then the tap is not enough.
 */
export function PrivacyCover({ returnTo, onOpen }: { returnTo: Element | null; onOpen: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    button.current?.focus();
    return () => {
      if (returnTo instanceof HTMLElement) returnTo.focus({ preventScroll: true });
    };
  }, [returnTo]);
  const lock = useTabletPeopleIfAny()?.lock;
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles['cover']}
        onClick={onOpen}
        onKeyDown={(event) => {
          // Tab and the like are how one looks round; any other key is "back to the lesson".
          if (['Tab', 'Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
          event.preventDefault();
          onOpen();
        }}
      >
        <strong>{m.observe_covered()}</strong>
        <span>{m.observe_uncover()}</span>
      </button>
      {lock && (
        <button type="button" className={styles['lock']} onClick={lock}>
          {m.lock_now()}
        </button>
      )}
    </>
  );
}
