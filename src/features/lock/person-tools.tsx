import { Lock } from 'lucide-react';
import { Link } from 'wouter';
import { useTabletPeople } from '../../access/tablet-people.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { initialsOf } from '../../ui/initials.tsx';
import styles from './lock.module.css';

/** In the header of every screen of a tablet with several people or with a PIN: who has it, and the lock. */
export function PersonTools() {
  const { me } = useOpenNotebook();
  const { here, lock } = useTabletPeople();
  const person = here.find(({ member }) => member === me);
  return (
    <div className={styles['tools']}>
      {here.length > 1 && person && (
        <Link href="/who" className={styles['tool']}>
          {initialsOf(person.name)}
          {/* Behind what is seen, so that whoever speaks to the tablet can say what they see. */}
          <span className="visually-hidden"> {m.lock_change_person({ name: person.name })}</span>
        </Link>
      )}
      {lock && (
        <button type="button" className={styles['tool']} onClick={lock}>
          <Lock size={20} aria-hidden="true" />
          <span className={styles['toolName']}>{m.lock_now()}</span>
        </button>
      )}
    </div>
  );
}
