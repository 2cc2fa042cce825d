import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { studyOf } from '../../domain/ids.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { eraseForEveryone } from '../../notebook/erase.ts';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { letterOf } from '../../notebook/read-erasures.ts';
import { whatWouldGo, type WouldGo } from '../../notebook/read-would-go.ts';
import { studyOverview } from '../../notebook/read-study.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { SyncPill } from '../../worker-link/sync-pill.tsx';
import styles from './delete-screen.module.css';
import { MissingStudy } from './missing.tsx';
import { studyName } from './plan-words.ts';

/** What deleting a study, or everything about one pupil (`study.A`), takes away and from where; and then the two steps. */
export function DeleteScreen({ scope }: { scope: string }) {
  const study = studyOf(scope);
  const letter = letterOf(scope);
  const overview = useNotebookQuery(async (open) => (await studyOverview(open, study)) ?? null, [study]);
  const counts = useNotebookQuery((open) => whatWouldGo(open, scope), [scope]);
  if (overview === null) return <MissingStudy />;
  if (overview === undefined || counts === undefined) return <Placeholder>{m.plan_opening()}</Placeholder>;
  const pupil = overview.pupils.find((each) => each.letter === letter);
  if (letter !== undefined && pupil === undefined) return <MissingStudy />;
  const back = letter === undefined ? `/studies/${study}` : `/studies/${study}/pupils`;
  const name = pupil?.alias.trim() || (letter ? m.erase_pupil({ letter }) : '');
  return (
    <div className={styles['page']}>
      <ScreenHeader
        title={letter === undefined ? m.erase_study_title() : m.erase_pupil_title({ name })}
        subtitle={<bdi>{studyName(overview.study)}</bdi>}
        backTo={back}
        backLabel={m.erase_back()}
      >
        <SyncPill />
      </ScreenHeader>
      <div className={styles['body']}>
        <WhatGoes counts={counts} letter={letter} />
        <section className={styles['part']} aria-labelledby="erase-how">
          <h2 id="erase-how">{m.erase_how_title()}</h2>
          <p>{m.erase_how()}</p>
          <p>{m.erase_backups()}</p>
          <p>{m.erase_unknown()}</p>
          <Link href="/team" className={styles['link']}>
            {m.app_team()}
          </Link>
        </section>
        <TwoSteps scope={scope} back={back} then={letter === undefined ? '/studies' : back} />
      </div>
    </div>
  );
}

function WhatGoes({ counts, letter }: { counts: WouldGo; letter: string | undefined }) {
  const lines = [
    [m.erase_lessons(), counts.lessons],
    [m.erase_notes(), counts.notes],
    [m.erase_photos(), counts.photos],
    [m.erase_interviews(), counts.interviews],
    [m.erase_findings(), counts.findings],
    [m.erase_comments(), counts.comments],
  ] as const;
  return (
    <section className={styles['part']} aria-labelledby="erase-what">
      <h2 id="erase-what">{m.erase_what()}</h2>
      <dl className={styles['counts']}>
        {lines
          .filter(([, count]) => count > 0)
          .map(([label, count]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{count}</dd>
            </div>
          ))}
      </dl>
      {letter === undefined ? (
        <p>{m.erase_study_rest()}</p>
      ) : (
        <>
          <p>{m.erase_pupil_rest()}</p>
          <p>{m.erase_pupil_not({ letter })}</p>
        </>
      )}
    </section>
  );
}

/** No dialog: the second button stands in another place than the first, so that no double tap reaches it. */
function TwoSteps({ scope, back, then }: { scope: string; back: string; then: string }) {
  const { notebook, me } = useOpenNotebook();
  const [, navigate] = useLocation();
  const [step, setStep] = useState<'open' | 'asking' | 'deleting' | 'failed'>('open');
  const erase = async () => {
    setStep('deleting');
    try {
      await eraseForEveryone(notebook, { scope, erasedBy: me });
      navigate(then, { replace: true });
    } catch (error) {
      console.warn('It could not be deleted.', error);
      setStep('failed');
    }
  };
  if (step === 'open') {
    return (
      <div className={styles['row']}>
        <LinkButton kind="plain" href={`/studies/${studyOf(scope)}/report`}>
          {m.erase_copy()}
        </LinkButton>
        <Button writes kind="quiet" className={styles['danger']} onClick={() => setStep('asking')}>
          {m.erase_begin()}
        </Button>
      </div>
    );
  }
  return (
    <section className={styles['asking']} aria-label={m.erase_confirm()}>
      <p role="alert">
        <strong>{step === 'failed' ? m.erase_failed() : m.erase_no_way_back()}</strong>
      </p>
      <LinkButton kind="plain" href={back}>
        {m.erase_keep()}
      </LinkButton>
      <Button
        writes
        kind="plain"
        className={styles['danger']}
        disabled={step === 'deleting'}
        onClick={() => void erase()}
      >
        {m.erase_confirm()}
      </Button>
    </section>
  );
}
