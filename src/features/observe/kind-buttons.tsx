import { useStore } from 'zustand';
import { KINDS } from '../../domain/note.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { classNames } from '../../ui/class-names.ts';
import styles from './composer.module.css';
import { keepKeyboard } from './keep-keyboard.ts';
import { kindName } from './lesson-words.ts';
import { useCaptureTools } from './use-capture.ts';

/** Evidence has a solid edge; the observer's own thought a dashed one, so that neither is taken for the other. */
export function KindButtons() {
  const { keeper } = useCaptureTools();
  const chosen = useStore(keeper.shown, (state) => state.note?.kind ?? state.kind);
  return (
    <div role="group" aria-label={m.observe_kinds()} className={styles['kinds']}>
      {KINDS.map((kind) => (
        <button
          key={kind}
          type="button"
          aria-pressed={kind === chosen}
          className={classNames(styles['chip'], kind === 'wonder' && styles['wonder'])}
          onMouseDown={keepKeyboard}
          onClick={() => keeper.setKind(kind)}
        >
          {kindName(kind)}
        </button>
      ))}
    </div>
  );
}
