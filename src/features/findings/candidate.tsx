import { Check } from 'lucide-react';
import { startTransition, useOptimistic } from 'react';
import { formatCommonTime } from '../../domain/common-time.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { StudyOverview } from '../../notebook/read-study.ts';
import { lessonName } from './finding-words.ts';
import styles from './candidate.module.css';
import { SourceFace } from './source-face.tsx';
import type { Source } from './source.ts';

/** One line to choose from: the whole line is the target, and it stays marked. */
export function Candidate({
  source,
  overview,
  names,
  isChosen,
  onMark,
}: {
  source: Source;
  overview: StudyOverview;
  names: ReadonlyMap<string, string>;
  isChosen: boolean;
  onMark: (isWanted: boolean) => Promise<void>;
}) {
  const lesson = lessonName(source.lesson);
  // The tick stands at once, and is taken back if the disk does not take it.
  const [isTicked, setIsTicked] = useOptimistic(isChosen);
  const toggle = () =>
    startTransition(async () => {
      setIsTicked(!isTicked);
      await onMark(!isTicked);
    });
  return (
    <label className={styles['candidate']}>
      <input type="checkbox" className={styles['tick']} checked={isTicked} onChange={toggle} />
      <SourceFace source={source} overview={overview} names={names}>
        <span>
          {source.atMs === undefined
            ? m.findings_place_interview({ lesson })
            : m.findings_place({ lesson, time: formatCommonTime(source.atMs) })}
        </span>
      </SourceFace>
      {isTicked && (
        <span className={styles['chosen']} aria-hidden="true">
          <Check size={18} />
          {m.findings_pick_mark()}
        </span>
      )}
    </label>
  );
}
