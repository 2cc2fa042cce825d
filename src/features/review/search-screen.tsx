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
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { SyncPill } from '../../worker-link/sync-pill.tsx';
import { SearchHit } from './search-hit.tsx';
import { found, searchIndex } from './search-index.ts';
import styles from './search-screen.module.css';
import { useNamesInSearch } from './search-names.ts';
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
  if (read !== undefined && read.words === undefined) {
    return (
      <EmptyState title={m.board_no_study()}>
        <LinkButton kind="plain" href="/studies">
          {m.review_to_studies()}
        </LinkButton>
      </EmptyState>
    );
  }
  const study = read?.words?.overview.study;
  return (
    <div className={styles['page']}>
      <ScreenHeader
        title={m.board_search_title()}
        subtitle={study && <bdi>{study.title || study.focusQuestion}</bdi>}
        backTo={`/studies/${studyId}`}
        backLabel={m.board_back_to_study()}
      >
        <SyncPill />
      </ScreenHeader>
      <Search key={language} studyId={studyId} words={read?.words} />
    </div>
  );
});

/** The field is there at once; what it looks through follows, and finds what was typed meanwhile. */
function Search({ studyId, words }: { studyId: StudyId; words: StudyWords | undefined }) {
  const query = useStore(typed, (byStudy) => byStudy.get(studyId) ?? '');
  // The letter stands at once; what it finds follows as soon as it can.
  const asked = useDeferredValue(query);
  const looked = useDeferredValue(words, undefined);
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
      {looked === undefined ? (
        <p className={styles['count']}>{m.board_search_opening()}</p>
      ) : (
        <Found asked={asked} words={looked} />
      )}
    </div>
  );
}

/** Memoised: a key that is still being typed draws the field and nothing else. */
const Found = memo(function Found({ asked, words }: { asked: string; words: StudyWords }) {
  const names = useNamesInSearch(words);
  const toIndex = useMemo(() => searchIndex(), []);
  const index = useMemo(() => toIndex(words.worded, names.mask), [toIndex, words.worded, names.mask]);
  const wanted = useMemo(() => wantedWords(asked), [asked]);
  const hits = useMemo(() => found(index, wanted), [index, wanted]);
  const [more, setMore] = useState({ asked, count: FIRST_HITS });
  const count = more.asked === asked ? more.count : FIRST_HITS;
  // A screenful comes with the key, the rest of the fifty after it.
  const drawn = useStage(asked, 1) === 0 ? SCREENFUL : count;
  return (
    <>
      <p role="status" className={styles['count']}>
        {index.length === 0
          ? m.board_search_nothing_yet()
          : wanted.length === 0
            ? m.board_search_ready({ count: index.length })
            : m.board_search_found({ count: hits.length })}
      </p>
      {index.length > 0 && wanted.length > 0 && hits.length === 0 && <p>{m.board_search_nothing()}</p>}
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
