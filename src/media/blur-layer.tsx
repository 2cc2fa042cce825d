import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { m } from '../i18n/paraglide/messages.js';
import { classNames } from '../ui/class-names.ts';
import { addBlur, addBlurAt, chooseBlur, growBlur, moveBlur, removeBlur, type Blurs } from './blurs.ts';
import styles from './photo-editor.module.css';
import type { Region } from './picture-edits.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Less than this is a tap and not a drag. */
const TAP_PIXELS = 10;

/**
 * Over the picture: a tap or a drag blurs a part of it. Each part is a button; arrow keys move it, plus and minus change
 * its size, Delete takes it away.
 */
export function BlurLayer({ blurs, onChange }: { blurs: Blurs; onChange: (blurs: Blurs) => void }) {
  const layer = useRef<HTMLDivElement>(null);
  const start = useRef<Point>(undefined);
  const [dragged, setDragged] = useState<Region>();

  const pointOf = ({ clientX, clientY }: PointerEvent): Point => {
    const box = layer.current?.getBoundingClientRect() ?? { left: 0, top: 0, width: 1, height: 1 };
    return { x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height };
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.target !== layer.current) return;
    layer.current.setPointerCapture?.(event.pointerId);
    start.current = pointOf(event);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (start.current) setDragged(between(start.current, pointOf(event)));
  };
  const onPointerUp = (event: PointerEvent) => {
    const from = start.current;
    const { width = 1, height = 1 } = layer.current?.getBoundingClientRect() ?? {};
    start.current = undefined;
    setDragged(undefined);
    if (from === undefined) return;
    const region = between(from, pointOf(event));
    const isTap = region.width * width < TAP_PIXELS && region.height * height < TAP_PIXELS;
    onChange(isTap ? addBlurAt(blurs, from.x, from.y, width / height) : addBlur(blurs, region));
  };

  return (
    <div
      ref={layer}
      className={styles['blurLayer']}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => {
        start.current = undefined;
        setDragged(undefined);
      }}
    >
      {blurs.list.map((region, index) => (
        <button
          key={index}
          type="button"
          aria-label={m.media_blur_part({ number: index + 1 })}
          aria-pressed={index === blurs.chosen}
          className={classNames(styles['blur'], index === blurs.chosen && styles['chosen'])}
          style={placeOf(region)}
          onFocus={() => onChange(chooseBlur(blurs, index))}
          onClick={() => onChange(chooseBlur(blurs, index))}
          onKeyDown={(event) => {
            const changed = afterKey(event, chooseBlur(blurs, index));
            if (changed === undefined) return;
            event.preventDefault();
            onChange(changed);
          }}
        />
      ))}
      {dragged && <div className={styles['blur']} style={placeOf(dragged)} />}
    </div>
  );
}

/** What is blurred, for the eye only. */
export function BlurMarks({ blurs }: { blurs: Blurs }) {
  return blurs.list.map((region, index) => (
    <div key={index} className={styles['blur']} style={placeOf(region)} />
  ));
}

const STEP = 0.02;
const GROWTH = 1.2;

function afterKey({ key, shiftKey }: KeyboardEvent, blurs: Blurs): Blurs | undefined {
  const step = shiftKey ? 5 * STEP : STEP;
  switch (key) {
    case 'ArrowLeft':
      return moveBlur(blurs, -step, 0);
    case 'ArrowRight':
      return moveBlur(blurs, step, 0);
    case 'ArrowUp':
      return moveBlur(blurs, 0, -step);
    case 'ArrowDown':
      return moveBlur(blurs, 0, step);
    case '+':
    case '=':
      return growBlur(blurs, GROWTH);
    case '-':
      return growBlur(blurs, 1 / GROWTH);
    case 'Delete':
    case 'Backspace':
      return removeBlur(blurs);
    default:
      return undefined;
  }
}

function between(a: Point, b: Point): Region {
  return {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  };
}

export function placeOf({ x, y, width, height }: Region) {
  return {
    left: `${x * 100}%`,
    top: `${y * 100}%`,
    width: `${width * 100}%`,
    height: `${height * 100}%`,
  };
}
