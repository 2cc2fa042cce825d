import { lastSegment } from '../../domain/ids.ts';
import { KINDS } from '../../domain/note.ts';
import { toggled, type FilterFlag, type FilterList } from '../../domain/note-filter.ts';
import { PUPIL_LETTERS, type Subject } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { classNames } from '../../ui/class-names.ts';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import styles from './filter-chips.module.css';
import { setFilter, useFilter } from './filter-store.ts';
import { KIND_NAMES, stageName, subjectName } from './review-words.ts';
import tone from './tone.module.css';
import type { Review } from './use-review.ts';

interface Chip {
  readonly value: string;
  readonly label: string;
  readonly subject?: Subject;
}

interface ChipGroup {
  readonly field: FilterList;
  readonly legend: string;
  readonly chips: readonly Chip[];
}

const FLAGS: readonly { readonly flag: FilterFlag; readonly label: () => string }[] = [
  { flag: 'disagreements', label: m.board_disagreements },
  { flag: 'starred', label: m.board_starred },
];

/** A few short rows of chips that stay pressed. */
export function FilterChips({ review }: { review: Review }) {
  const lesson = review.plan.lesson.id;
  const filter = useFilter(lesson);
  return (
    <section className={styles['filters']} aria-label={m.review_filters()}>
      {groupsOf(review).map(({ field, legend, chips }) => (
        <fieldset key={field} className={styles['group']}>
          <legend className={styles['legend']}>{legend}</legend>
          <div className={styles['chips']}>
            {chips.map((chip) => (
              <ChipButton
                key={chip.value}
                chip={chip}
                isPressed={filter[field].includes(chip.value)}
                onPress={() => setFilter(lesson, { ...filter, [field]: toggled(filter[field], chip.value) })}
              />
            ))}
          </div>
        </fieldset>
      ))}
      <fieldset className={styles['group']}>
        <legend className={styles['legend']}>{m.board_filter_more()}</legend>
        <div className={styles['chips']}>
          {FLAGS.map(({ flag, label }) => (
            <ChipButton
              key={flag}
              chip={{ value: flag, label: label() }}
              isPressed={filter[flag]}
              onPress={() => setFilter(lesson, { ...filter, [flag]: !filter[flag] })}
            />
          ))}
        </div>
      </fieldset>
    </section>
  );
}

function ChipButton({
  chip: { label, subject },
  isPressed,
  onPress,
}: {
  chip: Chip;
  isPressed: boolean;
  onPress: () => void;
}) {
  return (
    <button
      type="button"
      data-subject={subject}
      className={classNames(subject && tone['tone'], styles['chip'])}
      aria-pressed={isPressed}
      onClick={onPress}
    >
      {subject && <PupilMark subject={subject} size="s" />}
      <span dir="auto">{label}</span>
    </button>
  );
}

function groupsOf({ plan, notes, observers }: Review): readonly ChipGroup[] {
  const segments = new Set(plan.stages.map((stage) => lastSegment(stage.id)));
  const isSomeElsewhere = notes.some((note) => !segments.has(note.stage));
  const tags = [...new Set(notes.flatMap((note) => note.tags))].toSorted((a, b) => a.localeCompare(b));
  const groups: readonly ChipGroup[] = [
    {
      field: 'subjects',
      legend: m.review_filter_pupil(),
      chips: [...PUPIL_LETTERS, 'class' as const].map((subject) => ({
        value: subject,
        label: subjectName(plan, subject),
        subject,
      })),
    },
    {
      field: 'stages',
      legend: m.review_filter_stage(),
      chips: [...segments, ...(isSomeElsewhere ? [''] : [])].map((value) => ({
        value,
        label: stageName(plan.stages, value),
      })),
    },
    {
      field: 'observers',
      legend: m.review_filter_observer(),
      chips: observers.map(({ id, name }) => ({
        value: id,
        label: name === '' ? m.review_somebody() : name,
      })),
    },
    {
      field: 'kinds',
      legend: m.review_filter_kind(),
      chips: KINDS.map((kind) => ({ value: kind, label: KIND_NAMES[kind]() })),
    },
    {
      field: 'tags',
      legend: m.board_filter_tag(),
      chips: tags.map((tag) => ({ value: tag, label: tag })),
    },
  ];
  return groups.filter(({ chips }) => chips.length > 0);
}
