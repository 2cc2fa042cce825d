import { lastSegment } from '../../domain/ids.ts';
import { KINDS } from '../../domain/note.ts';
import type { Subject } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { StudyOverview } from '../../notebook/read-study.ts';
import { Chip, ChipRow, ChipRows } from '../../ui/chip.tsx';
import { kindName, lessonName, subjectName } from './finding-words.ts';
import { toggled, type SourceFilter } from './source-filter.ts';

interface ChipFacts {
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
    chips: readonly ChipFacts[];
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
    <ChipRows>
      {groups.map(({ field, legend, chips }) => (
        <ChipRow key={field} legend={legend}>
          {chips.map(({ value, label, subject }) => (
            <Chip
              key={value}
              label={label}
              subject={subject}
              isPressed={filter[field].includes(value)}
              onPress={() => onChange({ ...filter, [field]: toggled(filter[field], value) })}
            />
          ))}
        </ChipRow>
      ))}
      <ChipRow legend={m.findings_pick_show()}>
        <Chip
          label={m.findings_pick_only_chosen()}
          isPressed={filter.onlyChosen}
          onPress={() => onChange({ ...filter, onlyChosen: !filter.onlyChosen })}
        />
      </ChipRow>
    </ChipRows>
  );
}
