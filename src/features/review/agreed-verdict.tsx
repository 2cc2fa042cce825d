import { CircleCheck, CircleDot, Sparkles } from 'lucide-react';
import { useRef, useState } from 'react';
import type { StageId } from '../../domain/ids.ts';
import type { Mask } from '../../domain/mask-names.ts';
import { MATCH_VALUES, type MatchValue, type Verdict } from '../../domain/note.ts';
import type { PupilLetter } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { setVerdict } from '../../notebook/write-lesson.ts';
import { AutosaveField } from '../../ui/autosave-field.tsx';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { useMayChange } from '../../ui/read-only.ts';
import { classNames } from '../../ui/class-names.ts';
import styles from './agreed-verdict.module.css';
import { VERDICT_NAMES } from './review-words.ts';

const ICONS = { as: CircleCheck, partly: CircleDot, not: Sparkles } as const;

/** What the team agrees about one prediction: said in words and a sign, opened by a tap, chosen in place. */
export function AgreedVerdict({
  stage,
  letter,
  verdict,
  mask,
}: {
  stage: StageId;
  letter: PupilLetter;
  verdict: Verdict | undefined;
  mask: Mask;
}) {
  const { notebook } = useOpenNotebook();
  const mayChange = useMayChange();
  const [isOpen, setIsOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const value = MATCH_VALUES.find((each) => each === verdict?.value);
  const remark = verdict?.remark ?? '';
  const choose = (chosen: MatchValue | '') =>
    setVerdict(notebook, stage, letter, { value: chosen }).then(
      () => setHasFailed(false),
      (error: unknown) => {
        console.warn('A verdict could not be saved.', error);
        setHasFailed(true);
      },
    );
  if (!mayChange) {
    if (value === undefined) return null;
    return (
      <p className={classNames(styles['agreed'], styles[value])}>
        <Agreed value={value} remark={mask(remark)} />
      </p>
    );
  }
  return (
    <div className={styles['verdict']}>
      <button
        ref={opener}
        type="button"
        className={classNames(styles['agreed'], value && styles[value])}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Agreed value={value} remark={mask(remark)} />
      </button>
      {isOpen && (
        <div className={styles['panel']}>
          <Choice<MatchValue>
            legend={m.review_agreed()}
            hideLegend
            options={MATCH_VALUES.map((each) => ({ value: each, label: VERDICT_NAMES[each]() }))}
            value={value ?? ''}
            allowNone
            onChange={(chosen) => void choose(chosen)}
          />
          <AutosaveField
            label={m.review_remark()}
            value={remark}
            placeholder={m.review_remark_example()}
            beside={verdict?.beside?.['remark']}
            draftKey={`verdicts/${stage}.${letter}/remark`}
            onSave={(text, shown) => setVerdict(notebook, stage, letter, { remark: text }, { remark: shown })}
          />
          {hasFailed && (
            <p role="alert" className={styles['problem']}>
              {m.review_verdict_not_saved()}
            </p>
          )}
          <Button
            kind="plain"
            onClick={() => {
              setIsOpen(false);
              opener.current?.focus();
            }}
          >
            {m.review_close()}
          </Button>
        </div>
      )}
    </div>
  );
}

function Agreed({ value, remark }: { value: MatchValue | undefined; remark: string }) {
  if (value === undefined) return <>{m.review_choose()}</>;
  const Icon = ICONS[value];
  const verdict = VERDICT_NAMES[value]();
  return (
    <>
      <Icon size={18} aria-hidden="true" />
      <span dir="auto">{remark === '' ? verdict : m.review_verdict_with_remark({ verdict, remark })}</span>
    </>
  );
}
