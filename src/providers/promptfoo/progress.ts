/**
 * How far evaluations are. The server says of none that it runs: one that has ended says how long it took, and one
 * that has not may go on or have been killed (docs/contracts.md C8). What tells them apart is whether results still
 * come.
 */
import { listOf, numberOf, type JsonObject } from '../../core/kit/json.ts';
import type { Json } from '../../core/run/run.ts';
import { memberOf } from '../values.ts';

/** `open`: it has no end, and nothing was heard of it for a while: it may go on, or was killed. */
export type Progress = 'ended' | 'running' | 'open';

export interface Seen {
  readonly progress: Progress;
  readonly failures: number | undefined;
  readonly errors: number | undefined;
  /** That came so far. */
  readonly results: number;
  /** Whether anything was asserted of any of them. */
  readonly judged: boolean;
}

interface Known extends Omit<Seen, 'progress'> {
  readonly ended: boolean;
  /** When another number of results was seen, in ms since the epoch; when it was made, at first. */
  readonly newsAt: number;
}

interface Told {
  readonly stats: JsonObject;
  readonly prompts: Json;
}

/** A slow agent takes minutes for a test; none is waited for longer. */
const silentMs = 10 * 60_000;

export class ProgressOfEvaluations {
  readonly #known = new Map<string, Known>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @param stats of an answer that tells about the evaluation, and its prompts with what was asserted of each */
  note(evaluation: string, { stats, prompts }: Told): void {
    const before = this.#known.get(evaluation);
    const failures = numberOf(stats['failures']);
    const errors = numberOf(stats['errors']);
    const results = (numberOf(stats['successes']) ?? 0) + (failures ?? 0) + (errors ?? 0);
    const isNews = before !== undefined && before.results !== results;
    this.#known.set(evaluation, {
      ended: numberOf(stats['durationMs']) !== undefined,
      newsAt: isNews ? this.#now() : (before?.newsAt ?? 0),
      ...{ failures, errors, results, judged: isJudged(prompts) },
    });
  }

  /** @param madeAt of the evaluation, in ms since the epoch */
  of(evaluation: string, madeAt: number | undefined): Seen | undefined {
    const known = this.#known.get(evaluation);
    if (!known) return undefined;
    const { ended, newsAt, failures, errors, results, judged } = known;
    const isQuiet = this.#now() - Math.max(newsAt, madeAt ?? 0) >= silentMs;
    return { progress: ended ? 'ended' : isQuiet ? 'open' : 'running', failures, errors, results, judged };
  }

  hasEnded(evaluation: string): boolean {
    return this.#known.get(evaluation)?.ended === true;
  }
}

/** A test without assertions counts as passed, and was judged by nobody. */
function isJudged(prompts: Json): boolean {
  return listOf(prompts).some((prompt) =>
    ['assertPassCount', 'assertFailCount'].some((name) => memberOf(prompt, 'metrics', name) !== 0),
  );
}
