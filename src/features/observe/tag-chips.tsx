import { useStore } from 'zustand';
import { m } from '../../i18n/paraglide/messages.js';
import styles from './composer.module.css';
import { TagChip } from './tag-chip.tsx';
import { useCaptureTools } from './use-capture.ts';

export const NO_TAGS: readonly string[] = [];
const CHIPS = 3;

/** The first few tags of the team at one tap. */
export function TagChips({ tags }: { tags: readonly string[] }) {
  const { keeper } = useCaptureTools();
  const chosen = useStore(keeper.shown, (state) => state.note?.tags ?? NO_TAGS);
  const near = nearTags(tags, chosen);
  if (near.length === 0) return null;
  return (
    <div role="group" aria-label={m.observe_tags()} className={styles['near']}>
      {near.map((tag) => (
        <TagChip key={tag} tag={tag} isChosen={chosen.includes(tag)} />
      ))}
    </div>
  );
}

/** A tag in use stays in sight, wherever it stands in the list; so do those of a colleague's shorter list. */
export function nearTags(tags: readonly string[], chosen: readonly string[]): readonly string[] {
  return [...new Set([...tags.slice(0, CHIPS), ...chosen])];
}
