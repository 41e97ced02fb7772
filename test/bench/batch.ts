/**
 * `npm run bench:batch [-- --json FILE]`: the overview of a large batch in a browser, statistics, alignment, failure
 * groups, trend and forks, each beside the least that could be done with the same data in the same run. Figures are
 * medians. A missed bar is said, it is no error: figures depend on what else the machine does.
 */
import { say, sayWithTime } from '../support/say.ts';
import { jsonFile, writeJson } from './arguments.ts';
import { measureColdBlocks } from './blocks.ts';
import {
  measureAlignment,
  measureClusters,
  measureForks,
  measureStatistics,
  measureTrend,
  type Figure,
} from './batchMeasures.ts';
import { measureExplain } from './explain.ts';
import { measureOverview } from './overview.ts';
import { atMost, ms, rowsText, type Row } from './table.ts';
import { measureTrendPage } from './trendPage.ts';

const sizes = { runs: 1000, criteria: 40, turns: 10_000, reasons: 1000, batches: 200, runsEach: 40 } as const;
const forked = { runs: 40, turns: 60 } as const;

const file = jsonFile(process.argv.slice(2));
const statistics = await sayWithTime('Statistics', () => measureStatistics(sizes.runs, sizes.criteria));
const align = await sayWithTime('Alignment', () => measureAlignment(sizes.turns));
const clusters = await sayWithTime('Failure groups', () => measureClusters(sizes.reasons));
const trend = await sayWithTime('Trend', () => measureTrend(sizes.batches, sizes.runsEach));
const forks = await sayWithTime('Forks', () => measureForks(forked.runs, forked.turns));
const explain = await sayWithTime('Explained to an assistant', () =>
  measureExplain(sizes.runs, sizes.criteria),
);
const blocks = await sayWithTime('First looks in new processes', () =>
  measureColdBlocks(sizes.runs, sizes.criteria),
);
const page = await sayWithTime('Overview in a browser', () => measureOverview(sizes.runs, sizes.criteria));
const trendPage = await sayWithTime('Trend in a browser', () =>
  measureTrendPage(sizes.batches, sizes.runsEach),
);

say(
  `\n${rowsText([
    {
      what: `Overview, ${sizes.runs} runs x ${sizes.criteria} criteria, to the painted matrix`,
      figure: ms(page.paintMs),
      baseline: `a page of one line: ${ms(page.trivialWebviewMs)}`,
      bar: atMost(page.paintMs, page.trivialWebviewMs + 100, 'at most 100 ms more'),
    },
    {
      what: '  its elements',
      figure: String(page.elements),
      bar: atMost(page.elements, 1500, 'at most 1,500'),
    },
    {
      what: '  a run that ends, work of host and page',
      figure: ms(page.liveUpdateMs),
      bar: atMost(page.liveUpdateMs, 16, 'at most 16 ms'),
    },
    {
      what: '  the first look in a new process, its longest block',
      figure: ms(blocks.overviewMs),
      bar: atMost(blocks.overviewMs, 50, 'at most 50 ms'),
    },
    row(
      `Statistics, ${sizes.runs} runs x ${sizes.criteria} criteria`,
      statistics,
      10,
      'every criterion once',
    ),
    row(`Alignment, 2 x ${sizes.turns} turns, all different`, align, 500, 'the words of both'),
    {
      what: '  in slices, the longest block',
      figure: ms(align.longestBlockMs),
      bar: atMost(align.longestBlockMs, 50, 'at most 50 ms'),
    },
    row(`Failure groups, ${sizes.reasons} reasons`, clusters, 50, 'equal reasons together'),
    row(`Trend, ${sizes.batches} batches of ${sizes.runsEach} runs`, trend, 100, 'who passed'),
    {
      what: '  its page, to the drawn batches',
      figure: ms(trendPage.paintMs),
      baseline: `a page of one line: ${ms(trendPage.trivialWebviewMs)}`,
    },
    {
      what: '  its elements',
      figure: String(trendPage.elements),
      bar: atMost(trendPage.elements, 1500, 'at most 1,500'),
    },
    row(`Forks and star, ${forked.runs} runs x ${forked.turns} turns`, forks, 100, 'the words of all'),
    row(`Explained, ${sizes.runs} runs x ${sizes.criteria} criteria`, explain, 200, 'its statistics'),
    { what: '  the first time', figure: ms(explain.firstMs) },
    {
      what: '  in a new process, the longest block',
      figure: ms(blocks.explainMs),
      bar: atMost(blocks.explainMs, 50, 'at most 50 ms'),
    },
    {
      what: '  the answer',
      figure: `${explain.bytes} bytes`,
      bar: atMost(explain.bytes, 12_000, 'at most 12,000, which are 4,000 tokens'),
    },
  ])}`,
);
if (file !== undefined) {
  await writeJson(file, {
    overview: {
      ...{ runs: sizes.runs, criteria: sizes.criteria },
      ...{ ...page, statisticsMs: statistics.ms, longestBlockMs: blocks.overviewMs },
    },
    align: { turns: sizes.turns, ms: align.ms, longestBlockMs: align.longestBlockMs },
    clusters: { reasons: sizes.reasons, ms: clusters.ms },
    trend: { batches: sizes.batches, ms: trend.ms, paintMs: trendPage.paintMs },
    forks: { ...forked, ms: forks.ms },
    explain: {
      ...{ runs: sizes.runs, ms: explain.ms, firstMs: explain.firstMs, bytes: explain.bytes },
      longestBlockMs: blocks.explainMs,
    },
  });
  say(`\nWrote ${file}`);
}

function row(what: string, figure: Figure, most: number, baseline: string): Row {
  return {
    what,
    figure: ms(figure.ms),
    baseline: `${baseline}: ${ms(figure.baselineMs)}`,
    bar: atMost(figure.ms, most, `at most ${most} ms`),
  };
}
