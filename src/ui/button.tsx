import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link } from 'wouter';
import { classNames } from './class-names.ts';
import styles from './button.module.css';

interface Looks {
  /** `primary` once per screen; `plain` has an edge; `quiet` is words only. */
  readonly kind: 'primary' | 'plain' | 'quiet';
  readonly size?: 'normal' | 'large';
}

export function Button({
  kind,
  size,
  className,
  type = 'button',
  ...rest
}: Looks & ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button type={type} className={classNames(looks({ kind, size }), className)} {...rest} />;
}

/** A place to go, with the looks of a button. */
export function LinkButton({
  kind,
  size,
  href,
  className,
  children,
  ...rest
}: Looks & { href: string; className?: string; children: ReactNode; 'aria-label'?: string }) {
  return (
    <Link href={href} className={classNames(looks({ kind, size }), className)} {...rest}>
      {children}
    </Link>
  );
}

function looks({ kind, size }: { kind: Looks['kind']; size: Looks['size'] }): string {
  return classNames(styles['button'], styles[kind], size === 'large' && styles['large']);
}
