import { m } from '../i18n/paraglide/messages.js';
import { Button } from './button.tsx';
import styles from './field.module.css';

/**
 * Two people wrote at once and neither had seen the other's words: both are kept until somebody chooses. Where three did,
 * each choice is between the wording shown and the one it stands under; the third is still there to be chosen or kept.
 */
export function TwoVersions({
  shown,
  others,
  between,
  onChoose,
}: {
  shown: string;
  others: readonly string[];
  /** What stands between two wordings that are both kept. */
  between: string;
  onChoose: (text: string, other: string) => void;
}) {
  return (
    <div className={styles['versions']} role="group" aria-label={m.ui_two_versions()}>
      <p className={styles['versionsTitle']}>{m.ui_two_versions()}</p>
      {others.map((other) => (
        <div key={other} className={styles['versions']}>
          <p className={styles['wording']} dir="auto">
            {other}
          </p>
          <div className={styles['actions']}>
            <Button kind="plain" onClick={() => onChoose(shown, other)}>
              {m.ui_keep_shown()}
            </Button>
            <Button kind="plain" onClick={() => onChoose(other, other)}>
              {m.ui_keep_other()}
            </Button>
            <Button kind="plain" onClick={() => onChoose(`${shown}${between}${other}`, other)}>
              {m.ui_keep_both()}
            </Button>
          </div>
        </div>
      ))}
    </div>
  );
}
