/** How far handing this tablet back is; shown in place of everything else, because there is nothing else any more. */
export type HandedBack =
  | { readonly kind: 'working' | 'elsewhere' }
  | {
      readonly kind: 'gone';
      readonly scope: 'team' | 'everything';
      /** The tablet is no longer in the team's list of tablets. */
      readonly isToldServer: boolean;
      /** False while a sleeping tab holds something. */
      readonly isAllGone: boolean;
    };
