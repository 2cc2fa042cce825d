import { useEffect, useId, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { m } from '../../i18n/paraglide/messages.js';
import { classNames } from '../../ui/class-names.ts';
import styles from './composer.module.css';
import { keepKeyboard } from './keep-keyboard.ts';
import { useCaptureTools } from './use-capture.ts';

const NO_TAGS: readonly string[] = [];
const CHIPS = 3;

/** The first few tags of the team at one tap, all of them at two. A tag saves the note at once. */
export function TagChips({ tags }: { tags: readonly string[] }) {
  const { keeper } = useCaptureTools();
  const chosen = useStore(keeper.store, (state) => state.note?.tags ?? NO_TAGS);
  const [isOpen, setIsOpen] = useState(false);
  const panelId = useId();
  const all = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const onPointer = ({ target }: Event) => {
      if (target instanceof Node && !all.current?.contains(target)) setIsOpen(false);
    };
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') setIsOpen(false);
    };
    document.addEventListener('pointerdown', onPointer);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPointer);
      document.removeEventListener('keydown', onKey);
    };
  }, [isOpen]);

  const chip = (tag: string) => (
    <button
      key={tag}
      type="button"
      aria-pressed={chosen.includes(tag)}
      className={classNames(styles['chip'], styles['tag'])}
      onMouseDown={keepKeyboard}
      onClick={() => keeper.toggleTag(tag)}
    >
      {tag}
    </button>
  );
  // A tag in use stays in sight, wherever it stands in the list; so do those of a colleague's shorter list.
  const near = [...new Set([...tags.slice(0, CHIPS), ...chosen])];
  if (tags.length === 0 && near.length === 0) return null;
  return (
    <div ref={all} role="group" aria-label={m.observe_tags()} className={styles['group']}>
      {near.map(chip)}
      {tags.length > CHIPS && (
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={panelId}
          className={classNames(styles['chip'], styles['tag'], styles['more'])}
          onMouseDown={keepKeyboard}
          onClick={() => setIsOpen(!isOpen)}
        >
          {m.observe_tags_more()}
        </button>
      )}
      <div id={panelId} hidden={!isOpen} className={styles['allTags']}>
        {isOpen && tags.filter((tag) => !near.includes(tag)).map(chip)}
      </div>
    </div>
  );
}
