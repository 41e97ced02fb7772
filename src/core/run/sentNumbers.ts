/** The digits of numbers as they were sent. */
import { isObject } from '../kit/json.ts';
import { areSentNumbersDear, mayHoldSentNumbers } from '../kit/sentJson.ts';
import type { Criterion, Json, Run, Turn } from './run.ts';
import { SentIndex } from './sentIndex.ts';

/**
 * The run with the digits of its data as they were sent: `9007199254740993`, `1.10`. Parsing loses them, and what
 * calculates needs none of them; what is shown, copied or exported takes them from the run's exact JSON.
 * @returns the run itself where nothing is lost; else one for showing alone, since a number of its data may be
 * an object (sentJson.ts)
 */
export function withSentNumbers(run: Run): Run {
  const known = done.get(run);
  if (known) return known;
  const sent = fromRaw(run);
  done.set(run, sent);
  done.set(sent, sent);
  return sent;
}

/**
 * The same for a first screen, which must not wait: of a large run only where digits are lost, and not where a number
 * is merely written in another way, as `1.10`.
 */
export function withSentNumbersSoon(run: Run): Run {
  return done.get(run) ?? (isDearToRead(run) ? run : withSentNumbers(run));
}

/** Whether its data may hold numbers that are written in another way, and reading them takes a time one notices. */
export function isDearToRead(run: Run): boolean {
  return areSentNumbersDear(run.raw());
}

const done = new WeakMap<Run, Run>();

function fromRaw(run: Run): Run {
  const texts = [run.raw(), run.fromFile?.transcript?.() ?? ''].filter(mayHoldSentNumbers);
  if (texts.length === 0) return run;
  try {
    return withNumbersOf(run, new SentIndex(texts));
  } catch (error) {
    // Nested too deeply for any recursion, or no JSON: it is shown as it was read.
    if (error instanceof RangeError || error instanceof SyntaxError) return run;
    throw error;
  }
}

function withNumbersOf(run: Run, index: SentIndex): Run {
  const some = (value: Json | undefined) => (value === undefined ? undefined : index.take(value));
  const rest = index.take(run.rest);
  return {
    ...run,
    turns: run.turns?.map((turn): Turn => ({
      ...turn,
      blocks: turn.blocks.map((block) =>
        block.kind === 'data' ? { ...block, data: index.take(block.data) } : block,
      ),
      data: some(turn.data),
      extra: some(turn.extra),
    })),
    criteria: run.criteria.map((criterion): Criterion => ({
      ...criterion,
      raw: some(criterion.raw),
      result: some(criterion.result),
    })),
    error: run.error && { ...run.error, technicalDetails: some(run.error.technicalDetails) },
    rest: isObject(rest) ? rest : run.rest,
  };
}
