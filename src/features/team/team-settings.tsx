import { useState } from 'react';
import type { Team } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { DEFAULT_GAP_MINUTES } from '../../notebook/read-team.ts';
import { updateTeam } from '../../notebook/write-team.ts';
import { AutosaveField } from '../../ui/autosave-field.tsx';
import { Choice } from '../../ui/choice.tsx';
import { useTapWrite } from '../../ui/tap-write.tsx';
import { areSameTags, tagsIn } from './tag-list.ts';
import styles from './team-screen.module.css';

const GAP_CHOICES = [3, 5, 8, 10];

/** What the team agreed for its notes; shared with every tablet of the team. */
export function TeamSettings({ team }: { team: Team }) {
  const { notebook } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  const gap = team.gapMinutes ?? DEFAULT_GAP_MINUTES;
  const gaps = [...new Set([...GAP_CHOICES, gap])].toSorted((a, b) => a - b);
  return (
    <section className={styles['part']} aria-labelledby="team-settings">
      <h2 id="team-settings">{m.team_settings()}</h2>
      <AutosaveField
        label={m.team_name()}
        value={team.name}
        beside={team.beside?.['name']}
        draftKey="team/name"
        onSave={(name, shown) => updateTeam(notebook, { name }, { name: shown })}
      />
      <TagsField tags={team.tags} />
      <Choice
        legend={m.team_gap()}
        options={gaps.map((count) => ({ value: String(count), label: m.team_gap_minutes({ count }) }))}
        value={String(gap)}
        onChange={(minutes) => attempt(updateTeam(notebook, { gapMinutes: Number(minutes) }))}
      />
      {trouble}
    </section>
  );
}

/** Tags are a list; while somebody types it stays the text they typed, commas and empty lines included. */
function TagsField({ tags }: { tags: readonly string[] }) {
  const { notebook } = useOpenNotebook();
  const [typed, setTyped] = useState<string>();
  const isTypedShown = typed !== undefined && areSameTags(tagsIn(typed), tags);
  return (
    <AutosaveField
      label={m.team_tags()}
      hint={m.team_tags_hint()}
      multiline
      value={isTypedShown ? typed : tags.join('\n')}
      draftKey="team/tags"
      onSave={async (text) => {
        setTyped(text);
        await updateTeam(notebook, { tags: tagsIn(text) });
      }}
    />
  );
}
