import { m } from '../i18n/paraglide/messages.js';
import { Button } from './button.tsx';
import { useHandsFocusOn } from './hand-focus-on.ts';
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
        <OtherWording key={other} {...{ shown, other, between }} onChoose={(text) => onChoose(text, other)} />
      ))}
    </div>
  );
}

/** Gone when one was chosen. */
function OtherWording({
  shown,
  other,
  between,
  onChoose,
}: {
  shown: string;
  other: string;
  between: string;
  onChoose: (text: string) => void;
}) {
  const choice = useHandsFocusOn<HTMLDivElement>();
  return (
    <div ref={choice} className={styles['versions']}>
      <p className={styles['wording']} dir="auto">
        {other}
      </p>
      <div className={styles['actions']}>
        <Button kind="plain" onClick={() => onChoose(shown)}>
          {m.ui_keep_shown()}
        </Button>
        <Button kind="plain" onClick={() => onChoose(other)}>
          {m.ui_keep_other()}
        </Button>
        <Button kind="plain" onClick={() => onChoose(`${shown}${between}${other}`)}>
          {m.ui_keep_both()}
        </Button>
      </div>
    </div>
  );
}
