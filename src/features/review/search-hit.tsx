import { memo } from 'react';
import { Link } from 'wouter';
import { formatCommonTime } from '../../domain/common-time.ts';
import { lastSegment, lessonOf, parentId, studyOf } from '../../domain/ids.ts';
import { excerptOf, markedPieces } from '../../domain/search-words.ts';
import { type Stage, type Subject, subjectOf } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { Worded } from '../../notebook/read-search.ts';
import { classNames } from '../../ui/class-names.ts';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import { lessonPath } from '../../domain/lesson-path.ts';
import { KIND_NAMES, nameIn, stageName } from './review-words.ts';
import type { Indexed } from './search-index.ts';
import type { NamesInSearch } from './search-names.ts';
import styles from './search-screen.module.css';

interface HitProps {
  readonly hit: Indexed;
  readonly wanted: readonly string[];
  readonly stages: readonly Stage[];
  readonly names: NamesInSearch;
}

/** One place where the words were found: what it is, where, and its own words. All of it leads there. */
export const SearchHit = memo(function SearchHit({ hit, wanted, stages, names }: HitProps) {
  const { worded } = hit;
  const subject = subjectOfRow(worded);
  const { text, isCut } = excerptOf(hit.text, wanted);
  const isThought = worded.sort === 'note' && worded.row.kind === 'wonder';
  return (
    <li className={styles['hit']}>
      <Link href={placeOf(worded)} className={styles['link']}>
        {subject && <PupilMark subject={subject} />}
        <span className={styles['words']}>
          <span className={styles['facts']}>{factsOf(worded, stages, names).join(' · ')}</span>
          <span className={classNames(styles['text'], isThought && styles['thought'])} dir="auto">
            {isCut && '… '}
            {markedPieces(text, wanted).map((piece, at) =>
              piece.isHit ? <mark key={at}>{piece.text}</mark> : piece.text,
            )}
            {isCut && ' …'}
          </span>
        </span>
      </Link>
    </li>
  );
});

function subjectOfRow({ sort, row }: Worded): Subject | undefined {
  switch (sort) {
    case 'note':
      return subjectOf(row);
    case 'prediction':
      return subjectOf({ pupil: lastSegment(row.id) });
    case 'answer':
      return subjectOf({ pupil: lastSegment(parentId(row.id)) });
    case 'point':
    case 'finding':
      return undefined;
    default:
      return sort satisfies never;
  }
}

function factsOf(
  worded: Worded,
  stages: readonly Stage[],
  { nameOf, pupilName }: NamesInSearch,
): readonly string[] {
  const { sort, row } = worded;
  const lesson = lessonOf(row.id);
  const inLesson = m.board_in_lesson({ number: lastSegment(lesson) });
  const subject = subjectOfRow(worded);
  const pupil = subject === undefined ? [] : [pupilName(subject)];
  const stagesHere = stages.filter(({ id }) => lessonOf(id) === lesson);
  switch (sort) {
    case 'note': {
      const seen = [formatCommonTime(row.atMs ?? 0), ...pupil, nameIn(KIND_NAMES, row.kind)];
      return [m.board_hit_note(), inLesson, ...seen, stageName(stagesHere, row.stage), nameOf(row.observer)];
    }
    case 'prediction':
      return [
        m.board_hit_prediction(),
        inLesson,
        ...pupil,
        stageName(stagesHere, lastSegment(parentId(row.id))),
      ];
    case 'answer':
      return [m.board_hit_answer(), inLesson, ...pupil];
    case 'point':
      return [m.board_hit_point(), inLesson];
    case 'finding':
      return [m.board_hit_finding()];
    default:
      return sort satisfies never;
  }
}

function placeOf({ sort, row }: Worded): string {
  const review = `${lessonPath(lessonOf(row.id))}/review`;
  switch (sort) {
    case 'note':
      return `${review}?view=notes&note=${lastSegment(row.id)}`;
    case 'prediction':
      return `${review}?row=${lastSegment(parentId(row.id))}`;
    case 'answer':
      return `${review}?view=interviews`;
    case 'point':
      return review;
    case 'finding':
      return `/studies/${studyOf(row.id)}/findings`;
    default:
      return sort satisfies never;
  }
}
