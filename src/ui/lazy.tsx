import {
  createContext,
  useContext,
  useLayoutEffect,
  useState,
  type ComponentType,
  type ReactNode,
} from 'react';

const WaitingContext = createContext<ReactNode>(null);

/** What stands in the place of parts that are still being fetched. */
export function Waiting({ fallback = null, children }: { fallback?: ReactNode; children: ReactNode }) {
  return <WaitingContext value={fallback}>{children}</WaitingContext>;
}

export type Lazy<P> = ComponentType<P> & { readonly ahead: () => Promise<unknown> };

/**
 * A part whose script is fetched when it is first shown, or earlier by `ahead`, and then drawn at once. React's own `lazy`
 * keeps what took the place of a part on screen for 300 ms, however soon the script is there; a lesson does not wait that
 * long. A script that cannot be fetched is a case for the error boundary, and is asked for again when shown again.
 */
export function lazy<P extends object>(load: () => Promise<{ readonly default: ComponentType<P> }>): Lazy<P> {
  let loaded: ComponentType<P> | undefined;
  const ahead = async () => {
    loaded ??= (await load()).default;
    return loaded;
  };
  function WhenLoaded(props: P) {
    const waiting = useContext(WaitingContext);
    const [Part, setPart] = useState(() => loaded);
    useLayoutEffect(() => {
      if (Part !== undefined) return undefined;
      let isLeft = false;
      const show = (next: () => ComponentType<P>) => {
        if (!isLeft) setPart(next);
      };
      ahead().then(
        (part) => show(() => part),
        (error: unknown) =>
          show(() => {
            throw error;
          }),
      );
      return () => {
        isLeft = true;
      };
    }, [Part]);
    return Part === undefined ? waiting : <Part {...props} />;
  }
  return Object.assign(WhenLoaded, { ahead });
}

/** The same for a part that its screen can do without: one that cannot be fetched takes nothing else with it. */
export function lazyNotice<P extends object>(load: () => Promise<ComponentType<P>>): Lazy<P> {
  return lazy<P>(async () => ({ default: await load().catch(() => () => null) }));
}
