import type { Answered, Asked, QuestionMap } from './protocol.ts';
import { isFields, type Fields } from './reading.ts';

/**
 * How the questions of a page are answered: one entry for each.
 * @typeParam C what the answers are made of: the run, say, and what stands around it
 */
export type Answers<Q extends QuestionMap, C> = {
  readonly [N in keyof Q]: {
    /** What goes with the question, checked; `undefined` when it is not as agreed. */
    readonly read: (args: Fields) => Q[N]['args'] | undefined;
    readonly answer: (context: C, args: Q[N]['args']) => Q[N]['answer'];
  };
};

/** The answer to a question; `undefined` when it is none of these questions, or not asked as agreed. */
export function answerTo<Q extends QuestionMap, C>(
  answers: Answers<Q, C>,
  { request, generation, name, args }: Asked,
  context: C,
): Answered | undefined {
  if (!Object.hasOwn(answers, name)) return undefined;
  const question = answers[name];
  const read = isFields(args) ? question?.read(args) : undefined;
  if (!question || read === undefined) return undefined;
  return { type: 'answer', request, generation, value: question.answer(context, read) };
}
