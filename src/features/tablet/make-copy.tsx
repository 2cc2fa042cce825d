import { Download, Share } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useSafekeeping, type MadeCopy } from '../../access/safekeeping.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { Button } from '../../ui/button.tsx';
import { canShare, saveFile, shareFile } from '../../ui/save-file.ts';
import { useTapWrite } from '../../ui/tap-write.tsx';
import { fileSize } from './file-size.ts';
import styles from './safekeeping.module.css';

type State =
  | { readonly kind: 'idle' | 'failed' }
  | { readonly kind: 'making'; readonly share: number }
  | { readonly kind: 'made'; readonly copy: MadeCopy };

export function MakeCopy() {
  const { notebook } = useOpenNotebook();
  const load = useSafekeeping();
  const [state, setState] = useState<State>({ kind: 'idle' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const make = async () => {
    const controller = new AbortController();
    running.current = controller;
    setState({ kind: 'making', share: 0 });
    try {
      const keep = await load();
      const copy = await keep.makeCopy(notebook.team, {
        onStep: (share) => !controller.signal.aborted && setState({ kind: 'making', share }),
        signal: controller.signal,
      });
      if (!controller.signal.aborted) setState(copy ? { kind: 'made', copy } : { kind: 'idle' });
    } catch (error) {
      console.warn('A sealed copy could not be made.', error);
      if (!controller.signal.aborted) setState({ kind: 'failed' });
    }
  };
  const stop = () => {
    running.current?.abort();
    setState({ kind: 'idle' });
  };

  return (
    <section className={styles['part']}>
      <h2>{m.copy_make_part()}</h2>
      {state.kind === 'made' ? (
        <Made key={state.copy.file.name} copy={state.copy} />
      ) : (
        <Button kind="primary" disabled={state.kind === 'making'} onClick={() => void make()}>
          {m.copy_make()}
        </Button>
      )}
      {state.kind === 'making' && (
        <div className={styles['running']}>
          <progress value={state.share} aria-label={m.copy_making()} />
          <Button kind="quiet" onClick={stop}>
            {m.copy_stop()}
          </Button>
        </div>
      )}
      <p role="status" className={styles['outcome']}>
        {state.kind === 'making' && m.copy_making()}
        {state.kind === 'failed' && m.copy_make_failed()}
      </p>
    </section>
  );
}

/** A copy counts as put away only when somebody says so: a browser does not tell whether a file was saved. */
function Made({ copy }: { copy: MadeCopy }) {
  const [state, setState] = useState<'ready' | 'handedOver' | 'putAway'>('ready');
  const { file, photosLeftOut } = copy;
  const { attempt, trouble } = useTapWrite();
  const putAway = async () => {
    await copy.saved();
    setState('putAway');
  };
  return (
    <>
      <p role="status">
        {m.copy_made({ name: file.name, size: fileSize(file.size) })}
        {photosLeftOut > 0 && ` ${m.copy_left_out({ count: photosLeftOut })}`}
      </p>
      <div className={styles['ways']}>
        {canShare(file) && (
          <Button kind="primary" onClick={() => void shareFile(file).then(() => setState('handedOver'))}>
            <Share aria-hidden="true" />
            {m.copy_share()}
          </Button>
        )}
        <Button
          kind={canShare(file) ? 'plain' : 'primary'}
          onClick={() => {
            saveFile(file);
            setState('handedOver');
          }}
        >
          <Download aria-hidden="true" />
          {m.copy_save()}
        </Button>
      </div>
      {state === 'handedOver' && (
        <>
          <p role="status">{m.copy_is_it_there()}</p>
          <Button kind="plain" onClick={() => attempt(putAway())}>
            {m.copy_it_is_there()}
          </Button>
          {trouble}
        </>
      )}
      {state === 'putAway' && <p role="status">{m.copy_put_away()}</p>}
    </>
  );
}
