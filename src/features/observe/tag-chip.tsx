import { classNames } from '../../ui/class-names.ts';
import styles from './composer.module.css';
import { keepKeyboard } from './keep-keyboard.ts';
import { useCaptureTools } from './use-capture.ts';

/** A tag saves the note at once; a second tap takes the tag off again. */
export function TagChip({ tag, isChosen }: { tag: string; isChosen: boolean }) {
  const { keeper } = useCaptureTools();
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      className={classNames(styles['chip'], styles['tag'])}
      onMouseDown={keepKeyboard}
      onClick={() => keeper.toggleTag(tag)}
    >
      {tag}
    </button>
  );
}
