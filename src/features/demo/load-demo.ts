import type { Notebook } from '../../notebook/database.ts';

/** Fills an empty notebook with the demo study. */
export async function loadDemo(_notebook: Notebook): Promise<void> {}
