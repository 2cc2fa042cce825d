import type { ReactNode } from 'react';
import { m } from '../../i18n/paraglide/messages.js';
import { PhotoFrame } from '../../media/photo-frame.tsx';
import { altOf } from '../../media/photo-words.ts';
import type { StudyOverview } from '../../notebook/read-study.ts';
import { classNames } from '../../ui/class-names.ts';
import { Initials } from '../../ui/initials.tsx';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import { kindName, subjectName } from './finding-words.ts';
import styles from './piece.module.css';
import type { Source } from './source.ts';

/** How a source looks wherever it stands: whom it is about, its words or its picture, who wrote it; its place as children. */
export function SourceFace({
  source,
  overview,
  names,
  children,
}: {
  source: Source;
  overview: StudyOverview;
  names: ReadonlyMap<string, string>;
  children: ReactNode;
}) {
  const { subject, kind, words, tags, question, note, photo, observer } = source;
  const pupil = subjectName(overview, subject);
  const name = names.get(observer) || m.findings_somebody();
  const aliases = new Map(overview.pupils.map(({ letter, alias }) => [letter as string, alias]));
  return (
    <div className={styles['face']}>
      <PupilMark subject={subject} size="s" label={pupil} />
      <div className={styles['said']}>
        {photo && note && (
          <PhotoFrame photo={photo} alt={altOf(note, { aliases, names })} className={styles['photo']} />
        )}
        {question !== undefined && question !== '' && (
          <p className={styles['question']} dir="auto">
            {question}
          </p>
        )}
        <p className={classNames(styles['words'], kind === 'wonder' && styles['wonder'])}>
          <span className={styles['kind']}>{kindName(kind)}</span> <bdi>{words}</bdi>{' '}
          <span className={styles['tags']} dir="auto">
            {tags.join(' · ')}
          </span>
        </p>
        <p className={styles['from']}>
          {source.sort === 'answer' ? (
            <span dir="auto">{pupil}</span>
          ) : (
            <>
              <Initials name={names.get(observer) ?? ''} />
              <span dir="auto">{name}</span>
            </>
          )}
          {children}
        </p>
      </div>
    </div>
  );
}
