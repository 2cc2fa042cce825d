import { Minus, Plus } from 'lucide-react';
import { useEffect, useId, useRef, type KeyboardEvent, type MouseEvent, type RefObject } from 'react';
import { formatCommonTime } from '../../domain/common-time.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import { Initials } from '../../ui/initials.tsx';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import { KIND_NAMES, nameIn, stageName, subjectName } from './review-words.ts';
import { Axis, Chosen, StageBands, StagesInWords } from './timeline-background.tsx';
import styles from './timeline-chart.module.css';
import { LANE_HEIGHT, type Mark, type Timeline } from './timeline-lanes.ts';
import { Marks } from './timeline-marks.tsx';
import { markBeside, momentAt, type Moment } from './timeline-moment.ts';
import type { Review } from './use-review.ts';
import { useWidth } from './use-width.ts';
import { useZoom } from './use-zoom.ts';

interface ChartProps {
  readonly review: Review;
  readonly timeline: Timeline;
  readonly marks: readonly Mark[];
  readonly moment: Moment | undefined;
  readonly onChoose: (moment: Moment | undefined) => void;
}

/** The picture: one stop for the keyboard, whose arrows go from note to note; a tap chooses the nearest mark. */
export function TimelineChart({ review, timeline, marks, moment, onChoose }: ChartProps) {
  const { fromMs, toMs, height } = timeline;
  const plot = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const hint = useId();
  const { zoom, closer, further, fit } = useZoom(scroller);
  const width = useWidth(plot);
  useInSight(scroller, plot, moment, timeline);
  const current = marks.findIndex(({ note }) => note.id === moment?.note);
  const mark = marks[current];

  const tap = (event: MouseEvent) => {
    const box = plot.current?.getBoundingClientRect();
    if (box === undefined) return;
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    onChoose(momentAt(marks, { x, y, width: box.width, fromMs, toMs }));
  };
  const key = (event: KeyboardEvent) => {
    const go = (by: number) => {
      const next = markBeside(marks, moment, by);
      if (next) onChoose({ atMs: next.atMs, note: next.note.id });
    };
    const actions: Record<string, () => void> = {
      ArrowRight: () => go(1),
      ArrowDown: () => go(1),
      ArrowLeft: () => go(-1),
      ArrowUp: () => go(-1),
      PageDown: () => go(10),
      PageUp: () => go(-10),
      Home: () => go(-marks.length),
      End: () => go(marks.length),
      '+': closer,
      '=': closer,
      '-': further,
      '0': fit,
      Escape: () => onChoose(undefined),
    };
    const action = event.altKey || event.ctrlKey || event.metaKey ? undefined : actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  };
  return (
    <div className={styles['chart']}>
      <div className={styles['zoom']} role="group" aria-label={m.board_zoom()}>
        <Button kind="plain" aria-pressed={zoom === 1} onClick={fit}>
          {m.board_zoom_fit()}
        </Button>
        <Button kind="plain" aria-label={m.board_zoom_out()} disabled={zoom === 1} onClick={further}>
          <Minus size={20} aria-hidden="true" />
        </Button>
        <span className={styles['factor']} aria-live="polite">
          ×{zoom}
        </span>
        <Button kind="plain" aria-label={m.board_zoom_in()} disabled={zoom === 8} onClick={closer}>
          <Plus size={20} aria-hidden="true" />
        </Button>
      </div>
      <div className={styles['picture']}>
        <Gutter review={review} timeline={timeline} />
        <div ref={scroller} className={styles['scroller']}>
          <div
            className={styles['wide']}
            style={{ ['--zoom' as string]: zoom }}
            role="slider"
            tabIndex={0}
            aria-label={m.board_notes_along()}
            aria-describedby={hint}
            aria-valuemin={0}
            aria-valuemax={marks.length}
            aria-valuenow={current + 1}
            aria-valuetext={mark ? spoken(review, mark) : m.board_no_note_chosen()}
            aria-orientation="horizontal"
            onKeyDown={key}
          >
            <StageBands timeline={timeline} stages={review.plan.stages} />
            <div ref={plot} className={styles['plot']} onClick={tap}>
              <svg width="100%" height={height} className={styles['svg']} aria-hidden="true">
                <Lines timeline={timeline} />
                {moment && <Chosen timeline={timeline} moment={moment} />}
                <Marks marks={marks} width={width} fromMs={fromMs} toMs={toMs} />
              </svg>
            </div>
            <Axis timeline={timeline} zoom={zoom} />
          </div>
        </div>
      </div>
      <StagesInWords timeline={timeline} stages={review.plan.stages} />
      <p id={hint} className={styles['hint']}>
        {m.board_timeline_hint()}
      </p>
    </div>
  );
}

function Lines({ timeline }: { timeline: Timeline }) {
  return timeline.watches.flatMap(({ key, lanes }) =>
    lanes.map(({ subject, y }) => (
      <line key={`${key} ${subject}`} x1="0" x2="100%" y1={y} y2={y} className={styles['line']} />
    )),
  );
}

/** Whose lanes they are, with the letters of the pupils: at the side, and there also when the picture is moved. */
function Gutter({ review, timeline: { watches, height } }: { review: Review; timeline: Timeline }) {
  return (
    <div className={styles['gutter']} style={{ height }} aria-hidden="true">
      {watches.map(({ key, observer, number, count, top, lanes }) => {
        const name = review.names.get(observer) || m.review_somebody();
        return (
          <div key={key}>
            <div className={styles['watch']} style={{ top, height: lanes.length * LANE_HEIGHT }}>
              <span className={styles['initials']}>
                <Initials name={name} />
              </span>
              <span className={styles['name']} dir="auto">
                {number === undefined ? name : m.board_watch_number({ name, number })}
              </span>
              <span className={styles['count']}>{m.board_note_count({ count })}</span>
            </div>
            {lanes.map(({ subject, y }) => (
              <span key={subject} className={styles['letter']} style={{ top: y }}>
                <PupilMark subject={subject} size="s" />
              </span>
            ))}
          </div>
        );
      })}
    </div>
  );
}

function spoken(review: Review, { note, subject, atMs }: Mark): string {
  return m.board_spoken_note({
    time: formatCommonTime(atMs),
    pupil: subjectName(review.plan, subject),
    kind: nameIn(KIND_NAMES, note.kind),
    observer: review.names.get(note.observer) || m.review_somebody(),
    stage: stageName(review.plan.stages, note.stage),
    text: [note.text, ...note.tags].filter((words) => words !== '').join(' · '),
  });
}

/** A note that is chosen with the keys is brought into sight. */
function useInSight(
  scroller: RefObject<HTMLDivElement | null>,
  plot: RefObject<HTMLDivElement | null>,
  moment: Moment | undefined,
  { fromMs, toMs }: Timeline,
) {
  useEffect(() => {
    const [window, whole] = [scroller.current, plot.current];
    if (!window || !whole || moment === undefined) return;
    const x = ((moment.atMs - fromMs) / (toMs - fromMs)) * whole.clientWidth;
    const margin = 40;
    const isSeen = x >= window.scrollLeft + margin && x <= window.scrollLeft + window.clientWidth - margin;
    if (!isSeen) window.scrollTo({ left: x - window.clientWidth / 2 });
  }, [scroller, plot, moment, fromMs, toMs]);
}
