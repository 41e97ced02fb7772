/**
 * `npm run bench:panel [-- --json FILE]`: the run panel with 100, 1,000 and 10,000 turns in the real workbench and
 * browser, beside a webview of one line and beside the naive way, which mounts all turns at once. Figures are
 * medians unless they say otherwise. A missed bar is said, it is no error: figures depend on what else the
 * machine does.
 */
import { say, sayWithTime } from '../support/say.ts';
import { jsonFile, writeJson } from './arguments.ts';
import { measurePanel, type AllFigures, type PanelFigures } from './panel/measure.ts';
import { atMost, kb, mb, ms, tableText, verdictOf } from './table.ts';

const file = jsonFile(process.argv.slice(2));
const figures = await sayWithTime('Measuring the panel', measurePanel);
say(`\n${table(figures)}`);
if (file !== undefined) {
  await writeJson(file, report(figures));
  say(`\nWrote ${file}`);
}

/** One row for each figure: the three sizes, the naive way, and what there is to compare with. */
function table(all: AllFigures): string {
  const { sizes, naive, trivialWebviewMs, phases } = all;
  const columns = [...sizes.values(), naive];
  const row = (
    what: string,
    figure: (of: PanelFigures) => number,
    text: (value: number) => string,
    most?: readonly [words: string, limit: number],
  ): string[] => {
    const largest = sizes.get(10_000);
    const bar = most && largest && atMost(figure(largest), most[1], most[0]);
    return [what, ...columns.map((one) => text(figure(one))), verdictOf(bar)];
  };
  const note = (what: string, value: number): string[] => [what, '', '', ms(value), '', ''];
  const rows = [
    row('Open command to first painted turn', ({ openMs }) => openMs, ms, [
      `a trivial webview (${ms(trivialWebviewMs)}) + 100 ms`,
      trivialWebviewMs + 100,
    ]),
    note('  the page is written (a trivial one: ' + ms(all.trivialWrittenMs) + ')', phases.written),
    note("  the page's script runs", phases.started),
    note('  the same for the first one of a window', all.firstOpenMs),
    row('Data given to the page to first painted turn', ({ firstPaintMs }) => firstPaintMs, ms),
    row('Mounted turns at most', ({ mountedTurns }) => mountedTurns, String, ['300', 300]),
    row('JS heap of the webview', ({ heapMb }) => heapMb, mb),
    row('  with its DOM', ({ domMb, heapMb }) => heapMb + domMb, mb),
    row('Frame while scrolling, median', ({ frameP50Ms }) => frameP50Ms, ms),
    row('Frame while scrolling, p95', ({ frameP95Ms }) => frameP95Ms, ms, [
      `17 ms (an idle page: ${ms(all.idleFrameP95Ms)})`,
      17,
    ]),
    row('Looks at a turn without text yet', ({ waiting }) => waiting, String),
    row('Find to painted count', ({ findMs }) => findMs, ms, ['100 ms', 100]),
    row('Longest message', ({ maxMessageKb }) => maxMessageKb, kb, ['256 KB', 256]),
  ];
  return tableText(['', '100 turns', '1,000', '10,000', 'naive 10,000', 'bar for 10,000'], rows);
}

function report({ sizes, naive, trivialWebviewMs }: AllFigures): unknown {
  return {
    sizes: Object.fromEntries([...sizes].map(([size, one]) => [size, reported(one)])),
    trivialWebviewMs,
    naive: { '10000': reported(naive) },
  };
}

/** Without what only the table shows. */
function reported(figures: PanelFigures): Partial<PanelFigures> {
  const shown: Partial<Record<keyof PanelFigures, number>> = { ...figures };
  delete shown.waiting;
  delete shown.domMb;
  return shown;
}
