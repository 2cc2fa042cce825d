import { createContext, useContext } from 'react';

/** A newer version that waits to be taken. It is never taken by itself, and not offered during a lesson. */
export interface UpdateOffer {
  readonly isOffered: boolean;
  readonly accept: () => void;
}

export const UpdateOfferContext = createContext<UpdateOffer>({ isOffered: false, accept: () => undefined });

export function useUpdateOffer(): UpdateOffer {
  return useContext(UpdateOfferContext);
}
