import { useLocation } from 'wouter';
import { m } from '../../i18n/paraglide/messages.js';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { ChoosePerson } from './choose-person.tsx';
import styles from './lock.module.css';

/** One more person on this tablet, who has it from then on. */
export function AddPersonScreen() {
  const [, navigate] = useLocation();
  return (
    <>
      <ScreenHeader isLarge title={m.lock_add_title()} backTo="/who" />
      <div className={styles['page']}>
        <ChoosePerson
          emptyWords={m.lock_add_none()}
          newTitle={m.lock_add_new()}
          onChosen={() => navigate('/')}
        />
      </div>
    </>
  );
}
