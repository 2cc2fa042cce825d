import type { OpenNotebook } from '../notebook/notebook-context.tsx';

export function App({ open }: { open: OpenNotebook | undefined }) {
  return <main>{open?.me}</main>;
}
