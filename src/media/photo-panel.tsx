import { useCallback, useEffect, useRef, useState, type ChangeEvent } from 'react';
import type { NoteId, SittingId } from '../domain/ids.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../notebook/notebook-context.tsx';
import { Button } from '../ui/button.tsx';
import { holdPhoto, letGoOfPhoto, type PhotoBehindLock } from './behind-lock.ts';
import { openPictureEditor } from './open-picture-editor.ts';
import { problemWords } from './photo-problems.ts';
import styles from './photo-panel.module.css';
import { UNTOUCHED, type PictureEditor, type PictureEdits, type PictureProblem } from './picture-edits.ts';
import { savePhoto, type PhotoSaved } from './save-photo.ts';
import { lazy, Waiting } from '../ui/lazy.tsx';

const Editor = lazy(async () => ({ default: (await import('./photo-editor.tsx')).PhotoEditor }));

/** Why there is no photo (yet); `none` came back: refused, closed, or there is no camera. */
export type PhotoTrouble = PictureProblem | 'none' | Exclude<PhotoSaved, 'saved'>;

/** Does what belongs to a note in its turn, after the note itself; rejects when it could not. */
export type Attach = (note: NoteId, work: () => Promise<void>) => Promise<void>;

/** Which note a photo is taken for. */
export interface PhotoToTake {
  readonly note: NoteId;
  readonly undoScope: SittingId;
  /** Whose work it will be, for the picture's description. */
  readonly alt: string;
  /** Does the work when the note itself is saved; rejects when it could not be. */
  readonly attach: Attach;
}

/**
 * Takes a photo of work: from camera or file to saved. It covers the screen it was opened from, which stays as it is
 * below with every half-written word, and nothing of the picture is kept before Save. Where the tablet's lock takes it off
 * the screen, whoever took the picture goes on with it afterwards.
 */
export function PhotoPanel({
  photo,
  held,
  onClose,
}: {
  photo: PhotoToTake;
  held?: PhotoBehindLock;
  onClose: () => void;
}) {
  const { notebook, me } = useOpenNotebook();
  const { note, undoScope, alt, attach } = photo;
  const dialog = useRef<HTMLDialogElement>(null);
  const [picture, setPicture] = useState(held?.picture);
  const [before] = useState(held?.edits ?? UNTOUCHED);
  const edits = useRef(before);
  const keepEdits = useCallback((now: PictureEdits) => {
    edits.current = now;
  }, []);
  const editor = usePictureEditor(held?.editor, (made) => {
    return picture && { ...photo, picture, editor: made, edits: edits.current };
  });
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
  const save = () =>
    work(async () => {
      const finished = await (await editor()).finish(edits.current);
      let saved: PhotoSaved = 'failed';
      await attach(note, async () => {
        saved = await savePhoto(notebook, note, finished, undoScope);
      });
      if ((saved as PhotoSaved) !== 'saved') return saved;
      letGoOfPhoto(notebook, me);
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
          <Editor
            picture={picture}
            alt={alt}
            edits={before}
            onEdit={keepEdits}
            isSaving={isBusy}
            onSave={() => void save()}
          />
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

/** Made when the first picture is opened, put away with the panel; not where the lock comes before there is a photo. */
function usePictureEditor(
  held: Promise<PictureEditor> | undefined,
  asItIs: (made: Promise<PictureEditor>) => PhotoBehindLock | undefined,
): () => Promise<PictureEditor> {
  const { notebook, me, isLocking } = useOpenNotebook();
  const made = useRef(held);
  const latest = useRef(asItIs);
  useEffect(() => {
    latest.current = asItIs;
  });
  useEffect(
    () => () => {
      const editor = made.current;
      made.current = undefined;
      const photo = editor && isLocking?.() ? latest.current(editor) : undefined;
      if (photo) return holdPhoto(notebook, me, photo);
      letGoOfPhoto(notebook, me);
      void editor?.then((opened) => opened.close());
    },
    [notebook, me, isLocking],
  );
  return () => (made.current ??= openPictureEditor());
}
