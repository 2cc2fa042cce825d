import { useEffect, useId, useRef, type ReactNode } from 'react';
import { m } from '../../i18n/paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import styles from './capture-panel.module.css';

/** Something one looks up or puts right in mid-lesson. Lies over the notes and stops nothing: no dialog. Escape closes it. */
export function CapturePanel({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus({ preventScroll: true });
    return () => {
      // Back to where one was, unless the panel was closed by going somewhere else.
      const isLost = document.activeElement === document.body || document.activeElement === null;
      if (isLost && before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <section
      aria-labelledby={id}
      className={styles['panel']}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <div className={styles['head']}>
        <h2 id={id} ref={heading} tabIndex={-1} className={styles['title']}>
          {title}
        </h2>
        <Button kind="quiet" onClick={onClose}>
          {m.observe_close()}
        </Button>
      </div>
      {children}
    </section>
  );
}
