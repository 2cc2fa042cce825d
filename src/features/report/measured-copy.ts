import { createContext } from 'react';

/** True in the copy of a page that is only measured: pictures keep their place in it, and nobody needs to see them. */
export const IsMeasuredCopy = createContext(false);
