import type { Prompt } from '../../domain/interview.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { USUAL_PROMPTS } from '../../notebook/read-prompts.ts';

/**
 * What a lesson study asks its case pupils, after the post-lesson interview of Pete Dudley's "Lesson Study: a handbook":
 * enjoyed most, can do now, what helped, what to change for another class. In the order of `USUAL_PROMPTS`.
 */
const USUAL_WORDS = [m.interview_prompt_1, m.interview_prompt_2, m.interview_prompt_3, m.interview_prompt_4];

/** The usual wording of a prompt in the reader's language; '' for a prompt of the team's own. */
export function usualWords({ id }: Pick<Prompt, 'id'>): string {
  return USUAL_WORDS[USUAL_PROMPTS.indexOf(id)]?.() ?? '';
}

export function promptWords(prompt: Prompt): string {
  return prompt.text.trim() || usualWords(prompt);
}
