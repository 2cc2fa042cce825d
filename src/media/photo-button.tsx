import { Camera, CameraOff } from 'lucide-react';
import { useState } from 'react';
import type { NoteId, SittingId } from '../domain/ids.ts';
import { m } from '../i18n/paraglide/messages.js';
import { useLessonPhotos } from './lesson-photos.tsx';
import type { Attach } from './photo-panel.tsx';
import { lazy, Waiting } from '../ui/lazy.tsx';

const Panel = lazy(async () => ({ default: (await import('./photo-panel.tsx')).PhotoPanel }));

/**
 * Offered only for a pupil whose plan page allows photos of work; of the whole class never, because it takes one pupil
 * without leave to make a photo wrong. Where photos are in use and not of this pupil, a tap says why. Where they are
 * allowed of nobody, nothing stands here at all.
 */
export function PhotoButton({
  subject,
  undoScope,
  className,
  begin,
  attach,
}: {
  /** The pupil's letter, or `class`. */
  subject: string;
  undoScope: SittingId;
  className?: string | undefined;
  /** The note that the photo will belong to. */
  begin: () => NoteId;
  attach: Attach;
}) {
  const isUsed = useLessonPhotos(({ allowed }) => allowed.size > 0);
  const isAllowed = useLessonPhotos(({ allowed }) => allowed.has(subject));
  const alias = useLessonPhotos(({ aliases }) => aliases.get(subject) || subject);
  const [note, setNote] = useState<NoteId>();
  if (!isUsed) return null;
  if (!isAllowed) {
    const why = subject === 'class' ? m.media_no_photo_class() : m.media_no_photo_why({ pupil: alias });
    return <NoPhoto key={subject} why={why} className={className} />;
  }
  return (
    <>
      <button
        type="button"
        className={className}
        aria-label={m.media_photo()}
        aria-haspopup="dialog"
        onClick={() => setNote(begin())}
      >
        <Camera size={22} aria-hidden="true" />
      </button>
      {note !== undefined && (
        <Waiting>
          <Panel
            photo={{ note, undoScope, alt: m.media_preview({ pupil: alias }), attach }}
            onClose={() => setNote(undefined)}
          />
        </Waiting>
      )}
    </>
  );
}

function NoPhoto({ why, className }: { why: string; className: string | undefined }) {
  const [saysWhy, setSaysWhy] = useState(false);
  return (
    <>
      <button
        type="button"
        className={className}
        aria-label={m.media_no_photo()}
        aria-expanded={saysWhy}
        onClick={() => setSaysWhy(!saysWhy)}
      >
        <CameraOff size={22} aria-hidden="true" />
      </button>
      {saysWhy && <p role="status">{why}</p>}
    </>
  );
}
