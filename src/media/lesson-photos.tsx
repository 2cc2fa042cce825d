import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LessonId } from '../domain/ids.ts';
import type { Note } from '../domain/note.ts';
import { useNotebookQuery, useOpenNotebook } from '../notebook/notebook-context.tsx';
import { lessonPhotos, type LessonPhotos } from '../notebook/read-photos.ts';
import { lazy, Waiting } from '../ui/lazy.tsx';
import { heldPhoto } from './behind-lock.ts';

const NONE: LessonPhotos = { byNote: new Map(), aliases: new Map(), names: new Map(), allowed: new Set() };
const NO_STORE = createStore<LessonPhotos>(() => NONE);
const PhotosContext = createContext<StoreApi<LessonPhotos>>(NO_STORE);

/**
 * Reads a lesson's photos once for all notes below; a new one draws its own note anew and no other. A picture that the lock
 * took away is there again for whoever took it.
 */
export function LessonPhotosProvider({ lesson, children }: { lesson: LessonId; children: ReactNode }) {
  const [store] = useState(() => createStore<LessonPhotos>(() => NONE));
  const found = useNotebookQuery((notebook) => lessonPhotos(notebook, lesson), [lesson]);
  useEffect(() => store.setState(found ?? NONE, true), [store, found]);
  const { notebook, me } = useOpenNotebook();
  const [held, setHeld] = useState(() => heldPhoto(notebook, me, lesson));
  return (
    <PhotosContext value={store}>
      {children}
      {held && (
        <Waiting>
          <Panel photo={held} held={held} onClose={() => setHeld(undefined)} />
        </Waiting>
      )}
    </PhotosContext>
  );
}

const Panel = lazy(async () => ({ default: (await import('./photo-panel.tsx')).PhotoPanel }));

export function useLessonPhotos<T>(select: (photos: LessonPhotos) => T): T {
  return useStore(useContext(PhotosContext), select);
}

const Thumbs = lazy(async () => ({ default: (await import('./photo-thumbs.tsx')).PhotoThumbs }));

const Editing = lazy(async () => ({ default: (await import('./edit-photos.tsx')).EditPhotos }));

/** The photos of an own note that is open for change. */
export function NotePhotosToEdit(props: { note: Note; undoScope: string }) {
  const isInUse = useLessonPhotos(({ allowed, byNote }) => allowed.size > 0 || byNote.has(props.note.id));
  return isInUse ? (
    <Waiting>
      <Editing {...props} />
    </Waiting>
  ) : null;
}

/** The photos of a note, small; nothing of theirs is loaded for a note without any. */
export function NotePhotos({ note }: { note: Note }) {
  const photos = useLessonPhotos(({ byNote }) => byNote.get(note.id));
  if (photos === undefined) return null;
  return (
    <Waiting>
      <Thumbs note={note} photos={photos} />
    </Waiting>
  );
}
