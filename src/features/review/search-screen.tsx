import { memo, useDeferredValue, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { StudyId } from '../../domain/ids.ts';
import { wantedWords } from '../../domain/search-words.ts';
import { useLanguage } from '../../i18n/language.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery } from '../../notebook/notebook-context.tsx';
import { studyWords, type StudyWords } from '../../notebook/read-search.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { SyncPill } from '../../worker-link/sync-pill.tsx';
import { SearchHit } from './search-hit.tsx';
import { found, searchIndex, type Indexed } from './search-index.ts';
import styles from './search-screen.module.css';
import { useNamesInSearch, type NamesInSearch } from './search-names.ts';
import { useStage } from './use-stage.ts';

/** What was typed last in each study, for whoever comes back from a place. Gone when the page is closed. */
const typed = createStore<ReadonlyMap<StudyId, string>>(() => new Map());
const FIRST_HITS = 50;
const SCREENFUL = 10;

/** Words looked for in everything a study has gathered; nothing of it leaves the tablet. */
export const SearchScreen = memo(function SearchScreen({ studyId }: { studyId: StudyId }) {
  const language = useLanguage();
  const read = useNotebookQuery(
    async (notebook) => ({ words: await studyWords(notebook, studyId) }),
    [studyId],
  );
  if (read === undefined) return <Placeholder>{m.board_search_opening()}</Placeholder>;
  if (read.words === undefined) {
    return (
      <EmptyState title={m.board_no_study()}>
        <LinkButton kind="plain" href="/studies">
          {m.review_to_studies()}
        </LinkButton>
      </EmptyState>
    );
  }
  const { title, focusQuestion } = read.words.overview.study;
  return (
    <div className={styles['page']}>
      <ScreenHeader
        title={m.board_search_title()}
        subtitle={<bdi>{title || focusQuestion}</bdi>}
        backTo={`/studies/${studyId}`}
        backLabel={m.board_back_to_study()}
      >
        <SyncPill />
      </ScreenHeader>
      <Search key={language} studyId={studyId} words={read.words} />
    </div>
  );
});

function Search({ studyId, words }: { studyId: StudyId; words: StudyWords }) {
  const query = useStore(typed, (byStudy) => byStudy.get(studyId) ?? '');
  const names = useNamesInSearch(words);
  const toIndex = useMemo(() => searchIndex(), []);
  const index = useMemo(() => toIndex(words.worded, names.mask), [toIndex, words.worded, names.mask]);
  // The letter stands at once; what it finds follows as soon as it can.
  const asked = useDeferredValue(query);
  return (
    <div className={styles['body']}>
      <TextField
        label={m.board_search_field()}
        hint={m.board_search_hint()}
        type="search"
        enterKeyHint="search"
        autoComplete="off"
        value={query}
        onChange={(text) => typed.setState(new Map(typed.getState()).set(studyId, text), true)}
      />
      <Found asked={asked} index={index} words={words} names={names} />
    </div>
  );
}

/** Memoised: a key that is still being typed draws the field and nothing else. */
const Found = memo(function Found({
  asked,
  index,
  words,
  names,
}: {
  asked: string;
  index: readonly Indexed[];
  words: StudyWords;
  names: NamesInSearch;
}) {
  const wanted = useMemo(() => wantedWords(asked), [asked]);
  const hits = useMemo(() => found(index, wanted), [index, wanted]);
  const [more, setMore] = useState({ asked, count: FIRST_HITS });
  const count = more.asked === asked ? more.count : FIRST_HITS;
  // A screenful comes with the key, the rest of the fifty after it.
  const drawn = useStage(asked, 1) === 0 ? SCREENFUL : count;
  return (
    <>
      <p role="status" className={styles['count']}>
        {wanted.length === 0
          ? m.board_search_ready({ count: index.length })
          : m.board_search_found({ count: hits.length })}
      </p>
      {wanted.length > 0 && hits.length === 0 && <p>{m.board_search_nothing()}</p>}
      <ol className={styles['hits']} aria-label={m.board_search_hits()}>
        {hits.slice(0, drawn).map((hit) => (
          <SearchHit
            key={`${hit.worded.sort} ${hit.worded.row.id}`}
            hit={hit}
            wanted={wanted}
            stages={words.stages}
            names={names}
          />
        ))}
      </ol>
      {hits.length > count && (
        <Button kind="plain" onClick={() => setMore({ asked, count: count + FIRST_HITS })}>
          {m.board_show_more({ count: hits.length - count })}
        </Button>
      )}
    </>
  );
});
