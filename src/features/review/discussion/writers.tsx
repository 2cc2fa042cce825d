import { useLayoutEffect, useRef } from 'react';
import * as Y from 'yjs';
import { m } from '../../../i18n/paraglide/messages.js';
import { Initials } from '../../../ui/initials.tsx';
import styles from './agenda-card.module.css';
import type { Colleague } from './company.ts';
import { useOpenMinutes } from './use-discussion.ts';

/** Says once, in words, who types here: it is no live region, or every key of a colleague would be read aloud. */
export function WritersLine({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <p className={styles['writers']}>
      {names.map((name) => (
        <Initials key={name} name={name} />
      ))}
      <span dir="auto">{m.discussion_writing({ count: names.length, names: names.join(', ') })}</span>
    </p>
  );
}

/**
 * Colleagues' carets over the text, for the eye: the same words in the same letters, unseen, with a mark where each
 * caret is.
 */
export function Carets({
  item,
  shown,
  writers,
  nameOf,
}: {
  item: string;
  shown: string;
  writers: readonly Colleague[];
  nameOf: (member: string) => string;
}) {
  const { text } = useOpenMinutes().of(item);
  return writers.map((writer) => {
    const at = placeOf(writer.caret, text);
    if (at === undefined || at > shown.length) return null;
    return <Caret key={writer.page} before={shown.slice(0, at)} name={nameOf(writer.member)} />;
  });
}

function Caret({ before, name }: { before: string; name: string }) {
  const mirror = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const flag = mirror.current?.querySelector<HTMLElement>('[data-flag]');
    // At the end of a line the name would stand outside the card.
    if (flag && mirror.current) {
      const isOutside = flag.offsetLeft + flag.offsetWidth > mirror.current.clientWidth;
      flag.toggleAttribute('data-before', isOutside);
    }
  }, [before, name]);
  return (
    <div ref={mirror} className={styles['mirror']} aria-hidden="true" dir="auto">
      {before}
      <span className={styles['caret']}>
        <span className={styles['flag']} data-flag>
          {name}
        </span>
      </span>
    </div>
  );
}

/** Undefined for a place that this tablet has not heard of yet, or that is none. */
function placeOf(caret: unknown, text: Y.Text): number | undefined {
  if (caret === null || typeof caret !== 'object' || text.doc === null) return undefined;
  try {
    const position = Y.createRelativePositionFromJSON(caret);
    return Y.createAbsolutePositionFromRelativePosition(position, text.doc)?.index;
  } catch {
    return undefined;
  }
}
