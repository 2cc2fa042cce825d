import { ChevronDown } from 'lucide-react';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { m } from '../i18n/paraglide/messages.js';
import { Button, LinkButton } from './button.tsx';
import styles from './more-menu.module.css';
import { useMayChange } from './read-only.ts';

/**
 * The places a header leads to seldom, behind one button. A list of links that opens and closes, and no menu of an
 * application: Tab goes through it, Escape and a tap elsewhere close it.
 */
export function MoreMenu({ children }: { children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const listId = useId();
  useEffect(() => {
    if (!isOpen) return;
    const onElsewhere = ({ target }: Event) => {
      if (target instanceof Node && !box.current?.contains(target)) setIsOpen(false);
    };
    const onKey = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return;
      setIsOpen(false);
      opener.current?.focus();
    };
    document.addEventListener('pointerdown', onElsewhere);
    document.addEventListener('focusin', onElsewhere);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onElsewhere);
      document.removeEventListener('focusin', onElsewhere);
      document.removeEventListener('keydown', onKey);
    };
  }, [isOpen]);
  return (
    <div ref={box} className={styles['menu']}>
      <Button
        ref={opener}
        kind="quiet"
        className={styles['opener']}
        aria-expanded={isOpen}
        aria-controls={listId}
        onClick={() => setIsOpen(!isOpen)}
      >
        {m.ui_more()}
        <ChevronDown size={18} aria-hidden="true" />
      </Button>
      <ul id={listId} hidden={!isOpen} className={styles['list']} onClick={() => setIsOpen(false)}>
        {children}
      </ul>
    </div>
  );
}

/** One of those places. */
export function MoreLink({
  href,
  writes = false,
  children,
}: {
  href: string;
  writes?: boolean;
  children: ReactNode;
}) {
  const mayChange = useMayChange();
  if (writes && !mayChange) return null;
  return (
    <li>
      <LinkButton kind="quiet" className={styles['place'] ?? ''} href={href}>
        {children}
      </LinkButton>
    </li>
  );
}
