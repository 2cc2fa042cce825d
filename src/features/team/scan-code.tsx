import { useEffect, useRef, useState } from 'react';
import { m } from '../../i18n/paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import { closeCamera, openCamera, type CameraProblem } from './camera.ts';
import { createQrDetector } from './qr-detector.ts';
import { looksLikeInvitation } from './typed-code.ts';
import styles from './scan-code.module.css';

const LOOK_EVERY_MS = 200;

/** The camera's picture until it shows a code that is looked for; in its place words when there can be no picture. */
export function ScanCode({
  isCode = looksLikeInvitation,
  onCode,
  onClose,
}: {
  isCode?: (text: string) => boolean;
  onCode: (text: string) => void;
  onClose: () => void;
}) {
  const video = useRef<HTMLVideoElement>(null);
  const [problem, setProblem] = useState<CameraProblem>();
  const found = useRef(onCode);
  useEffect(() => {
    found.current = onCode;
  });

  useEffect(() => {
    let isGone = false;
    let stream: MediaStream | undefined;
    const stop = () => {
      isGone = true;
      if (stream) closeCamera(stream);
    };

    const look = async () => {
      const outcome = await openCamera();
      if (outcome.kind !== 'open') return setProblem(outcome.kind);
      stream = outcome.stream;
      const picture = video.current;
      if (isGone || picture === null) return stop();
      picture.srcObject = stream;
      await picture.play();
      const detector = await createQrDetector();
      while (!isGone) {
        const codes = await detector.detect(picture);
        const code = codes.find(({ rawValue }) => isCode(rawValue));
        if (code && !isGone) return found.current(code.rawValue);
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
    };
    look().catch((error: unknown) => {
      // play() and detect() fail when the picture goes away under them.
      if (isGone) return;
      console.warn(error);
      setProblem('missing');
    });
    return stop;
  }, [isCode]);

  return (
    <div className={styles['scan']}>
      {problem === undefined ? (
        <>
          <video
            ref={video}
            className={styles['picture']}
            muted
            playsInline
            aria-label={m.team_scan_picture()}
          />
          <p>{m.team_scan_hint()}</p>
        </>
      ) : (
        <p role="alert">{problemWords(problem)}</p>
      )}
      <Button kind="plain" onClick={onClose}>
        {m.team_scan_stop()}
      </Button>
    </div>
  );
}

function problemWords(problem: CameraProblem): string {
  switch (problem) {
    case 'notSecure':
      return m.team_camera_not_secure();
    case 'missing':
      return m.team_camera_missing();
    case 'refused':
      return m.team_camera_refused();
    default:
      return problem satisfies never;
  }
}
