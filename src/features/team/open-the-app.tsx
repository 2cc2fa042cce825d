import { m } from '../../i18n/paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from './copy-button.tsx';
import styles from './open-the-app.module.css';

/** Safari on an iPad keeps its own storage: what is joined here is not in the app on the Home Screen. */
export function OpenTheApp({ code, onGoOn }: { code: string; onGoOn: () => void }) {
  return (
    <div className={styles['page']}>
      <p>{m.team_ios_why()}</p>
      <p className={styles['code']}>{code}</p>
      <CopyButton text={code} label={m.team_copy_code()} />
      <ol>
        <li>{m.team_ios_step_open()}</li>
        <li>{m.team_ios_step_join()}</li>
        <li>{m.team_ios_step_type()}</li>
      </ol>
      <p className={styles['hint']}>{m.team_ios_not_installed()}</p>
      <Button kind="quiet" onClick={onGoOn}>
        {m.team_ios_go_on()}
      </Button>
    </div>
  );
}
