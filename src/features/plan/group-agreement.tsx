import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { StudyId } from '../../domain/ids.ts';
import type { GroundRule } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { groundRules } from '../../notebook/read-ground-rules.ts';
import {
  addGroundRule,
  beginWithUsualRules,
  bringGroundRuleBack,
  moveGroundRule,
  removeGroundRule,
  updateGroundRule,
} from '../../notebook/write-ground-rules.ts';
import { AutosaveField } from '../../ui/autosave-field.tsx';
import { Button } from '../../ui/button.tsx';
import { useHandsFocusOn } from '../../ui/hand-focus-on.ts';
import styles from './group-agreement.module.css';
import { MoveButtons } from '../../ui/move-buttons.tsx';
import { useTapWrite } from '../../ui/tap-write.tsx';
import { UndoNotice } from '../../ui/undo-notice.tsx';
import { usualRules } from './usual-rules.ts';

/** How the team works together: a list that begins with the usual rules and is the team's own. */
export function GroupAgreement({ study }: { study: StudyId }) {
  const { notebook } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  const rules = useNotebookQuery((n) => groundRules(n, study), [study]);
  const [isOrdering, setIsOrdering] = useState(false);
  const [removed, setRemoved] = useState<string>();
  if (rules === undefined) return null;
  const remove = async (id: string) => {
    await removeGroundRule(notebook, id);
    setRemoved(id);
  };
  const bringBack = async (id: string) => {
    await bringGroundRuleBack(notebook, id);
    setRemoved(undefined);
  };
  const add = () => addGroundRule(notebook, study, Math.max(0, ...rules.map(({ order }) => order ?? 0)) + 1);
  return (
    <section className={styles['agreement']} aria-labelledby="plan-agreement">
      <div className={styles['head']}>
        <h2 id="plan-agreement">{m.plan_section_agreement()}</h2>
        {rules.length > 0 && (
          <Button writes kind="quiet" aria-pressed={isOrdering} onClick={() => setIsOrdering(!isOrdering)}>
            {isOrdering ? m.plan_rules_done() : m.plan_rules_change()}
          </Button>
        )}
      </div>
      <p className={styles['hint']}>{m.plan_agreement_hint()}</p>
      <ol className={styles['rules']} aria-labelledby="plan-agreement">
        {rules.map((rule, index) => (
          <li key={rule.id}>
            <RuleField rule={rule} position={index + 1} />
            {isOrdering && (
              <div className={styles['tools']}>
                <MoveButtons
                  position={index + 1}
                  count={rules.length}
                  thing={m.plan_rule_number({ number: index + 1 })}
                  onMove={(direction) => moveGroundRule(notebook, rules, rule.id, direction)}
                />
                <Button
                  kind="quiet"
                  aria-label={m.plan_rule_remove_named({ number: index + 1 })}
                  onClick={() => attempt(remove(rule.id))}
                >
                  {m.plan_rule_remove()}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ol>
      {removed !== undefined && (
        <UndoNotice
          key={removed}
          text={m.plan_rule_removed()}
          undo={m.plan_undo()}
          onUndo={() => attempt(bringBack(removed))}
        />
      )}
      {trouble}
      <div className={styles['add']}>
        <Button writes kind="plain" onClick={() => attempt(add())}>
          <Plus aria-hidden="true" />
          {m.plan_rule_add()}
        </Button>
        {rules.length === 0 && (
          <UsualRules onChoose={() => attempt(beginWithUsualRules(notebook, study, usualRules()))} />
        )}
      </div>
    </section>
  );
}

/** Gone as soon as there are rules. */
function UsualRules({ onChoose }: { onChoose: () => void }) {
  const button = useHandsFocusOn<HTMLButtonElement>();
  return (
    <Button ref={button} writes kind="plain" onClick={onChoose}>
      {m.plan_rules_usual()}
    </Button>
  );
}

function RuleField({ rule, position }: { rule: GroundRule; position: number }) {
  const { notebook } = useOpenNotebook();
  return (
    <AutosaveField
      multiline
      hideLabel
      className={styles['rule']}
      label={m.plan_rule_number({ number: position })}
      placeholder={m.plan_rule_hint()}
      value={rule.text}
      draftKey={`groundRules/${rule.id}/text`}
      onSave={(text, shown) => updateGroundRule(notebook, rule.id, text, { text: shown })}
      beside={rule.beside?.['text']}
    />
  );
}
