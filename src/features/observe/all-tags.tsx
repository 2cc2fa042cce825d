import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Note } from '../../domain/note.ts';
import type { Subject } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { classNames } from '../../ui/class-names.ts';
import styles from './composer.module.css';
import { keepKeyboard } from './keep-keyboard.ts';
import { OwnTagField } from './own-tag-field.tsx';
import { TagChip } from './tag-chip.tsx';
import { nearTags, NO_TAGS } from './tag-chips.tsx';
import { useCaptureTools } from './use-capture.ts';

/** All tags at two taps: the team's, those this observer made up in this lesson, and room for one more. */
export function AllTags({
  tags,
  notes,
}: {
  tags: readonly string[];
  notes: ReadonlyMap<Subject, readonly Note[]>;
}) {
  const { keeper } = useCaptureTools();
  const chosen = useStore(keeper.shown, (state) => state.note?.tags ?? NO_TAGS);
  const [isOpen, setIsOpen] = useState(false);
  const panelId = useId();
  const box = useRef<HTMLDivElement>(null);
  const known = useMemo(
    () => [...new Set([...tags, ...[...notes.values()].flat().flatMap((note) => note.tags)])],
    [tags, notes],
  );
  useEffect(() => {
    if (!isOpen) return;
    const onPointer = ({ target }: Event) => {
      if (target instanceof Node && !box.current?.contains(target)) setIsOpen(false);
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

  const add = (tag: string) => {
    const same = known.find((other) => other.toLowerCase() === tag.toLowerCase()) ?? tag;
    if (!chosen.includes(same)) keeper.toggleTag(same);
    setIsOpen(false);
  };
  const near = nearTags(tags, chosen);
  return (
    <div ref={box} role="group" aria-label={m.observe_tags_all()}>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={panelId}
        className={classNames(styles['chip'], styles['tag'])}
        onMouseDown={keepKeyboard}
        onClick={() => setIsOpen(!isOpen)}
      >
        {m.observe_tags_more()}
      </button>
      <div id={panelId} hidden={!isOpen} className={styles['allTags']}>
        {isOpen && (
          <>
            {known
              .filter((tag) => !near.includes(tag))
              .map((tag) => (
                <TagChip key={tag} tag={tag} isChosen={chosen.includes(tag)} />
              ))}
            <OwnTagField onAdd={add} />
          </>
        )}
      </div>
    </div>
  );
}
