import { X } from 'lucide-react';
import { Link } from 'wouter';
import { formatCommonTime } from '../../domain/common-time.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { PieceOfEvidence } from '../../notebook/read-findings.ts';
import type { StudyOverview } from '../../notebook/read-study.ts';
import { Button } from '../../ui/button.tsx';
import { lessonName, reviewPath } from './finding-words.ts';
import { sourceOf } from './source.ts';
import styles from './piece.module.css';
import { SourceFace } from './source-face.tsx';

/** One piece of evidence: whose words or work, and the way to its place. What was deleted since says so. */
export function Piece({
  piece,
  overview,
  names,
  onTakeAway,
}: {
  piece: PieceOfEvidence;
  overview: StudyOverview;
  names: ReadonlyMap<string, string>;
  /** Undefined for whoever may only read. */
  onTakeAway: (() => void) | undefined;
}) {
  // A photo that was deleted is gone, though the note it hung on still stands.
  const source = piece.weight === 'gone' ? undefined : sourceOf(piece);
  const named = source === undefined ? goneWords(piece) : source.words || source.tags.join(', ');
  return (
    <div className={styles['piece']}>
      {source === undefined ? (
        <p className={styles['gone']}>{named}</p>
      ) : (
        <SourceFace source={source} overview={overview} names={names}>
          <Link href={`${reviewPath(piece.lesson)}?${source.place}`} className={styles['place']}>
            {source.atMs === undefined
              ? m.findings_place_interview({ lesson: lessonName(piece.lesson) })
              : m.findings_place({
                  lesson: lessonName(piece.lesson),
                  time: formatCommonTime(source.atMs),
                })}
          </Link>
        </SourceFace>
      )}
      {onTakeAway && (
        <Button
          kind="quiet"
          aria-label={m.findings_take_away_named({ words: shortened(named) })}
          onClick={onTakeAway}
        >
          <X aria-hidden="true" />
        </Button>
      )}
    </div>
  );
}

function goneWords({ evidence: { kind }, weight }: PieceOfEvidence): string {
  if (weight !== 'gone') return m.findings_unknown_sort();
  if (kind === 'photo') return m.findings_gone_photo();
  return kind === 'answer' ? m.findings_gone_answer() : m.findings_gone_note();
}

function shortened(words: string): string {
  const characters = Array.from(words);
  return characters.length > 60 ? `${characters.slice(0, 59).join('')}…` : words;
}
