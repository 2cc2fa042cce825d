import { lastSegment } from '../../domain/ids.ts';
import { KINDS } from '../../domain/note.ts';
import type { Subject } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { StudyOverview } from '../../notebook/read-study.ts';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import styles from './source-chips.module.css';
import { kindName, lessonName, subjectName } from './finding-words.ts';
import { toggled, type SourceFilter } from './source-filter.ts';

interface Chip {
  readonly value: string;
  readonly label: string;
  readonly subject?: Subject;
}

/** Short rows of chips that stay pressed. */
export function SourceChips({
  overview,
  filter,
  onChange,
}: {
  overview: StudyOverview;
  filter: SourceFilter;
  onChange: (filter: SourceFilter) => void;
}) {
  const groups: readonly {
    field: 'lessons' | 'subjects' | 'kinds';
    legend: string;
    chips: readonly Chip[];
  }[] = [
    {
      field: 'lessons',
      legend: m.findings_pick_lesson(),
      chips: overview.lessons.map(({ id }) => ({ value: lastSegment(id), label: lessonName(id) })),
    },
    {
      field: 'subjects',
      legend: m.findings_pick_pupil(),
      chips: [...overview.pupils.map(({ letter }) => letter), 'class' as const].map((subject) => ({
        value: subject,
        label: subjectName(overview, subject),
        subject,
      })),
    },
    {
      field: 'kinds',
      legend: m.findings_pick_kind(),
      chips: [...KINDS, 'photo', 'answer'].map((kind) => ({ value: kind, label: kindName(kind) })),
    },
  ];
  return (
    <div className={styles['groups']}>
      {groups.map(({ field, legend, chips }) => (
        <fieldset key={field} className={styles['group']}>
          <legend className={styles['legend']}>{legend}</legend>
          <div className={styles['chips']}>
            {chips.map(({ value, label, subject }) => (
              <button
                key={value}
                type="button"
                className={styles['chip']}
                aria-pressed={filter[field].includes(value)}
                onClick={() => onChange({ ...filter, [field]: toggled(filter[field], value) })}
              >
                {subject && <PupilMark subject={subject} size="s" />}
                <span dir="auto">{label}</span>
              </button>
            ))}
          </div>
        </fieldset>
      ))}
      <fieldset className={styles['group']}>
        <legend className={styles['legend']}>{m.findings_pick_show()}</legend>
        <button
          type="button"
          className={styles['chip']}
          aria-pressed={filter.onlyChosen}
          onClick={() => onChange({ ...filter, onlyChosen: !filter.onlyChosen })}
        >
          {m.findings_pick_only_chosen()}
        </button>
      </fieldset>
    </div>
  );
}
