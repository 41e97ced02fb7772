/** Made-up answers in the Simulator's shape (docs/contracts.md A5, A6), as large as a benchmark needs them. */

interface AnswerOptions {
  readonly runs: number;
  readonly turnsPerRun: number;
}

export const batchReference = '7d3c1a52-0000-4000-8000-00000000ba7c';
export const scenarioReference = '7d3c1a52-0000-4000-8000-00000000ce0a';
const start = Date.UTC(2026, 10, 2, 9);

/** The body of a list of runs. */
export function listAnswer(options: AnswerOptions): string {
  const data = Array.from({ length: options.runs }, (_, index) => runRecord(index, options.turnsPerRun));
  return JSON.stringify({
    data,
    pagination: { total: data.length, hasNext: false, hasPrevious: false, next: null, previous: null },
  });
}

export function runReference(index: number): string {
  return `7d3c1a52-0000-4000-8000-${String(index).padStart(12, '0')}`;
}

/** One run; every third one failed on its second criterion. Turns have about 500 characters. */
export function runRecord(index: number, turns: number): Record<string, unknown> {
  const passed = index % 3 !== 0;
  return {
    id: hex(index, 'a'),
    referenceId: runReference(index),
    organisationReference: hex(1, 'b'),
    projectReference: hex(2, 'c'),
    simulationReference: scenarioReference,
    simulationRunBatchReference: batchReference,
    sequence: index + 1,
    largeLanguageModelReferenceId: hex(3, 'd'),
    turns: Array.from({ length: turns }, (_, turn) => turnRecord(index, turn)),
    totalTurns: turns,
    successCriteria: criteria.map(([name, text]) => ({ type: 'text', params: { name, text } })),
    metrics: {
      success: passed,
      results: criteria.map(([name], at) => ({
        name,
        success: passed || at !== 1,
        reasoning: `The agent ${passed || at !== 1 ? 'did' : 'did not do'} what “${name}” asks for.`,
      })),
      successRate: { percentage: passed ? 100 : 67, numerator: passed ? 3 : 2, denominator: 3 },
      summary: 'The customer asked where the parcel is; the agent looked it up and explained the delay.',
      isBatchStopped: false,
      isConversationEnded: true,
    },
    createdAt: start + index * 60_000,
    endPointType: index % 4 === 0 ? 'voiceGateway2' : 'webchat3',
    maxTurns: Math.max(40, turns),
    duration: turns * 4_000,
    expiresAt: start + 90 * 86_400_000,
  };
}

const criteria = [
  ['Greeting', 'The agent greets the customer by name and says who it is.'],
  ['Order located', 'The agent finds the order before it promises anything.'],
  ['Next step', 'The agent says what happens next, and when.'],
] as const;

function turnRecord(run: number, turn: number): Record<string, unknown> {
  return {
    id: hex(run * 100_000 + turn, 'e'),
    sequence: turn + 1,
    text: turnText(run, turn),
    data: turn % 10 === 9 ? { intent: 'order_status', confidence: 0.93, slots: { order: 4711 + run } } : {},
    createdAt: start + run * 60_000 + turn * 4_000,
  };
}

/** About 500 characters, different for each turn; some beyond Latin-1, as in real transcripts. */
function turnText(run: number, turn: number): string {
  const words = [
    `Turn ${turn + 1} of run ${run + 1}: thank you for waiting, and please bear with me a little longer.`,
    'Your parcel left the sorting centre in Düsseldorf this morning and is on its way to you.',
    'It’s delayed by the storm, so that the courier can’t promise a time before tomorrow at noon.',
    `If you’d rather collect it, the shop at ${(turn * 7) % 90} Harbour Street keeps it for seven days.`,
    'Is there anything else that I can look up for you meanwhile, such as an invoice or a refund of 4.90 €?',
    ...(turn % 97 === 96 ? ['The magic word is zanzibar.'] : []),
  ];
  return words.join(' ');
}

function hex(number: number, fill: string): string {
  return number.toString(16).padStart(24, fill);
}
