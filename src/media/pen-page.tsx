import { Check, Undo2 } from 'lucide-react';
import { useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { NoteId, SittingId } from '../domain/ids.ts';
import { INKS, PAGE_HEIGHT } from '../domain/stroke.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../notebook/notebook-context.tsx';
import { strokesOn, undoableOnPage } from '../notebook/read-strokes.ts';
import { classNames } from '../ui/class-names.ts';
import { palmGuard } from './palm.ts';
import styles from './pen-page.module.css';
import { penSheet, shownStrokes } from './pen-sheet.ts';
import { PenSurface, type Tool } from './pen-surface.tsx';

/** A photo under the strokes. */
export interface Backdrop {
  /** The last segment of the photo's id. */
  readonly photo: string;
  /** In ten-thousandths of its width. */
  readonly height: number;
  readonly picture: ReactNode;
}

export interface PenPageProps {
  readonly note: NoteId;
  readonly undoScope: SittingId;
  readonly backdrop?: Backdrop;
  /** The pen is set down: a note that is not a row yet becomes one. */
  readonly onBegin?: () => void;
  /** Saves in the turn of whoever keeps the note; the same function at every drawing of the screen. */
  readonly inTurn?: (work: () => Promise<void>) => Promise<void>;
  readonly onDone: () => void;
}

/** Remembered while the app is open: who has a pen rests the hand from the first stroke of the next page on. */
const HANDS = palmGuard();
const AT_ONCE = (work: () => Promise<void>) => work();

/** A page to draw on, within the screen and never over it: each stroke is saved when the pen is lifted. */
export function PenPage({ note, undoScope, backdrop, onBegin, inTurn = AT_ONCE, onDone }: PenPageProps) {
  const { notebook } = useOpenNotebook();
  const photo = backdrop?.photo ?? '';
  const sheet = useMemo(
    () => penSheet({ notebook, note, photo, undoScope, inTurn }),
    [notebook, note, photo, undoScope, inTurn],
  );
  // One read for both: a stroke is never among the saved before it can be taken back.
  const kept = useNotebookQuery(
    async (open) => ({
      rows: await strokesOn(open, note, photo),
      steps: await undoableOnPage(open, undoScope, { note, photo }),
    }),
    [note, photo, undoScope],
  );
  useEffect(() => {
    if (kept) sheet.follow(kept.rows);
  }, [sheet, kept]);
  useEffect(() => () => sheet.leave(), [sheet]);
  const state = useStore(sheet.store);
  const strokes = useMemo(() => shownStrokes(state), [state]);
  const [tool, setTool] = useState<Tool>('ink');
  const [penOnly, setPenOnly] = useState(() => HANDS.hasSeenPen());
  const panel = useRef<HTMLElement>(null);
  const how = useId();
  const opener = useRef<Element>(null);
  useEffect(() => {
    opener.current = document.activeElement;
    panel.current?.focus();
  }, []);

  const done = async () => {
    if (!(await sheet.settle())) return;
    onDone();
    if (opener.current instanceof HTMLElement) opener.current.focus();
  };
  const useFinger = () => {
    HANDS.forgetPen();
    setPenOnly(false);
  };
  const tools: readonly (readonly [Tool, string])[] = [
    [INKS[0], m.media_pen_ink()],
    [INKS[1], m.media_pen_green()],
    ['eraser', m.media_pen_eraser()],
  ];
  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-label={m.media_pen()}
      aria-describedby={how}
      className={styles['panel']}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // The photo underneath stays open.
        event.preventDefault();
        void done();
      }}
    >
      <div className={styles['bar']}>
        <div className={styles['row']}>
          <div role="group" aria-label={m.media_pen_tools()} className={styles['tools']}>
            {tools.map(([each, name]) => (
              <button
                key={each}
                type="button"
                data-tool={each}
                className={styles['tool']}
                aria-pressed={each === tool}
                onClick={() => setTool(each)}
              >
                {name}
              </button>
            ))}
          </div>
          <button
            type="button"
            className={classNames(styles['tool'], styles['quiet'])}
            disabled={!kept?.steps && state.fresh.length === 0}
            onClick={() => sheet.undo()}
          >
            <Undo2 size={20} aria-hidden="true" />
            {m.media_pen_undo()}
          </button>
          {tool === 'eraser' && (
            <>
              <button
                type="button"
                className={classNames(styles['tool'], styles['quiet'])}
                disabled={strokes.length === 0}
                onClick={() => sheet.eraseLast()}
              >
                {m.media_pen_erase_last()}
              </button>
              <button
                type="button"
                className={classNames(styles['tool'], styles['quiet'])}
                disabled={strokes.length === 0}
                onClick={() => sheet.clear()}
              >
                {m.media_pen_clear()}
              </button>
            </>
          )}
          {penOnly && (
            <button
              type="button"
              className={classNames(styles['tool'], styles['quiet'])}
              title={m.media_pen_hands_rest()}
              onClick={useFinger}
            >
              {m.media_pen_use_finger()}
            </button>
          )}
        </div>
        <button
          type="button"
          className={classNames(styles['tool'], styles['done'])}
          onClick={() => void done()}
        >
          <Check size={20} aria-hidden="true" />
          {m.media_pen_done()}
        </button>
      </div>
      {state.hasTrouble && (
        <p role="alert" className={styles['trouble']}>
          {m.media_pen_not_saved()}
        </p>
      )}
      <PenSurface
        sheet={sheet}
        strokes={strokes}
        tool={tool}
        height={backdrop?.height ?? PAGE_HEIGHT}
        hands={HANDS}
        picture={backdrop?.picture}
        onBegin={onBegin}
        onEnd={() => setPenOnly(HANDS.hasSeenPen())}
      />
      <p id={how} className="visually-hidden">
        {m.media_pen_how()}
      </p>
    </section>
  );
}
