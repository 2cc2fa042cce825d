import { List } from 'lucide-react';
import { memo } from 'react';
import { Link, useSearch } from 'wouter';
import { CommentsProvider } from '../../comments/comments-provider.tsx';
import { lastSegment, studyOf, type LessonId } from '../../domain/ids.ts';
import { useLanguage } from '../../i18n/language.ts';
import { LanguageSwitch } from '../../i18n/language-switch.tsx';
import { m } from '../../i18n/paraglide/messages.js';
import { DrawnNotesProvider } from '../../media/drawn-notes.tsx';
import { LessonPhotosProvider } from '../../media/lesson-photos.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Initials } from '../../ui/initials.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { useTabInView } from '../../ui/use-tab-in-view.ts';
import { SyncPill } from '../../worker-link/sync-pill.tsx';
import { CommentsHere } from './comments-here.tsx';
import { DiscussionBeside, OpenDiscussion } from './discussion/discussion-beside.tsx';
import { useBeside } from './discussion/use-beside.ts';
import styles from './review-screen.module.css';
import { useLoadedAhead } from '../../ui/loaded-ahead.ts';
import { ReviewTools } from './review-tools.tsx';
import { lessonPath } from '../../domain/lesson-path.ts';
import { NEXT_VIEWS, REVIEW_VIEWS, viewOf, viewPath, type ReviewView } from './review-views.ts';
import { useReview, type Observer, type Review } from './use-review.ts';
import { Waiting } from '../../ui/lazy.tsx';

/** What the three saw, side by side with what they had predicted; live on every tablet. Memoised against each step of sending. */
export const ReviewScreen = memo(function ReviewScreen({ lessonId }: { lessonId: LessonId }) {
  const language = useLanguage();
  const view = viewOf(useSearch());
  const review = useReview(lessonId);
  const beside = useBeside();
  useLoadedAhead(NEXT_VIEWS);
  if (review === undefined) return <Placeholder>{m.review_opening()}</Placeholder>;
  if (review === null) {
    return (
      <EmptyState title={m.review_no_lesson()}>
        <p>{m.review_no_lesson_hint()}</p>
        <LinkButton kind="plain" href="/studies">
          {m.review_to_studies()}
        </LinkButton>
      </EmptyState>
    );
  }
  const { notes, observers } = review;
  return (
    <>
      <ScreenHeader
        title={m.review_title({ number: lastSegment(lessonId) })}
        subtitle={m.review_counts({ notes: notes.length, observers: observers.length })}
        backTo={lessonPath(lessonId)}
        backLabel={m.review_back()}
      >
        <SyncPill />
        <Observers observers={observers} />
        <LanguageSwitch />
        {REVIEW_VIEWS.filter(({ isAtTop }) => isAtTop).map((each) => (
          <LinkButton
            key={each.id}
            kind="plain"
            href={viewPath(lessonId, each)}
            aria-current={each === view ? 'page' : undefined}
          >
            <List size={20} aria-hidden="true" />
            {each.label()}
          </LinkButton>
        ))}
      </ScreenHeader>
      <div className={styles['bar']}>
        <Views lesson={lessonId} current={view} />
        {!view.isBeside && <OpenDiscussion beside={beside} />}
      </div>
      {/* The key draws memoised rows anew in another language. */}
      <CommentsProvider study={studyOf(lessonId)}>
        <DrawnNotesProvider lesson={lessonId}>
          <LessonPhotosProvider lesson={lessonId}>
            <ReviewTools
              key={`tools-${language}`}
              review={review}
              isFilterable={view.isFilterable === true && notes.length > 0}
              startsOpen={view.isAtTop === true && beside.hasRoom}
            />
            {view.isBeside ? (
              <View key={language} review={review} view={view} />
            ) : (
              <DiscussionBeside review={review} beside={beside}>
                <div className={styles['view']}>
                  <View key={language} review={review} view={view} />
                  <ReviewComments lesson={lessonId} />
                </div>
              </DiscussionBeside>
            )}
          </LessonPhotosProvider>
        </DrawnNotesProvider>
      </CommentsProvider>
    </>
  );
});

function View({ review, view }: { review: Review; view: ReviewView }) {
  const { notes, plan } = review;
  const { Body, needsNotes, hasOwnEmpty } = view;
  return (
    <>
      {notes.length === 0 && !hasOwnEmpty && (
        <div className={styles['empty']}>
          <EmptyState title={m.review_empty()}>
            <p>{m.review_empty_hint()}</p>
            <LinkButton writes kind="plain" href={`${lessonPath(plan.lesson.id)}/observe`}>
              {m.review_to_observe()}
            </LinkButton>
          </EmptyState>
        </div>
      )}
      {(notes.length > 0 || !needsNotes) && (
        <Waiting fallback={<Placeholder>{m.review_opening()}</Placeholder>}>
          <Body review={review} />
        </Waiting>
      )}
    </>
  );
}

function ReviewComments({ lesson }: { lesson: LessonId }) {
  return (
    <div className={styles['comments']}>
      <CommentsHere
        about={`lessons/${lesson}`}
        thing={m.comments_about_review({ number: lastSegment(lesson) })}
      />
    </div>
  );
}

function Views({ lesson, current }: { lesson: LessonId; current: ReviewView }) {
  const row = useTabInView<HTMLElement>(current.id);
  return (
    <nav ref={row} aria-label={m.review_views()} className={styles['views']}>
      {REVIEW_VIEWS.filter(({ isAtTop }) => !isAtTop).map((view) => (
        <Link
          key={view.id}
          href={viewPath(lesson, view)}
          className={classNames(styles['tab'], view.isBeside && styles['beside'])}
          aria-current={view === current ? 'page' : undefined}
        >
          {view.label()}
        </Link>
      ))}
    </nav>
  );
}

function Observers({ observers }: { observers: readonly Observer[] }) {
  if (observers.length === 0) return null;
  return (
    <ul className={styles['observers']} aria-label={m.review_observers()}>
      {observers.map(({ id, name }) => (
        <li key={id}>
          <Initials name={name} label={name === '' ? m.review_somebody() : name} />
        </li>
      ))}
    </ul>
  );
}
