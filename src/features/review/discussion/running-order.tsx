import { PRESETS, type Preset } from '../../../domain/discussion.ts';
import { studyOf } from '../../../domain/ids.ts';
import type { Member } from '../../../domain/study.ts';
import { m } from '../../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../../notebook/notebook-context.tsx';
import type { DiscussionRecord } from '../../../notebook/read-discussion.ts';
import { studyOverview } from '../../../notebook/read-study.ts';
import { choosePreset, setDiscussionRoles } from '../../../notebook/write-discussion.ts';
import { useMayChange } from '../../../ui/read-only.ts';
import { SelectField } from '../../../ui/select-field.tsx';
import { WritersOnly } from '../../../ui/writers-only.tsx';
import { useTapWrite } from '../../../ui/tap-write.tsx';
import type { Review } from '../use-review.ts';
import styles from './discussion-panel.module.css';
import { PRESET_NAMES, presetItems } from './presets.ts';

/** Before anything is written: how the team wants to talk. */
export function ChoosePreset({ review }: { review: Review }) {
  return (
    <section className={styles['row']} aria-labelledby="discussion-start">
      <h3 id="discussion-start" className={styles['heading']}>
        {m.discussion_start()}
      </h3>
      <Presets review={review} chosen={undefined} />
      <p className={styles['hint']}>{m.discussion_start_hint()}</p>
    </section>
  );
}

/** Settings of the discussion, folded away: its order, who chairs, who writes. */
export function RunningOrder({
  review,
  record: { discussion },
  people,
}: {
  review: Review;
  record: DiscussionRecord;
  people: readonly Member[];
}) {
  const { notebook } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  const lesson = review.plan.lesson.id;
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name || m.discussion_somebody();
  const { chair = '', scribe = '' } = discussion ?? {};
  const said = [
    chair !== '' && m.discussion_chaired({ name: nameOf(chair) }),
    scribe !== '' && m.discussion_scribed({ name: nameOf(scribe) }),
  ].filter((words) => words !== false);
  /** Whoever was removed can be chosen no more, and stands where they were. */
  const somebody = (chosen: string) => [
    { value: '', label: m.discussion_nobody() },
    ...people
      .filter(({ id, removed }) => !removed || id === chosen)
      .map(({ id, name }) => ({ value: id, label: name || m.discussion_somebody() })),
  ];
  return (
    <details className={styles['roles']}>
      <summary>{said.length > 0 ? said.join(' · ') : m.discussion_roles()}</summary>
      <div className={styles['rolesBody']}>
        <div className={styles['pair']}>
          <SelectField
            label={m.discussion_chair()}
            value={chair}
            options={somebody(chair)}
            onChange={(member) => attempt(setDiscussionRoles(notebook, lesson, { chair: member }))}
          />
          <SelectField
            label={m.discussion_scribe()}
            value={scribe}
            options={somebody(scribe)}
            onChange={(member) => attempt(setDiscussionRoles(notebook, lesson, { scribe: member }))}
          />
        </div>
        {trouble}
        <WritersOnly>
          <Presets review={review} chosen={discussion?.preset} />
          <p className={styles['hint']}>{m.discussion_preset_keeps()}</p>
        </WritersOnly>
      </div>
    </details>
  );
}

function Presets({ review, chosen }: { review: Review; chosen: string | undefined }) {
  const { notebook } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  const mayChange = useMayChange();
  const lesson = review.plan.lesson.id;
  const choose = async (preset: Preset) => {
    // Not from the review: while names are off it has none, and what is written here stays.
    const overview = await studyOverview(notebook, studyOf(lesson));
    if (overview) await choosePreset(notebook, lesson, preset, presetItems(preset, overview.pupils));
  };
  return (
    <div role="group" aria-label={m.discussion_preset()} className={styles['presets']}>
      {PRESETS.map((preset) => (
        <button
          key={preset}
          type="button"
          className={styles['preset']}
          disabled={!mayChange}
          aria-pressed={chosen === undefined ? undefined : preset === chosen}
          onClick={() => {
            if (preset !== chosen) attempt(choose(preset));
          }}
        >
          <strong>{PRESET_NAMES[preset].name()}</strong>
          <span>{PRESET_NAMES[preset].hint()}</span>
        </button>
      ))}
      {trouble}
    </div>
  );
}
