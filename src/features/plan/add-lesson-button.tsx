import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { lastSegment, type StudyId } from '../../domain/ids.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { addLesson } from '../../notebook/write-plan.ts';
import { Button } from '../../ui/button.tsx';
import { useTapWrite } from '../../ui/tap-write.tsx';

/** Adds the study's next lesson, which is `number`, and goes to its plan. */
export function AddLessonButton({
  study,
  number,
  kind,
}: {
  study: StudyId;
  number: string;
  kind: 'primary' | 'quiet';
}) {
  const { notebook } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  const [, navigate] = useLocation();
  const [isAdding, setIsAdding] = useState(false);
  const add = async () => {
    setIsAdding(true);
    try {
      const lesson = await addLesson(notebook, study);
      navigate(`/studies/${study}/lessons/${lesson === undefined ? number : lastSegment(lesson)}`);
    } finally {
      setIsAdding(false);
    }
  };
  return (
    <>
      <Button writes kind={kind} disabled={isAdding} onClick={() => attempt(add())}>
        <Plus aria-hidden="true" />
        {m.plan_add_lesson({ number })}
      </Button>
      {trouble}
    </>
  );
}
