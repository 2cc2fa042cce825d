import { m } from '../i18n/paraglide/messages.js';
import { Button } from '../ui/button.tsx';
import type { PenPageProps } from './pen-page.tsx';
import { lazy, Waiting } from '../ui/lazy.tsx';

/** The page and all it needs are fetched with the first tap on the pen. */
const PenPage = lazy(() =>
  import('./pen-page.tsx').then(
    (module) => ({ default: module.PenPage }),
    (error: unknown) => {
      console.warn('The pen could not be fetched.', error);
      return { default: NoPen };
    },
  ),
);

export function Pen(props: PenPageProps) {
  return (
    <Waiting fallback={<p role="status">{m.media_pen_opening()}</p>}>
      <PenPage {...props} />
    </Waiting>
  );
}

function NoPen({ onDone }: PenPageProps) {
  return (
    <div role="alert">
      <p>{m.media_pen_failed()}</p>
      <Button kind="plain" onClick={onDone}>
        {m.media_drawing_close()}
      </Button>
    </div>
  );
}
