import { Copy } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { yearAfter } from '../../domain/review-date.ts';
import type { Study } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { startStudy } from '../../notebook/write-new-study.ts';
import { Button } from '../../ui/button.tsx';
import { inSentence } from './alias-of.ts';
import { studyName } from './plan-words.ts';
import { useToday } from './use-today.ts';
import { usualRules } from './usual-rules.ts';

/** A new study like this one, in one tap. It opens at its pupils, who are all that it needs. */
export function CopyStudyButton({ study }: { study: Study }) {
  const { notebook, me } = useOpenNotebook();
  const [, navigate] = useLocation();
  const [state, setState] = useState<'open' | 'copying' | 'failed'>('open');
  const today = useToday();
  const name = studyName(study);
  const copy = async () => {
    setState('copying');
    try {
      const id = await startStudy(notebook, {
        createdBy: me,
        title: m.plan_copy_of({ name: inSentence(name, 200) }),
        groundRules: usualRules(),
        reviewOn: yearAfter(today) ?? '',
        copyFrom: study.id,
      });
      navigate(`/studies/${id}/pupils`);
    } catch (error) {
      console.warn('The study could not be copied.', error);
      setState('failed');
    }
  };
  return (
    <>
      <Button
        writes
        kind="quiet"
        disabled={state === 'copying'}
        aria-label={m.plan_copy_study_named({ name: inSentence(name, 80) })}
        onClick={() => void copy()}
      >
        <Copy aria-hidden="true" />
        {m.plan_copy_study_button()}
      </Button>
      {state === 'failed' && <p role="alert">{m.plan_copy_failed()}</p>}
    </>
  );
}
