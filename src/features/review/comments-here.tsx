import type { ComponentProps } from 'react';
import { Comments } from '../../comments/comments.tsx';
import { useNamesOff } from './names-off.ts';

/** Comments are for the team and its guests, and name people: they are not shown on the wall. */
export function CommentsHere(props: ComponentProps<typeof Comments>) {
  return useNamesOff() ? null : <Comments {...props} />;
}
