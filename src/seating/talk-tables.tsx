import type { Note } from '../domain/note.ts';
import { m } from '../i18n/paraglide/messages.js';
import styles from './seating-review.module.css';
import type { Talk } from './talk.ts';

/** The arrows in words. */
export function TalkTable({ talk, nameOf }: { talk: readonly Talk[]; nameOf: (place: string) => string }) {
  return (
    <table className={styles['table']}>
      <caption>{m.seating_talk_table()}</caption>
      <thead>
        <tr>
          <th scope="col">{m.seating_from()}</th>
          <th scope="col">{m.seating_to()}</th>
          <th scope="col" className={styles['number']}>
            {m.seating_times()}
          </th>
        </tr>
      </thead>
      <tbody>
        {talk.length === 0 && (
          <tr>
            <td colSpan={3}>{m.seating_talk_none()}</td>
          </tr>
        )}
        {talk.map(({ from, to, count }) => (
          <tr key={`${from} ${to}`}>
            <td dir="auto">{nameOf(from)}</td>
            <td dir="auto">{nameOf(to)}</td>
            <td className={styles['number']}>{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The numbers on the seats in words, most notes first. */
export function NotesTable({ notes, nameOf }: { notes: readonly Note[]; nameOf: (place: string) => string }) {
  const counts = new Map<string, number>();
  for (const { seat } of notes) counts.set(seat, (counts.get(seat) ?? 0) + 1);
  const rows = [...counts].toSorted(([, a], [, b]) => b - a);
  return (
    <table className={styles['table']}>
      <caption>{m.seating_notes_table()}</caption>
      <thead>
        <tr>
          <th scope="col">{m.seating_place()}</th>
          <th scope="col" className={styles['number']}>
            {m.seating_notes_column()}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.length === 0 && (
          <tr>
            <td colSpan={2}>{m.seating_notes_none()}</td>
          </tr>
        )}
        {rows.map(([place, count]) => (
          <tr key={place}>
            <td dir="auto">{nameOf(place)}</td>
            <td className={styles['number']}>{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
