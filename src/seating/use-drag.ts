import { useRef, useState, type PointerEvent } from 'react';
import { ROOM, type Place } from './grid.ts';

/** A finger is never quite still: below this a touch is a tap. */
const STILL_PX = 8;

/** Carries a thing of the room under finger, pen or mouse; `onDrop` says by how much, in the room's own measure. */
export function useDrag(onDrop: (by: Place) => void) {
  const from = useRef<{ readonly x: number; readonly y: number }>(undefined);
  const [by, setBy] = useState<Place>();
  /** The click that ends a drag is no tap. */
  const wasCarried = useRef(false);
  const end = () => {
    from.current = undefined;
    setBy(undefined);
  };
  const handlers = {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (!event.isPrimary || event.button !== 0) return;
      wasCarried.current = false;
      from.current = { x: event.clientX, y: event.clientY };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove({ clientX, clientY }: PointerEvent<HTMLElement>) {
      if (from.current === undefined) return;
      const moved = { x: clientX - from.current.x, y: clientY - from.current.y };
      if (by === undefined && Math.hypot(moved.x, moved.y) < STILL_PX) return;
      wasCarried.current = true;
      setBy(moved);
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      const room = event.currentTarget.closest('[data-room]')?.getBoundingClientRect();
      const perPixel = ROOM.width / (room?.width ?? ROOM.width);
      if (by) onDrop({ x: by.x * perPixel, y: by.y * perPixel });
      end();
    },
    onPointerCancel: end,
  };
  return { by, handlers, wasCarried };
}
