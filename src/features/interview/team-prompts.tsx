import { Plus } from 'lucide-react';
import { useId, useState } from 'react';
import type { Prompt } from '../../domain/interview.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import {
  addPrompt,
  bringPromptBack,
  bringUsualPromptsBack,
  movePrompt,
  removePrompt,
  rewordPrompt,
} from '../../notebook/write-prompts.ts';
import { AutosaveField } from '../../ui/autosave-field.tsx';
import { Button } from '../../ui/button.tsx';
import { MoveButtons } from '../../ui/move-buttons.tsx';
import { UndoNotice } from '../../ui/undo-notice.tsx';
import { useTapWrite } from '../../ui/tap-write.tsx';
import { usualWords } from './prompt-words.ts';
import styles from './team-prompts.module.css';

/** What the team asks. Out of the way until somebody wants to change it, and opened by itself when there is nothing to ask. */
export function TeamPrompts({ prompts }: { prompts: readonly Prompt[] }) {
  const { notebook } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  const [isOpen, setIsOpen] = useState(false);
  const [removed, setRemoved] = useState<string>();
  const panel = useId();
  const isShown = isOpen || prompts.length === 0;
  const remove = async (id: string) => {
    await removePrompt(notebook, id);
    setRemoved(id);
  };
  const bringBack = async (id: string) => {
    await bringPromptBack(notebook, id);
    setRemoved(undefined);
  };
  const add = () => addPrompt(notebook, Math.max(0, ...prompts.map(({ order }) => order ?? 0)) + 1);
  return (
    <section className={styles['prompts']} aria-labelledby="team-prompts">
      <div className={styles['head']}>
        <h2 id="team-prompts">{m.interview_prompts()}</h2>
        <Button
          kind="plain"
          aria-expanded={isShown}
          aria-controls={isShown ? panel : undefined}
          onClick={() => setIsOpen(!isShown)}
        >
          {isShown ? m.interview_close() : m.interview_prompts_change()}
        </Button>
      </div>
      {isShown && (
        <div id={panel} className={styles['panel']}>
          <p className={styles['hint']}>{m.interview_prompts_hint()}</p>
          <ol className={styles['list']} aria-labelledby="team-prompts">
            {prompts.map((prompt, index) => (
              <li key={prompt.id} className={styles['prompt']}>
                <PromptField prompt={prompt} position={index + 1} />
                <div className={styles['tools']}>
                  <MoveButtons
                    position={index + 1}
                    count={prompts.length}
                    thing={m.interview_prompt_number({ number: index + 1 })}
                    onMove={(direction) => movePrompt(notebook, prompts, prompt.id, direction)}
                  />
                  <Button
                    kind="quiet"
                    aria-label={m.interview_prompt_remove_named({ number: index + 1 })}
                    onClick={() => attempt(remove(prompt.id))}
                  >
                    {m.interview_prompt_remove()}
                  </Button>
                </div>
              </li>
            ))}
          </ol>
          {removed !== undefined && (
            <UndoNotice
              key={removed}
              text={m.interview_prompt_removed()}
              undo={m.interview_prompt_undo()}
              onUndo={() => attempt(bringBack(removed))}
            />
          )}
          {trouble}
          <div className={styles['add']}>
            <Button kind="plain" onClick={() => attempt(add())}>
              <Plus aria-hidden="true" />
              {m.interview_prompt_add()}
            </Button>
            {prompts.length === 0 && (
              <Button kind="plain" onClick={() => attempt(bringUsualPromptsBack(notebook))}>
                {m.interview_prompts_usual()}
              </Button>
            )}
          </div>
        </div>
      )}
    </section>
  );
}

function PromptField({ prompt, position }: { prompt: Prompt; position: number }) {
  const { notebook } = useOpenNotebook();
  // Whoever empties a usual prompt to write another does not get the usual words back under their fingers.
  const [isEmptied, setIsEmptied] = useState(false);
  const usual = usualWords(prompt);
  const save = async (text: string, shown: readonly string[]) => {
    setIsEmptied(text === '');
    // Where the usual wording is shown, nothing is written down: that is what is replaced.
    await rewordPrompt(notebook, prompt.id, text, { text: [...shown, ''] });
  };
  return (
    <AutosaveField
      multiline
      hideLabel
      label={m.interview_prompt_number({ number: position })}
      placeholder={usual || m.interview_prompt_hint()}
      value={prompt.text || (isEmptied ? '' : usual)}
      draftKey={`prompts/${prompt.id}/text`}
      onSave={save}
      beside={prompt.beside?.['text']}
    />
  );
}
