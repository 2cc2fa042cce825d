import { useEffect, useState } from 'react';
import { spentOn, type AgendaItem } from '../../../domain/discussion.ts';
import { m } from '../../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../../notebook/notebook-context.tsx';
import { classNames } from '../../../ui/class-names.ts';
import styles from './agenda-card.module.css';

const MINUTE_MS = 60_000;
const LOOK_EVERY_MS = 5_000;

/** Time spent on an item against the time planned, in whole minutes: nothing ticks while people talk. */
export function ItemTime({ item }: { item: AgendaItem }) {
  const spent = Math.floor(useSpent(item) / MINUTE_MS);
  const isRunning = item.startedAt !== null;
  const { minutes } = item;
  const isPast = minutes !== null && spent >= minutes && (isRunning || spent > minutes);
  const words = timeWords(minutes, spent, isRunning);
  if (words === '') return null;
  return (
    <p className={classNames(styles['time'], isRunning && styles['running'], isPast && styles['past'])}>
      {words}
      {isRunning && <span> · {m.discussion_timer_running()}</span>}
    </p>
  );
}

function timeWords(minutes: number | null, spent: number, isRunning: boolean): string {
  if (spent === 0 && !isRunning)
    return minutes === null ? '' : m.discussion_timer_planned({ count: minutes });
  if (minutes === null) return m.discussion_timer_spent({ count: spent });
  if (spent > minutes) return m.discussion_timer_over({ count: spent - minutes });
  return m.discussion_timer_of({ count: minutes, spent });
}

function useSpent(item: AgendaItem): number {
  const { notebook } = useOpenNotebook();
  const [now, setNow] = useState(notebook.now);
  useEffect(() => {
    if (item.startedAt === null) return;
    const timer = setInterval(() => setNow(notebook.now()), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [notebook, item.startedAt]);
  return spentOn(item, now);
}
