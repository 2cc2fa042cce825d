import { memo, useMemo } from 'react';
import { lastSegment, type LessonId } from '../../domain/ids.ts';
import { KINDS } from '../../domain/note.ts';
import { toggled, type FilterFlag, type FilterList, type NoteFilter } from '../../domain/note-filter.ts';
import type { Subject } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { Chip, ChipRow, ChipRows } from '../../ui/chip.tsx';
import { changeFilter, useFilter } from './filter-store.ts';
import { KIND_NAMES, stageName, subjectName } from './review-words.ts';
import type { Review } from './use-review.ts';

interface ChipFacts {
  readonly value: string;
  readonly label: string;
  readonly subject?: Subject;
}

interface ChipGroup {
  readonly field: FilterList;
  readonly legend: string;
  readonly chips: readonly ChipFacts[];
}

const FLAGS: readonly { readonly flag: FilterFlag; readonly label: () => string }[] = [
  { flag: 'disagreements', label: m.board_disagreements },
  { flag: 'starred', label: m.board_starred },
];

/** A few short rows of chips that stay pressed. */
export function FilterChips({ review }: { review: Review }) {
  const lesson = review.plan.lesson.id;
  const filter = useFilter(lesson);
  const groups = useMemo(() => groupsOf(review), [review]);
  return (
    <ChipRows label={m.review_filters()}>
      {groups.map(({ field, legend, chips }) => (
        <ChipRow key={field} legend={legend}>
          {chips.map(({ value, label, subject }) => (
            <FilterChip
              key={value}
              lesson={lesson}
              field={field}
              value={value}
              label={label}
              subject={subject}
              isThought={field === 'kinds' && value === 'wonder'}
              isPressed={filter[field].includes(value)}
            />
          ))}
        </ChipRow>
      ))}
      <ChipRow legend={m.board_filter_more()}>
        {FLAGS.map(({ flag, label }) => (
          <FilterChip
            key={flag}
            lesson={lesson}
            field={flag}
            value=""
            label={label()}
            subject={undefined}
            isThought={false}
            isPressed={filter[flag]}
          />
        ))}
      </ChipRow>
    </ChipRows>
  );
}

/** Memoised: a tap draws the chip that was tapped. */
const FilterChip = memo(function FilterChip({
  lesson,
  field,
  value,
  label,
  subject,
  isThought,
  isPressed,
}: {
  lesson: LessonId;
  field: FilterList | FilterFlag;
  value: string;
  label: string;
  subject: Subject | undefined;
  isThought: boolean;
  isPressed: boolean;
}) {
  return (
    <Chip
      label={label}
      subject={subject}
      isThought={isThought}
      isPressed={isPressed}
      onPress={() => changeFilter(lesson, (filter) => pressed(filter, field, value))}
    />
  );
});

function pressed(filter: NoteFilter, field: FilterList | FilterFlag, value: string): NoteFilter {
  const chosen = filter[field];
  return { ...filter, [field]: typeof chosen === 'boolean' ? !chosen : toggled(chosen, value) };
}

function groupsOf({ plan, notes, observers }: Review): readonly ChipGroup[] {
  const segments = new Set(plan.stages.map((stage) => lastSegment(stage.id)));
  const isSomeElsewhere = notes.some((note) => !segments.has(note.stage));
  const tags = [...new Set(notes.flatMap((note) => note.tags))].toSorted((a, b) => a.localeCompare(b));
  const groups: readonly ChipGroup[] = [
    {
      field: 'subjects',
      legend: m.review_filter_pupil(),
      chips: [...plan.pupils.map(({ letter }) => letter), 'class' as const].map((subject) => ({
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
