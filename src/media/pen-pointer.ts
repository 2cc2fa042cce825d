import { collectStroke, PAGE_WIDTH, type StrokePoint } from '../domain/stroke.ts';
import type { PalmGuard } from './palm.ts';
import { simulatedPressure } from './simulated-pressure.ts';

export interface PenListener {
  /** In ten-thousandths of the width. */
  readonly height: number;
  readonly isEraser: () => boolean;
  /** The pen is set down. */
  readonly begin: () => void;
  /** The stroke so far, at most once in a frame; no points when it is over. */
  readonly show: (points: readonly StrokePoint[]) => void;
  /** The pen is lifted, or was cut off: what there is of the stroke is a stroke. */
  readonly finish: (points: readonly StrokePoint[]) => void;
  /** Nothing is being drawn any more, or a touch was not let draw. */
  readonly end: () => void;
  readonly erase: (spot: StrokePoint, reach: number) => void;
  readonly finishErasing: () => void;
}

interface Tracked {
  readonly id: number;
  readonly type: string;
  readonly isErasing: boolean;
  readonly box: DOMRect;
  readonly stroke: ReturnType<typeof collectStroke>;
  readonly simulate: ReturnType<typeof simulatedPressure>;
}

/** A pen's other end: as a button while it touches, and among the buttons held. */
const ERASER_BUTTON = 5;
const ERASER_BUTTONS = 32;
/** Around the eraser, in pixels of the screen. */
const ERASER_REACH_PX = 12;

/**
 * Follows one pen, finger or mouse over the surface. Nothing here draws anything by React: a move costs as little as it
 * can, and the picture of the stroke is made once in a frame. Returns what stops it; a stroke under way is kept.
 */
export function followPen(surface: Element, guard: PalmGuard, listener: PenListener): () => void {
  let tracked: Tracked | undefined;
  let frame = 0;

  const down = (event: PointerEvent) => {
    guard.notice(event);
    if (guard.isPalm(event) && tracked === undefined) listener.end();
    if (guard.isPalm(event) || (event.button !== 0 && event.button !== ERASER_BUTTON)) return;
    // The hand came down before its pen: what it drew meanwhile is nobody's stroke.
    if (tracked?.type === 'touch' && event.pointerType === 'pen') drop();
    if (tracked !== undefined) return;
    event.preventDefault();
    tracked = {
      id: event.pointerId,
      type: event.pointerType,
      isErasing:
        listener.isEraser() || event.button === ERASER_BUTTON || (event.buttons & ERASER_BUTTONS) > 0,
      box: surface.getBoundingClientRect(),
      stroke: collectStroke(),
      simulate: simulatedPressure(),
    };
    if (!tracked.isErasing) listener.begin();
    take(tracked, event);
  };

  const move = (event: PointerEvent) => {
    if (event.pointerId !== tracked?.id) return;
    // Between two frames a pen reports more spots than one.
    const spots = event.getCoalescedEvents?.() ?? [];
    for (const spot of spots.length > 0 ? spots : [event]) take(tracked, spot);
  };

  const up = (event: PointerEvent) => {
    if (event.pointerId === tracked?.id) finish();
  };

  function take({ box, isErasing, stroke, simulate, type }: Tracked, event: PointerEvent) {
    const unit = PAGE_WIDTH / box.width;
    const x = between(0, (event.clientX - box.left) * unit, PAGE_WIDTH);
    const y = between(0, (event.clientY - box.top) * unit, listener.height);
    if (isErasing) return listener.erase({ x, y, pressure: 0 }, ERASER_REACH_PX * unit);
    const pressure = type === 'pen' ? event.pressure : simulate({ x, y, atMs: event.timeStamp });
    stroke.add({ x, y, pressure });
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      listener.show(stroke.points());
    });
  }

  function drop() {
    cancelAnimationFrame(frame);
    frame = 0;
    tracked = undefined;
    listener.show([]);
  }

  function finish() {
    if (tracked === undefined) return;
    const { isErasing, stroke } = tracked;
    if (isErasing) listener.finishErasing();
    else listener.finish(stroke.points());
    drop();
    listener.end();
  }

  const notice = (event: Event) => guard.notice(event as PointerEvent);
  const page = surface.ownerDocument;
  const onHidden = () => {
    if (page.visibilityState === 'hidden') finish();
  };
  surface.addEventListener('pointerdown', down as EventListener);
  surface.addEventListener('pointerover', notice);
  page.addEventListener('pointermove', move);
  page.addEventListener('pointerup', up);
  page.addEventListener('pointercancel', up);
  page.addEventListener('visibilitychange', onHidden);
  return () => {
    finish();
    surface.removeEventListener('pointerdown', down as EventListener);
    surface.removeEventListener('pointerover', notice);
    page.removeEventListener('pointermove', move);
    page.removeEventListener('pointerup', up);
    page.removeEventListener('pointercancel', up);
    page.removeEventListener('visibilitychange', onHidden);
  };
}

function between(least: number, value: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
