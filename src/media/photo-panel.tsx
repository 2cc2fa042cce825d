import { useEffect, useRef, useState, type ChangeEvent } from 'react';
import type { NoteId, SittingId } from '../domain/ids.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../notebook/notebook-context.tsx';
import { Button } from '../ui/button.tsx';
import { openPictureEditor } from './open-picture-editor.ts';
import { problemWords } from './photo-problems.ts';
import styles from './photo-panel.module.css';
import type { OpenedPicture, PictureEditor, PictureEdits, PictureProblem } from './picture-edits.ts';
import { savePhoto, type PhotoSaved } from './save-photo.ts';
import { lazy, Waiting } from '../ui/lazy.tsx';

const Editor = lazy(async () => ({ default: (await import('./photo-editor.tsx')).PhotoEditor }));

/** Why there is no photo (yet); `none` came back: refused, closed, or there is no camera. */
export type PhotoTrouble = PictureProblem | 'none' | Exclude<PhotoSaved, 'saved'>;

/** Does what belongs to a note in its turn, after the note itself; rejects when it could not. */
export type Attach = (note: NoteId, work: () => Promise<void>) => Promise<void>;

/**
 * Takes a photo of work: from camera or file to saved. It covers the screen it was opened from, which stays as it is
 * below with every half-written word, and nothing of the picture is kept before Save.
 */
export function PhotoPanel({
  note,
  undoScope,
  alt,
  attach,
  onClose,
}: {
  note: NoteId;
  undoScope: SittingId;
  /** Whose work it will be, for the picture's description. */
  alt: string;
  /** Does the work when the note itself is saved; rejects when it could not be. */
  attach: Attach;
  onClose: () => void;
}) {
  const { notebook } = useOpenNotebook();
  const dialog = useRef<HTMLDialogElement>(null);
  const editor = usePictureEditor();
  const [picture, setPicture] = useState<OpenedPicture>();
  const [isBusy, setIsBusy] = useState(false);
  const [trouble, setTrouble] = useState<PhotoTrouble>();
  useEffect(() => dialog.current?.showModal(), []);

  const work = async (step: () => Promise<PhotoTrouble | undefined>, whenItFails: PhotoTrouble) => {
    setIsBusy(true);
    setTrouble(undefined);
    try {
      setTrouble(await step());
    } catch (error) {
      console.warn('A picture could not be handled.', error);
      setTrouble(whenItFails);
    } finally {
      setIsBusy(false);
    }
  };
  const open = (file: File) =>
    work(async () => {
      const outcome = await (await editor()).open(file);
      if (outcome.kind === 'problem') return outcome.problem;
      setPicture(outcome);
      return undefined;
    }, 'unreadable');
  const save = (edits: PictureEdits) =>
    work(async () => {
      const finished = await (await editor()).finish(edits);
      let saved: PhotoSaved = 'failed';
      await attach(note, async () => {
        saved = await savePhoto(notebook, note, finished, undoScope);
      });
      if ((saved as PhotoSaved) !== 'saved') return saved;
      dialog.current?.close();
      return undefined;
    }, 'failed');

  return (
    <dialog
      ref={dialog}
      className={styles['panel']}
      aria-labelledby="photo-panel"
      onClose={onClose}
      onCancel={(event) => {
        // A stray Escape, or the back gesture, must not throw away what was cropped and blurred.
        if (picture) event.preventDefault();
      }}
    >
      <div className={styles['bar']}>
        <h2 id="photo-panel" className={styles['title']}>
          {m.media_panel()}
        </h2>
        <Button kind="plain" onClick={() => dialog.current?.close()}>
          {m.media_cancel()}
        </Button>
      </div>
      {trouble && (
        <p role="alert" className={styles['trouble']}>
          {problemWords(trouble)}
        </p>
      )}
      {picture ? (
        <Waiting>
          <Editor picture={picture} alt={alt} isSaving={isBusy} onSave={(edits) => void save(edits)} />
        </Waiting>
      ) : (
        <Sources isBusy={isBusy} onFile={(file) => void open(file)} onNone={() => setTrouble('none')} />
      )}
    </dialog>
  );
}

/**
 * The camera's own page, or a file. With `capture` the picture comes straight here: iPadOS and Chrome on ChromeOS put
 * nothing into the camera roll; on Android Chrome asks for a picture in its own folder, and a few makers' camera apps are
 * known to keep a copy in the gallery all the same. The words on screen promise no more than that.
 */
function Sources({
  isBusy,
  onFile,
  onNone,
}: {
  isBusy: boolean;
  onFile: (file: File) => void;
  onNone: () => void;
}) {
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    // The same file may be chosen again after it was refused.
    event.target.value = '';
    if (file) onFile(file);
  };
  const input = { type: 'file', accept: 'image/*', disabled: isBusy, onChange, onCancel: onNone } as const;
  return (
    <div className={styles['sources']}>
      <label className={styles['source']}>
        {m.media_take()}
        <input {...input} capture="environment" className={styles['input']} />
      </label>
      <label className={styles['source']}>
        {m.media_choose()}
        <input {...input} className={styles['input']} />
      </label>
      <p className={styles['hint']}>{isBusy ? m.media_opening() : m.media_sources_hint()}</p>
    </div>
  );
}

/** Made when the first picture is opened, put away with the panel. */
function usePictureEditor(): () => Promise<PictureEditor> {
  const made = useRef<Promise<PictureEditor>>(undefined);
  useEffect(
    () => () => {
      void made.current?.then((editor) => editor.close());
      made.current = undefined;
    },
    [],
  );
  return () => (made.current ??= openPictureEditor());
}
