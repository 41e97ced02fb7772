/** Runs as the Cognigy provider makes them, from a seed: one year, 40 scenarios, simulations of 20 runs. */
import type { Run } from '../../../src/core/run/run.ts';
import { given, makeCriterion, makeRun, makeTurn } from '../../webview/support/runs.ts';
import { makeTurnText, randomOf, type Random, type Vocabulary } from './text.ts';

export const runsPerSimulation = 20;
const simulationsPerScenario = 125;
const yearMs = 365 * 86_400_000;
export const firstMs = Date.UTC(2025, 10, 22);
export const models = ['gpt-4o', 'gpt-4o-mini', 'claude-sonnet', 'mistral-large'];
export const criteria = ['Order Located', 'Polite', 'Identity Verified', 'Refund Offered', 'No Invention'];
export const connection = 'bench';

export function pathOf(index: number): readonly string[] {
  const simulation = Math.floor(index / runsPerSimulation);
  const scenario = Math.floor(simulation / simulationsPerScenario);
  return [`scenario:${scenario}`, `simulation:${simulation}`];
}

/** The run's own time: they are spread over the year, those of a simulation within seconds. */
export function timeOf(index: number, runs: number): number {
  const simulation = Math.floor(index / runsPerSimulation);
  const simulations = Math.ceil(runs / runsPerSimulation);
  return Math.round(firstMs + (yearMs * simulation) / simulations) + (index % runsPerSimulation) * 700;
}

export function makeArchivedRun(index: number, runs: number, vocabulary: Vocabulary): Run {
  const random = randomOf(index * 7919 + 1);
  const at = timeOf(index, runs);
  const turns = Array.from({ length: 20 + Math.floor(random() * 21) }, (_, i) => {
    const ms = at + i * 4000;
    return makeTurn(makeTurnText(vocabulary, random), {
      id: hexOf(random),
      sequence: i + 1,
      createdAt: { ms, raw: ms },
    });
  });
  const luck = random();
  const failed = luck < 0.25;
  const judged = criteria.slice(0, 3 + (index % 3)).map((name, i) =>
    makeCriterion(name, {
      text: `The agent meets ${name.toLowerCase()} in the course of the conversation.`,
      met: failed && i === index % 3 ? 'notMet' : 'met',
      reason: failed && i === index % 3 ? makeTurnText(vocabulary, random) : 'As expected.',
    }),
  );
  const id = hexOf(random);
  const fields: Partial<Run> = {
    ref: { connection, path: pathOf(index), run: id },
    title: `Run ${(index % runsPerSimulation) + 1}`,
    verdict: failed ? 'failed' : 'passed',
    turns,
    criteria: judged,
    summary: makeTurnText(vocabulary, random),
    error:
      luck > 0.97
        ? { message: `Endpoint failed: ${makeTurnText(vocabulary, random)}`, technicalDetails: undefined }
        : undefined,
    facts: given({ model: models[index % models.length] }),
    createdAt: { ms: at, raw: at },
  };
  return makeRun({ ...fields, raw: () => rawOf(fields, id, random) });
}

/** About the size and shape of what the service sends. */
function rawOf(
  { turns, criteria: judged, error, summary }: Partial<Run>,
  id: string,
  random: Random,
): string {
  return JSON.stringify({
    _id: hexOf(random),
    referenceId: id,
    status: 'completed',
    totalTurns: turns?.length,
    turns: turns?.map((turn) => ({
      _id: turn.id,
      sequence: turn.sequence,
      text: turn.text,
      data: {},
      createdAt: turn.createdAt?.raw,
    })),
    results: judged?.map(({ name, text, reason, met }) => ({ name, text, reason, success: met === 'met' })),
    errorInfo: error && { message: error.message },
    summary,
  });
}

function hexOf(random: Random): string {
  let hex = '';
  for (let i = 0; i < 4; i++)
    hex += Math.floor(random() * 0x1000000)
      .toString(16)
      .padStart(6, '0');
  return hex;
}
