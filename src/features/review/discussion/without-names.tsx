import { createContext, useContext, useState, type ReactNode } from 'react';
import type { Mask } from '../../../domain/mask-names.ts';
import { m } from '../../../i18n/paraglide/messages.js';
import { Button } from '../../../ui/button.tsx';
import { ReadOnlyContext, useMayChange } from '../../../ui/read-only.ts';
import { useNamesOff } from '../names-off.ts';
import styles from './discussion-panel.module.css';

const MaskContext = createContext<Mask | undefined>(undefined);

/** Takes names out of words that are only shown; undefined where they stand, and are written, as they were typed. */
export function useWordsMask(): Mask | undefined {
  return useContext(MaskContext);
}

/**
 * Words that the team writes together may name anybody. While names are off they are shown without, and only who asks to
 * write here sees them as they are; whoever may only read never does.
 */
export function WithoutNames({ mask, children }: { mask: Mask; children: ReactNode }) {
  const isOff = useNamesOff();
  const mayChange = useMayChange();
  const [isWriting, setIsWriting] = useState(false);
  // Names that are turned off another time are off here, too.
  if (!isOff && isWriting) setIsWriting(false);
  const isHidden = isOff && !isWriting;
  return (
    <>
      {isOff && mayChange && (
        <div className={styles['row']}>
          <p className={styles['hint']} role="status">
            {isHidden ? m.discussion_names_hidden() : m.discussion_names_shown()}
          </p>
          <Button kind="plain" onClick={() => setIsWriting(isHidden)}>
            {isHidden ? m.discussion_names_write() : m.discussion_names_hide()}
          </Button>
        </div>
      )}
      <MaskContext value={isHidden ? mask : undefined}>{children}</MaskContext>
    </>
  );
}

/** Fields of such words: only shown while they are shown without names, because what is shown then must not be saved. */
export function JointWords({ children }: { children: ReactNode }) {
  const mayChange = useMayChange();
  const isHidden = useWordsMask() !== undefined;
  return <ReadOnlyContext value={!mayChange || isHidden}>{children}</ReadOnlyContext>;
}

interface Worded {
  readonly text: string;
  readonly beside?:
    { readonly text?: readonly { readonly value: string; readonly at: string }[] } | undefined;
}

/** What a field within `JointWords` is given: its words, and those that crossed with them. */
export function useShownWords(row: Worded) {
  const mask = useWordsMask() ?? ((text: string) => text);
  return {
    value: mask(row.text),
    beside: row.beside?.text?.map(({ value, at }) => ({ value: mask(value), at })),
  };
}
