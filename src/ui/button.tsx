import type { ComponentProps, ReactNode } from 'react';
import { Link } from 'wouter';
import { classNames } from './class-names.ts';
import { useMayChange } from './read-only.ts';
import styles from './button.module.css';

interface Looks {
  /** `primary` once per screen; `plain` has an edge; `quiet` is words only. */
  readonly kind: 'primary' | 'plain' | 'quiet';
  readonly size?: 'normal' | 'large';
  /** It changes what the team keeps, or leads to where that is done: not there for whoever may only read. */
  readonly writes?: boolean;
}

export function Button({
  kind,
  size,
  writes = false,
  className,
  type = 'button',
  ...rest
}: Looks & ComponentProps<'button'>) {
  const mayChange = useMayChange();
  if (writes && !mayChange) return null;
  return <button type={type} className={classNames(looks({ kind, size }), className)} {...rest} />;
}

/** A place to go, with the looks of a button. */
export function LinkButton({
  kind,
  size,
  writes = false,
  href,
  className,
  children,
  ...rest
}: Looks & {
  href: string;
  className?: string;
  children: ReactNode;
  'aria-label'?: string;
  'aria-current'?: 'page' | undefined;
}) {
  const mayChange = useMayChange();
  if (writes && !mayChange) return null;
  return (
    <Link href={href} className={classNames(looks({ kind, size }), className)} {...rest}>
      {children}
    </Link>
  );
}

function looks({ kind, size }: { kind: Looks['kind']; size: Looks['size'] }): string {
  return classNames(styles['button'], styles[kind], size === 'large' && styles['large']);
}
