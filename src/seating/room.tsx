import type { CSSProperties, MouseEvent, ReactNode } from 'react';
import type { Desk } from '../domain/study.ts';
import { m } from '../i18n/paraglide/messages.js';
import { classNames } from '../ui/class-names.ts';
import { ROOM, type Place } from './grid.ts';
import styles from './room.module.css';

/** The room from above, its front at the top. Wider than a phone: then it is scrolled, so that seats stay as large as a finger. */
export function Room({
  label,
  isFitted = false,
  onTapFloor,
  children,
}: {
  label: string;
  /** As large as the box it stands in has room for; else as large as the page is wide. */
  isFitted?: boolean;
  /** A tap beside everything that stands here, as a place of the room. */
  onTapFloor?: (place: Place) => void;
  children: ReactNode;
}) {
  const tap = (event: MouseEvent<HTMLElement>) => {
    const { target, currentTarget, clientX, clientY } = event;
    if (onTapFloor === undefined || (target as HTMLElement).closest('button:not([data-floor])')) return;
    const box = currentTarget.getBoundingClientRect();
    onTapFloor({
      x: ((clientX - box.left) / box.width) * ROOM.width,
      y: ((clientY - box.top) / box.height) * ROOM.height,
    });
  };
  return (
    <div className={classNames(styles['scroll'], isFitted && styles['fitted'])}>
      <div className={styles['room']} role="group" aria-label={label} data-room onClick={tap}>
        <span className={styles['front']}>{m.seating_front()}</span>
        {children}
      </div>
    </div>
  );
}

/** Left and top as on the floor, whichever way the language runs. */
export function standing({ x, y }: Place, size: { width: number; height: number }): CSSProperties {
  return {
    left: `${((x - size.width / 2) / ROOM.width) * 100}%`,
    top: `${((y - size.height / 2) / ROOM.height) * 100}%`,
    width: `${(size.width / ROOM.width) * 100}%`,
    height: `${(size.height / ROOM.height) * 100}%`,
  };
}

/** A larger thing around the middle of a smaller one that it belongs to. */
export function around(
  inner: { width: number; height: number },
  outer: { width: number; height: number },
): CSSProperties {
  return {
    left: `${(1 - outer.width / inner.width) * 50}%`,
    top: `${(1 - outer.height / inner.height) * 50}%`,
    width: `${(outer.width / inner.width) * 100}%`,
    height: `${(outer.height / inner.height) * 100}%`,
  };
}

export function placeOf({ x, y }: { x: number | null; y: number | null }): Place {
  return { x: x ?? 0, y: y ?? 0 };
}

export function sizeOf({ width, height }: Pick<Desk, 'width' | 'height'>): { width: number; height: number } {
  return { width: width ?? 20, height: height ?? 10 };
}

/** Desks as a background, where nobody moves them. */
export function Desks({ desks }: { desks: readonly Desk[] }) {
  return desks.map((desk) => (
    <span key={desk.id} className={styles['desk']} style={standing(placeOf(desk), sizeOf(desk))}>
      <span className={styles['deskLabel']} dir="auto">
        {desk.label}
      </span>
    </span>
  ));
}
