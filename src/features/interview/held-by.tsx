import { lightFormat } from 'date-fns/lightFormat';
import { useId, useState } from 'react';
import type { Interview } from '../../domain/interview.ts';
import { formatLessonTime } from '../../domain/lesson-clock.ts';
import type { Member } from '../../domain/study.ts';
import { momentSince } from '../../i18n/dates.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { updateInterview } from '../../notebook/write-interviews.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAutosave } from '../../ui/autosave.ts';
import styles from './held-by.module.css';

/** Who asked and when: put down by itself, and put right by a tap when the words were written from a slip of paper. */
export function HeldBy({
  interview,
  team,
  onFailed,
}: {
  interview: Interview | undefined;
  team: readonly Member[];
  onFailed: (hasFailed: boolean) => void;
}) {
  const { notebook } = useOpenNotebook();
  const [isOpen, setIsOpen] = useState(false);
  const panel = useId();
  if (interview === undefined) return <p className={styles['words']}>{m.interview_nobody_yet()}</p>;
  const choose = (interviewer: string) =>
    void updateInterview(notebook, interview.id, { interviewer }).then(
      () => onFailed(false),
      (error: unknown) => {
        console.warn('Who asked could not be saved.', error);
        onFailed(true);
      },
    );
  return (
    <div className={styles['held']}>
      <div className={styles['line']}>
        <p className={styles['words']}>{heldWords(interview, team)}</p>
        <Button
          kind="quiet"
          aria-expanded={isOpen}
          aria-controls={isOpen ? panel : undefined}
          onClick={() => setIsOpen(!isOpen)}
        >
          {isOpen ? m.interview_close() : m.interview_change_held()}
        </Button>
      </div>
      {isOpen && (
        <div id={panel} className={styles['panel']}>
          <Choice<string>
            legend={m.interview_who()}
            options={team.map(({ id, name }) => ({ value: id, label: name || m.review_somebody() }))}
            value={interview.interviewer}
            onChange={choose}
          />
          <HeldAt interview={interview} />
        </div>
      )}
    </div>
  );
}

/** In the browser's own field. Half a date is no save. */
function HeldAt({ interview: { id, heldAt } }: { interview: Interview }) {
  const { notebook } = useOpenNotebook();
  const save = async (typed: string) => {
    const at = Date.parse(typed);
    if (Number.isFinite(at)) await updateInterview(notebook, id, { heldAt: at });
  };
  const value = heldAt === null ? '' : lightFormat(heldAt, "yyyy-MM-dd'T'HH:mm");
  const { text, write, flush, isUnsaved } = useAutosave(value, save, `interviews/${id}/heldAt`);
  return (
    <TextField
      label={m.interview_when()}
      type="datetime-local"
      value={text}
      onChange={write}
      onBlur={flush}
      error={isUnsaved ? m.ui_not_saved() : undefined}
    />
  );
}

function heldWords({ interviewer, heldAt, elapsedMs }: Interview, team: readonly Member[]): string {
  const name = team.find(({ id }) => id === interviewer)?.name || m.review_somebody();
  const when = heldAt === null ? '' : momentSince(new Date(heldAt), new Date());
  return elapsedMs !== null && elapsedMs > 0
    ? m.interview_held_for({ name, when, time: formatLessonTime(elapsedMs) })
    : m.interview_held({ name, when });
}
