/**
 * `npm run soak [-- --json FILE] [--minutes N] [--hours N]`: a simulated day of polling on a made-up clock, then
 * real minutes against the sample service with random faults. Ends with an error when an update was lost or came
 * twice, or when more was asked than the budget allows.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { say, sayWithTime } from '../support/say.ts';
import { writeJson } from './arguments.ts';
import { soakHeap } from './soakHeap.ts';
import { soakReal } from './soakReal.ts';
import { soakConnections, soakSimulated, soakWindows } from './soakSimulated.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    minutes: { type: 'string', default: '5' },
    hours: { type: 'string', default: '24' },
    seed: { type: 'string', default: '1' },
  },
});
const hours = Number(values.hours);
const minutes = Number(values.minutes);
const simulated = await sayWithTime(`Simulating ${hours} h`, () => soakSimulated(hours, Number(values.seed)));
const real =
  minutes > 0
    ? await sayWithTime(`${minutes} real minutes`, () => soakReal(minutes, soakWindows))
    : undefined;
const heap = await sayWithTime('A day of changing runs', () => soakHeap(hours));
const figures = {
  hours,
  windows: soakWindows,
  connections: soakConnections.length,
  maxRequestsPerMinute: Math.max(simulated.maxRequestsPerMinute, real?.maxRequestsPerMinute ?? 0),
  budgetPerMinute: simulated.budgetPerMinute,
  lostUpdates: simulated.lostUpdates + (real?.lostUpdates ?? 0),
  duplicateUpdates: simulated.duplicateUpdates + (real?.duplicateUpdates ?? 0),
  peakHeapMb: Math.max(simulated.peakHeapMb, real?.peakHeapMb ?? 0),
  freshHeapMb: heap.freshMb,
  heapAfterDayMb: heap.afterDayMb,
};
const bars = {
  requests: atMost(
    figures.maxRequestsPerMinute,
    figures.budgetPerMinute,
    `at most ${figures.budgetPerMinute}`,
  ),
  lost: atMost(figures.lostUpdates, 0, 'none'),
  duplicate: atMost(figures.duplicateUpdates, 0, 'none'),
  heap: atMost(heap.afterDayMb / heap.freshMb, 1.5, 'at most 1.5x'),
};
const rows = [
  ['Requests, simulated', `${simulated.requests} in ${hours} h`, ''],
  ['Requests, real', real ? `${real.requests} in ${minutes} min` : 'not run', ''],
  ['Updates, simulated and real', `${simulated.updates} and ${real?.updates ?? 0}`, ''],
  ['Most requests to an origin in a minute', String(figures.maxRequestsPerMinute), verdictOf(bars.requests)],
  ['Lost updates', String(figures.lostUpdates), verdictOf(bars.lost)],
  ['Duplicate updates', String(figures.duplicateUpdates), verdictOf(bars.duplicate)],
  ['Peak heap', `${figures.peakHeapMb.toFixed(0)} MB`, ''],
  [
    'Heap after a day of changing runs, fresh',
    `${heap.afterDayMb.toFixed(0)} and ${heap.freshMb.toFixed(0)} MB`,
    verdictOf(bars.heap),
  ],
];
say(
  `\n${rows.map(([what = '', figure = '', bar = '']) => `${what.padEnd(42)}${figure.padStart(20)}  ${bar}`.trimEnd()).join('\n')}`,
);
if (values.json !== undefined) {
  const file = resolve(process.env['INIT_CWD'] ?? process.cwd(), values.json);
  await writeJson(file, figures);
  say(`\nWrote ${file}`);
}
if (Object.values(bars).some(({ held }) => !held)) process.exitCode = 1;

interface Bar {
  readonly words: string;
  readonly held: boolean;
}

function atMost(figure: number, most: number, words: string): Bar {
  return { words, held: figure <= most };
}

function verdictOf({ words, held }: Bar): string {
  return `${words}: ${held ? 'held' : 'MISSED'}`;
}
