import { useState } from 'react';
import { m } from '../../i18n/paraglide/messages.js';
import type { LessonPlan } from '../../notebook/read-study.ts';
import { CapturePanel } from './capture-panel.tsx';
import { kindName, pupilName } from './lesson-words.ts';
import { modifierName, SHORTCUTS, type ShortcutAction, type ShortcutKey } from './shortcuts.ts';
import styles from './shortcuts-panel.module.css';
import { areSingleKeysOn, setSingleKeys } from './single-keys.ts';

/** The keys, and the switch for those without a modifier. */
export function ShortcutsPanel({ plan, onClose }: { plan: LessonPlan; onClose: () => void }) {
  const [isOn, setIsOn] = useState(areSingleKeysOn);
  const modifier = modifierName(navigator.userAgent);
  return (
    <CapturePanel title={m.observe_keys_title()} onClose={onClose}>
      <p className={styles['how']}>
        {isOn ? m.observe_keys_how({ modifier }) : m.observe_keys_how_modified({ modifier })}
      </p>
      <dl className={styles['keys']}>
        {(Object.keys(SHORTCUTS) as ShortcutKey[]).map((key) => (
          <div key={key} className={styles['key']}>
            <dt>
              <kbd>{key.toUpperCase()}</kbd>
            </dt>
            <dd dir="auto">{nameOf(SHORTCUTS[key], plan)}</dd>
          </div>
        ))}
        <div className={styles['key']}>
          <dt>
            <kbd>?</kbd>
          </dt>
          <dd>{m.observe_keys_title()}</dd>
        </div>
      </dl>
      <label className={styles['single']}>
        <input
          type="checkbox"
          checked={isOn}
          onChange={({ target }) => {
            setSingleKeys(target.checked);
            setIsOn(target.checked);
          }}
        />
        {m.observe_keys_single()}
      </label>
    </CapturePanel>
  );
}

function nameOf(action: ShortcutAction, plan: LessonPlan): string {
  switch (action) {
    case 'pupilA':
    case 'pupilB':
    case 'pupilC':
      return pupilName(plan, action === 'pupilA' ? 'A' : action === 'pupilB' ? 'B' : 'C');
    case 'class':
      return m.observe_class();
    case 'did':
    case 'said':
    case 'work':
    case 'wonder':
      return kindName(action);
    case 'nextStage':
      return m.observe_next_stage();
    case 'undo':
      return m.observe_undo();
    case 'star':
      return m.observe_keys_star();
    case 'cover':
      return m.observe_cover();
    case 'quiet':
      return m.observe_quiet();
    case 'help':
      return m.observe_keys_title();
    default:
      return action satisfies never;
  }
}
