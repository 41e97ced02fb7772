/** Made-up runs of any size: the same for the same seed. */
import { seeded } from '../../src/analysis/stats/random.ts';
import type { Criterion, Run, Turn } from '../../src/core/run/run.ts';
import { bareRun } from '../../src/providers/bareRun.ts';

export interface Wanted {
  readonly runs: number;
  readonly criteria: number;
  readonly turns?: number;
  readonly seed: number;
}

/** Runs of which a tenth of the criteria is missed here and there, 10 % errored. */
export function makeBatch({ runs, criteria, turns = 0, seed }: Wanted): Run[] {
  const random = seeded(seed);
  return Array.from({ length: runs }, (_, index) => {
    const missed = Array.from({ length: criteria }, (_, at) => random() < 0.02 * (1 + (at % 5)));
    const failed = missed.includes(true);
    const errored = random() < 0.1;
    return bareRun({
      ref: { connection: 'bench', path: ['batch'], run: `run-${seed}-${index}` },
      provider: 'cognigy',
      title: `Run ${index + 1}`,
      sequence: index + 1,
      state: 'finished',
      verdict: errored ? 'none' : failed ? 'failed' : 'passed',
      error: errored
        ? { message: `Timeout after ${index} ms at step ${index % 7}`, technicalDetails: undefined }
        : undefined,
      criteria: missed.map((isMissed, at) => criterionOf(at, isMissed, random)),
      duration: { ms: 20_000 + random() * 60_000, raw: 1, assumedUnit: false },
      turns: turnsOf(turns, random, failed),
      raw: () => '{}',
    });
  });
}

function criterionOf(at: number, isMissed: boolean, random: () => number): Criterion {
  return {
    name: `Criterion ${at + 1}`,
    text: `The agent does what rule ${at + 1} says.`,
    type: 'text',
    met: isMissed ? 'notMet' : 'met',
    ...{ score: undefined, weight: undefined, required: undefined },
    reason: isMissed ? makeReason(random) : undefined,
    ...{ turn: undefined, raw: undefined, result: undefined },
  };
}

const openings = [
  'The agent never asked for the booking number of customer',
  'The answer names no rule although the user asked for it in order',
  'A refund was offered before the identity was checked for ticket',
  'The agent repeated the same question about the delivery of parcel',
  'Nobody was told when the technician comes to address',
  'The conversation ended while the user still waited for case',
];

/** A judge's sentence: one of a few kinds, each with numbers and words of its own. */
export function makeReason(random: () => number): string {
  const opening = openings[Math.floor(random() * openings.length)] ?? '';
  const detail = random() < 0.5 ? 'and did not say why' : 'and went on with something else';
  return `${opening} ${Math.floor(random() * 100_000)} ${detail}.`;
}

const words = (
  'order booking number refund flight ticket bag seat tomorrow please agent customer parcel street rule ' +
  'morning price card name date'
).split(' ');

/** Turns of two speakers, each turn of about 14 words that hardly any other turn has in common. */
export function makeTurns(count: number, random: () => number): Turn[] {
  return Array.from({ length: count }, (_, index) => turnOf(index, say(14, random)));
}

/** Turns that most runs say alike, with a fork at a third of the way for those that fail. */
function turnsOf(count: number, random: () => number, failed: boolean): Turn[] {
  return Array.from({ length: count }, (_, index) => {
    const way = failed && index >= count / 3 ? 'refund' : 'booking';
    const common = Array.from({ length: 10 }, (_, at) => `${way}${(index * 7 + at) % 50}`);
    return turnOf(index, `${common.join(' ')} ${say(4, random)}`);
  });
}

function turnOf(index: number, text: string): Turn {
  return {
    ...{ id: undefined, sequence: index + 1, role: index % 2 === 0 ? 'user' : 'agent', text },
    ...{ blocks: [{ kind: 'text', text }], data: undefined, createdAt: undefined, extra: undefined },
  };
}

function say(count: number, random: () => number): string {
  return Array.from({ length: count }, () => {
    const word = words[Math.floor(random() * words.length)] ?? '';
    return random() < 0.5 ? `${word}${String.fromCharCode(97 + Math.floor(random() * 26))}` : word;
  }).join(' ');
}
