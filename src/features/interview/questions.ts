import { hasWords, promptOf, type Answer, type Prompt } from '../../domain/interview.ts';
import { lastSegment } from '../../domain/ids.ts';
import { promptWords } from './prompt-words.ts';

export interface Question {
  /** The prompt's own id. */
  readonly id: string;
  readonly question: string;
  readonly order: number;
  readonly answer: Answer | undefined;
}

/**
 * What stands to be asked of one pupil. An answered question stands as it was asked, also when its prompt was reworded or
 * removed since; a prompt without words is not asked.
 */
export function questionsOf(prompts: readonly Prompt[], answers: readonly Answer[]): readonly Question[] {
  const answerTo = (id: string) => answers.find((answer) => promptOf(answer) === id);
  const asked = prompts.map((prompt, index): Question => {
    const id = lastSegment(prompt.id);
    const answer = answerTo(id);
    const question = (hasWords(answer) && answer.question) || promptWords(prompt);
    return { id, question, order: index + 1, answer };
  });
  const gone = answers
    .filter((answer) => hasWords(answer) && !asked.some(({ id }) => id === promptOf(answer)))
    .map((answer): Question => {
      const { question, order } = answer;
      return { id: promptOf(answer), question, order: order ?? asked.length + 1, answer };
    });
  return [...asked.filter(({ question }) => question !== ''), ...gone];
}
