import { useSearch } from 'wouter';
import { m } from '../../i18n/paraglide/messages.js';
import { DrawnNotesProvider } from '../../media/drawn-notes.tsx';
import { LessonPhotosProvider } from '../../media/lesson-photos.tsx';
import { PupilLinks } from '../../ui/pupil-links.tsx';
import { JourneyLesson, OtherLesson } from './journey-lesson.tsx';
import styles from './journeys-view.module.css';
import { lessonPath } from '../../domain/lesson-path.ts';
import { subjectName } from './review-words.ts';
import type { Review } from './use-review.ts';

/** One pupil over the lessons of the study: what was hoped for, what was seen, what the pupil says. */
export function JourneysView({ review }: { review: Review }) {
  const { plan, mask } = review;
  const wanted = new URLSearchParams(useSearch()).get('pupil');
  const pupil = plan.pupils.find(({ letter }) => letter === wanted) ?? plan.pupils[0];
  // Every one of them was deleted for everyone.
  if (pupil === undefined) return null;
  const { letter } = pupil;
  const represents = mask(pupil.represents.trim());
  const startingPoint = mask(pupil.startingPoint.trim());
  return (
    <div className={styles['page']}>
      <div className={styles['top']}>
        <PupilLinks
          label={m.interview_whose_journey()}
          current={letter}
          pupils={plan.pupils.map(({ letter: each }) => ({
            letter: each,
            name: subjectName(plan, each),
            href: `${lessonPath(plan.lesson.id)}/review?view=journeys&pupil=${each}`,
          }))}
        />
        <div className={styles['start']} dir="auto">
          {represents !== '' && <p>{m.interview_stands_for({ group: represents })}</p>}
          {startingPoint !== '' && <p>{m.interview_at_the_start({ start: startingPoint })}</p>}
        </div>
      </div>
      <div className={styles['lessons']}>
        {plan.lessons.map(({ id }) =>
          id === plan.lesson.id ? (
            <JourneyLesson key={id} review={review} letter={letter} />
          ) : (
            <DrawnNotesProvider key={id} lesson={id}>
              <LessonPhotosProvider lesson={id}>
                <OtherLesson lesson={id} letter={letter} />
              </LessonPhotosProvider>
            </DrawnNotesProvider>
          ),
        )}
      </div>
    </div>
  );
}
