import { useDeferredValue, useMemo, useState } from 'react';
import { lastSegment } from '../../../domain/ids.ts';
import type { Note } from '../../../domain/note.ts';
import { holdsAll, searchable, wantedWords, type Searchable } from '../../../domain/search-words.ts';
import type { PupilLetter } from '../../../domain/study.ts';
import { m } from '../../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../../notebook/notebook-context.tsx';
import { setCitation } from '../../../notebook/write-citations.ts';
import { Initials } from '../../../ui/initials.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useTapWrite } from '../../../ui/tap-write.tsx';
import type { AgendaCardProps } from './agenda-card.tsx';
import styles from './cited-notes.module.css';
import { NoteLine } from './note-line.tsx';

/** More are found by their words; a list of hundreds is no choice. */
const SHOWN_AT_ONCE = 40;

/** The notes of the lesson to choose from by tap or keyboard, those about the item's own pupil first. */
export function CiteNotes({ item, subject, citations, review }: AgendaCardProps) {
  const { notebook } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search);
  const ready = useMemo(
    () => sorted(review.notes, subject).map((note) => ({ note, words: wordsToFind(note, review.names) })),
    [review.notes, review.names, subject],
  );
  const found = useMemo(() => {
    const words = wantedWords(wanted);
    return ready.flatMap((each) => (holdsAll(each.words, words) ? [each.note] : []));
  }, [ready, wanted]);
  const cited = new Set(citations.map(({ id }) => lastSegment(id)));
  if (review.notes.length === 0) {
    return <p className={styles['hint']}>{m.discussion_cite_no_notes()}</p>;
  }
  const more = found.length - SHOWN_AT_ONCE;
  return (
    <div className={styles['picker']}>
      <TextField
        label={m.discussion_cite_search()}
        type="search"
        value={search}
        onChange={setSearch}
        autoComplete="off"
      />
      <p className={styles['hint']}>{m.discussion_cite_hint()}</p>
      {trouble}
      <ul className={styles['picks']} aria-label={m.discussion_cite_list()}>
        {found.slice(0, SHOWN_AT_ONCE).map((note) => {
          const isCited = cited.has(lastSegment(note.id));
          const name = review.names.get(note.observer) || m.discussion_somebody();
          return (
            <li key={note.id} className={styles['line']}>
              <button
                type="button"
                className={styles['pick']}
                aria-pressed={isCited}
                onClick={() =>
                  attempt(setCitation(notebook, { item: item.id, note: note.id, cites: !isCited }))
                }
              >
                <Initials name={name} label={name} />
                <NoteLine note={note} />
              </button>
            </li>
          );
        })}
      </ul>
      {found.length === 0 && <p className={styles['hint']}>{m.discussion_cite_none()}</p>}
      {more > 0 && <p className={styles['hint']}>{m.discussion_cite_more({ count: more })}</p>}
    </div>
  );
}

function sorted(notes: readonly Note[], subject: PupilLetter | undefined): readonly Note[] {
  if (subject === undefined) return notes;
  const isOwn = (note: Note) => note.pupil === subject;
  return [...notes.filter(isOwn), ...notes.filter((note) => !isOwn(note))];
}

function wordsToFind(note: Note, names: ReadonlyMap<string, string>): Searchable {
  return searchable([note.text, ...note.tags, names.get(note.observer) ?? ''].join(' '));
}
