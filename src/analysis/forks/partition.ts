/** Parts runs that came the same way by what they do next. */
import { dice, Vocabulary, wordsOf, type Bag } from '../text/words.ts';
import type { Step, Steps } from '../align/steps.ts';
import type { Work } from '../slices.ts';
import { stepAt } from '../align/steps.ts';

/** What parted them: the tools that were called, their arguments, or the words. */
export type PartedBy = 'tool' | 'arguments' | 'wording';

export interface Parts<T> {
  readonly by: PartedBy;
  /** At least two, the first run's part first. */
  readonly parts: readonly (readonly T[])[];
}

/** Comparisons of words between which the work may be left. */
const comparedAtOnce = 2000;

/** Keeps the words of steps that were looked at. */
export class Parter {
  readonly #vocabulary = new Vocabulary();
  readonly #bags = new Map<Step, Bag>();
  readonly #threshold: number;

  constructor(threshold: number) {
    this.#threshold = threshold;
  }

  /** @returns `undefined` when all do the same */
  *part<T extends { readonly steps: Steps }>(runs: readonly T[], at: number): Work<Parts<T> | undefined> {
    const stepOf = ({ steps }: T) => stepAt(steps, at);
    const byTool = partsBy(runs, (run) => JSON.stringify(stepOf(run).calls.map(({ name }) => name)));
    if (byTool.length > 1) return { by: 'tool', parts: byTool };
    const byArguments = partsBy(runs, (run) =>
      JSON.stringify(stepOf(run).calls.map((call) => call.arguments)),
    );
    // Arguments that are nearly always others are ids or free words, and say nothing about the way.
    if (byArguments.length > 1 && byArguments.length * 2 <= runs.length)
      return { by: 'arguments', parts: byArguments };
    const byWords = yield* this.#byWords(runs, stepOf);
    return byWords.length > 1 ? { by: 'wording', parts: byWords } : undefined;
  }

  /** Each run goes with the first run before it that says the same at this place; who has ended goes alone. */
  *#byWords<T>(runs: readonly T[], stepOf: (run: T) => Step): Work<T[][]> {
    const parts: { readonly leader: Step; readonly own: T[] }[] = [];
    let compared = 0;
    for (const run of runs) {
      const step = stepOf(run);
      const found = parts.find(({ leader }) => this.#alike(leader, step));
      if (found) found.own.push(run);
      else parts.push({ leader: step, own: [run] });
      compared += parts.length;
      if (compared < comparedAtOnce) continue;
      compared = 0;
      yield;
    }
    return parts.map(({ own }) => own);
  }

  #alike(a: Step, b: Step): boolean {
    if (a.text === undefined || b.text === undefined) return a.text === b.text;
    return a.role === b.role && dice(this.#bagOf(a), this.#bagOf(b)) >= this.#threshold;
  }

  #bagOf(step: Step): Bag {
    const known = this.#bags.get(step);
    if (known) return known;
    const bag = this.#vocabulary.bagOf(wordsOf(step.text ?? ''));
    this.#bags.set(step, bag);
    return bag;
  }
}

function partsBy<T>(runs: readonly T[], keyOf: (run: T) => string): T[][] {
  return [...Map.groupBy(runs, keyOf).values()];
}
