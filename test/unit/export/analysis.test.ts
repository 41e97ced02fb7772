/** Analyses on their way out: to read, for a spreadsheet, for programs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batchStats } from '../../../src/analysis/batch/batch.ts';
import { compareBatches } from '../../../src/analysis/compare/batches.ts';
import { forksOfTwo } from '../../../src/analysis/forks/forksOfTwo.ts';
import { defaultSettings } from '../../../src/analysis/settings.ts';
import { finished } from '../../../src/analysis/slices.ts';
import { trendBatch, trendOf } from '../../../src/analysis/trend/trend.ts';
import { commonFacts } from '../../../src/core/run/facts.ts';
import type { Run, Turn } from '../../../src/core/run/run.ts';
import { batchJson, comparisonJson } from '../../../src/export/analysis/analysisJson.ts';
import { batchCsv } from '../../../src/export/analysis/batchCsv.ts';
import { batchMarkdown } from '../../../src/export/analysis/batchMarkdown.ts';
import { batchReport } from '../../../src/export/analysis/batchReport.ts';
import { analysisFormats, textsOf } from '../../../src/export/analysis/formats.ts';
import { commas } from '../../../src/export/csvDialect.ts';
import { comparisonCsv } from '../../../src/export/analysis/comparisonCsv.ts';
import { comparisonMarkdown } from '../../../src/export/analysis/comparisonMarkdown.ts';
import { runsMarkdown } from '../../../src/export/analysis/runsMarkdown.ts';
import { runsReport } from '../../../src/export/analysis/runsReport.ts';
import { runsCsv, runsJson } from '../../../src/export/analysis/runsTables.ts';
import { trendCsv, trendJson, trendMarkdown } from '../../../src/export/analysis/trendExport.ts';
import { turnLine } from '../../../src/export/analysis/turnLine.ts';
import { batchRule } from '../../../src/export/redaction/redact.ts';
import { builtInRules } from '../../../src/export/redaction/rules.ts';
import { trendAnalysis } from '../../../src/vscode/trend/trendAnalysis.ts';
import { runOf, turnOf } from '../analysis/support.ts';

const number = turn('Please give me your booking number');
const refund = turn('I can offer a refund right away');

function turn(said: string): Turn {
  return turnOf(said, { role: 'agent', blocks: [{ kind: 'text', text: said }] });
}

/** So many passed, failed and errored runs; who failed missed the criterion `rule`. */
function runs(passed: number, failed: number, errored: number, rule = 'Rule | cited'): Run[] {
  return Array.from({ length: passed + failed + errored }, (_, index) => {
    const outcome = index < passed ? 'passed' : index < passed + failed ? 'failed' : 'errored';
    const missed = outcome === 'failed' ? 'It named no rule.' : true;
    const duration = { ms: 1000 * (index + 1), raw: index + 1, assumedUnit: false };
    const turns = [outcome === 'failed' ? refund : number];
    return runOf(index + 1, { outcome, criteria: { [rule]: missed }, more: { duration, turns } });
  });
}

const report = (all: readonly Run[], settings = defaultSettings) =>
  finished(batchReport('Order status', all, settings));
const linesOf = (text: string) => text.split(/\r?\n/);

test('the overview as Markdown: both denominators, counts, groups with their runs, and the method', () => {
  const text = batchMarkdown(report(runs(8, 10, 2)));
  const lines = linesOf(text);
  for (const line of [
    '# Order status',
    '8 of 18 passed (44.4 %, likely 25–66 %).',
    '- With errored runs counted as failed: 8 of 20 passed (40 %, likely 22–61 %).',
    '- With 18 runs per batch, a fall from 44.4 % to 5 % or lower is seen in 80 of 100 comparisons.',
    '| errored | 2 |',
    '| Rule \\| cited | 8 of 18 | 44.4 % | 25–66 % | 0 | flaky |',
    '### Rule | cited (10 runs)',
    'Exactly 1 criterion not met: Rule | cited.',
    '- 10 runs: It named no rule.',
    '- “refund”: in 10 of 10 of these, in 0 of 8 passed runs',
    '| Duration | 18 | 9.5 s | 5.3 s to 14 s | 1 s | 18 s | 0 |',
    '| Intervals of rates | Wilson, 95 % |',
    '| Seed of random draws | 20261125 |',
  ])
    assert.ok(lines.includes(line), `${line}\n\n${text}`);
  assert.match(
    text,
    /^- Turn 1 separates: 10 runs say “I can offer a refund right away”, 0 pass; 8 runs say/m,
  );
  assert.match(text, /^- Runs: Run 9, Run 10, .*, Run 18$/m);
});

test('who counts errored runs as failed sees that rate first, and the policy is named', () => {
  const text = batchMarkdown(report(runs(8, 10, 2), { ...defaultSettings, erroredRuns: 'failed' }));
  assert.match(
    text,
    /\n8 of 20 passed \(40 %, likely 22–61 %\)\.\n\n- Without the errored runs: 8 of 18 passed/,
  );
  assert.match(text, /\n\| Errored runs \| count as failed \|\n/);
});

test('a batch without runs or verdicts says so', () => {
  assert.match(batchMarkdown(report([])), /^# Order status\n\nno verdicts yet\.\n\n## Method\n/);
});

test('the overview for a spreadsheet: a figure a row, and no cell is a formula', () => {
  const rows = linesOf(batchCsv(report(runs(18, 2, 0, '=cmd()'))));
  assert.equal(
    rows[0],
    '\ufeffsection,name,passed,judged,share,low,high,runs,health,unit,median,quartile_1,quartile_3,least,most,words',
  );
  assert.ok(rows.some((row) => /^rate,passed,18,20,0\.9,0\.69896\d*,0\.97213\d*,/.test(row)));
  assert.ok(rows.some((row) => row.startsWith("criterion,'=cmd(),18,20,0.9,")));
  assert.ok(rows.includes('outcome,failed,,,,,,2,,,,,,,,'));
  assert.ok(
    rows.some((row) => row.startsWith('measure,Duration,,,,,,20,,milliseconds,10500,5750,15250,1000,20000,')),
  );
  assert.ok(rows.some((row) => row.startsWith('method,Test of rates,')));
  const german = batchCsv(report(runs(18, 2, 0)), { separator: ';', decimal: ',' });
  assert.match(german, /\r\nrate;passed;18;20;0,9;0,69896/);
});

test('the overview for programs names counts, method and thresholds', () => {
  const all = JSON.parse(JSON.stringify(batchJson(report(runs(8, 10, 2))))) as Record<string, unknown>;
  assert.deepEqual(Object.keys(all), [
    ...[
      'counts',
      'rate',
      'rateErrorsFailed',
      'errors',
      'inARow',
      'criteria',
      'measures',
      'clusters',
      'forks',
    ],
    ...['disagreements', 'unfinished', 'change', 'matched', 'decisive', 'method'],
  ]);
  const { clusters, method, forks } = all as {
    clusters: { kind: string; count: number; runs: string[]; contrast: { what: string }[] }[];
    method: Record<string, unknown>;
    forks: { deciding: { turn: number; branches: { runs: string[] }[] } };
  };
  assert.deepEqual(
    clusters.map(({ kind, count, runs: own }) => [kind, count, own[0]]),
    [
      ['unmet', 10, 'run-9'],
      ['error', 2, 'run-19'],
    ],
  );
  assert.ok(clusters[0]?.contrast.some(({ what }) => what === '“refund”'));
  assert.deepEqual([forks.deciding.turn, forks.deciding.branches[1]?.runs[0]], [0, 'run-1']);
  assert.deepEqual(
    [method['rate'], method['confidence'], method['similarityThreshold'], method['seed']],
    ['Wilson', 0.95, 0.3, 20261125],
  );
  assert.deepEqual(method['thresholds'], { same: 0.9, template: 0.7, reasons: 0.7, sameConversation: 0.9 });
});

function comparison(a: readonly Run[], b: readonly Run[]) {
  const found = compareBatches(a, b, defaultSettings);
  return { titles: ['One', 'Two'] as const, before: a, now: b, found, settings: defaultSettings };
}

test('a comparison as Markdown: comparability before any number, then the verdict with its figures', () => {
  const text = comparisonMarkdown(comparison(runs(18, 2, 0), runs(8, 12, 0, 'Named')));
  const lines = linesOf(text);
  for (const line of [
    '# One → Two',
    'Lower, probable: 90 % → 40 %.',
    '- “Named” was no criterion before.',
    '| Now: Two | 8 of 20 passed (40 %, likely 22–61 %) | 0 of 20 |',
    '- Difference: −50 points (−70 to −21), p 0.0012',
    '| Named | not judged | 8 of 20 (40 %) | Not comparable |  |',
    '| Duration | 11 s | 11 s | 0 ms | 50 % of pairs | No clear change | 1 |',
    '### New: Named (12 runs)',
    '### Gone: Rule | cited (2 runs)',
  ])
    assert.ok(lines.includes(line), `${line}\n\n${text}`);
  assert.ok(text.indexOf('## Comparability') < text.indexOf('## Pass rate'));
  const same = comparisonMarkdown(comparison(runs(18, 2, 0), runs(16, 4, 0)));
  assert.match(same, /\n## Comparability\n\nNothing else is known to have changed\.\n/);
  assert.match(same, /\n- To see a fall from 90 % to 80 %, about 199 runs per batch are needed\.\n/);
});

test('a comparison for a spreadsheet and for programs', () => {
  const made = comparison(runs(18, 2, 0), runs(8, 12, 0));
  const rows = linesOf(comparisonCsv(made));
  assert.ok(
    rows.some((row) =>
      /^rate,passed,18,20,0\.9,8,20,0\.4,,-0\.5,-0\.695\d*,-0\.2068\d*,0\.00116\d*,,"Lower, probable",,$/.test(
        row,
      ),
    ),
    rows.join('\n'),
  );
  assert.ok(rows.includes('rate,verdict that counts,,,,,,,,,,,,,"Lower, probable",,'));
  assert.ok(rows.some((row) => row.startsWith('"failure group, known",Rule | cited,')));
  const json = JSON.parse(JSON.stringify(comparisonJson(made.found, defaultSettings))) as Record<
    string,
    unknown
  >;
  assert.deepEqual(Object.keys(json), [
    ...[
      'comparability',
      'rate',
      'matched',
      'decisive',
      'errors',
      'criteria',
      'measures',
      'clusters',
      'runsNeeded',
      'method',
    ],
  ]);
  assert.deepEqual(json['decisive'], { verdict: 'lower', grade: 'probable' });
  assert.deepEqual(Object.keys(json['clusters'] as object), ['added', 'known', 'gone']);
});

test('a comparison has where runs part in each form, each way with its runs before and now', () => {
  const other = runs(8, 12, 0).map((run) => ({ ...run, ref: { ...run.ref, path: ['other'] } }));
  const first = runs(18, 2, 0);
  const forks = finished(forksOfTwo(first, other, 0.3));
  assert.ok(forks.forks.length > 0);
  const made = { ...comparison(first, other), forks };
  const says = /Turn 1, by wording: before .*separates passed from failed, now separates passed from failed/;
  assert.match(comparisonMarkdown(made), /\n## Where runs part\n\n- Turn 1, by wording: /);
  assert.match(comparisonMarkdown(made).replaceAll('\\', ''), says);
  assert.doesNotMatch(comparisonMarkdown(comparison(first, other)), /Where runs part/);
  const rows = linesOf(comparisonCsv(made)).filter((row) => row.startsWith('fork,'));
  assert.equal(rows.length, forks.forks.flatMap(({ branches }) => branches).length);
  assert.match(rows[0] ?? '', /^fork,"Turn 1, by wording",\d+,\d+,,\d+,\d+,/);
  const json = JSON.parse(JSON.stringify(comparisonJson(made.found, defaultSettings, forks))) as {
    forks: { turn: number; branches: { example: { run: string }; sides: unknown[] }[] }[];
  };
  assert.equal(json.forks[0]?.turn, 0);
  assert.match(json.forks[0].branches[0]?.example.run ?? '', /^run-\d+$/);
});

test('two runs: facts that differ, criteria, and the transcripts turn by turn with their split', () => {
  const end = turn('Your order comes tomorrow morning');
  const a = runOf(1, { criteria: { polite: true }, more: { turns: [number, end], maxTurns: 9 } });
  const other = { criteria: { polite: 'It was rude.', fast: true }, outcome: 'failed' as const };
  const b = runOf(2, { ...other, more: { turns: [number, refund, refund], maxTurns: 9 } });
  const made = finished(runsReport(a, b, defaultSettings));
  const text = runsMarkdown(made);
  for (const line of [
    '# Run 1 and Run 2',
    'They go the same way until turn 2 (by wording, 0 % alike).',
    '| Outcome | passed | failed |',
    '| polite | met | not met: It was rude. |',
    '| fast | not reported | met |',
    '### Turn A 1, B 1: same',
    'Here they part; what follows may follow from it.',
    '### Turn A 2, B 2: different, 0 % alike',
    '### Turn B 3: only in B',
  ])
    assert.ok(linesOf(text).includes(line), `${line}\n\n${text}`);
  assert.equal(text.match(/booking number/g)?.length, 1, 'what is the same stands once');
  assert.doesNotMatch(text, /\| State \|/, 'what does not differ is no fact that differs');
  const rows = linesOf(runsCsv(made));
  assert.ok(
    rows.includes('split,"They go the same way until turn 2 (by wording, 0 % alike).",wording,0,2,2,,'),
  );
  assert.ok(
    rows.includes('after the split,,onlyB,0,,3,,agent: I can offer a refund right away'),
    rows.join('\n'),
  );
  const json = JSON.parse(JSON.stringify(runsJson(made))) as {
    level: string;
    turnA: number;
    rows: unknown[];
  };
  assert.deepEqual([json.level, json.turnA, json.rows.length], ['wording', 1, 3]);
});

test('a trend: since when, each batch with what was to be expected, and the method', () => {
  const batches = [9, 10, 9, 9, 10, 6, 5, 6, 6, 5].map((passed, index) => {
    const about = { id: `b${index}`, title: `Simulation ${index + 1}`, expired: index === 0 };
    const stats = batchStats(runs(passed, 10 - passed, 0), defaultSettings);
    return trendBatch({ ...about, at: Date.UTC(2026, 10, index + 1) }, stats, defaultSettings);
  });
  const made = { title: 'Order status', trend: trendOf(batches, defaultSettings), settings: defaultSettings };
  const text = trendMarkdown(made);
  assert.match(
    text,
    /^# Order status\n\nLower since Simulation 6: 56 % of 50 runs, before 94 % of 50 runs\.\n/,
  );
  assert.match(text, /\n\| Simulation 1 \| .* \| 9 of 10 passed .* \| 6 to 10 \| 0 \| from the archive \|\n/);
  assert.match(text, /\n\| Simulation 7 \| .* \| below what is to be expected \|\n/);
  assert.match(
    text,
    /\n\| Rule \\\| cited \| … 90 %, 90 %, 100 %, 60 %, 50 %, 60 %, 60 %, 50 % \| Lower since Simulation 6: /,
  );
  assert.match(text, /\n\| Duration \| … /);
  assert.match(text, /\n\| Since when \| one change point /);
  const rows = linesOf(trendCsv(made));
  assert.ok(
    rows.some((row) => /^batch,Simulation 7,,2026-11-07T00:00:00\.000Z,5,10,0\.5,.*,6,10,0,0,no,/.test(row)),
  );
  assert.ok(rows.some((row) => row.startsWith('criterion,Simulation 1,Rule | cited,,9,10,0.9,')));
  assert.ok(
    rows.some((row) => /^criterion change,Simulation 6,Rule \| cited,.*Lower since Simulation 6/.test(row)),
  );
  assert.ok(rows.some((row) => /^measure,Simulation 2,.*,Duration,milliseconds,10,\d+/.test(row)));
  const json = JSON.parse(JSON.stringify(trendJson(made))) as {
    change: { at: number };
    points: { at: string }[];
    criteria: { change: { at: number } }[];
    measures: { key: string; middles: unknown[] }[];
  };
  assert.deepEqual([json.change.at, json.points[0]?.at], [5, '2026-11-01T00:00:00.000Z']);
  assert.deepEqual(
    [json.criteria[0]?.change.at, json.measures[0]?.key, json.measures[0]?.middles.length],
    [5, 'duration', 10],
  );
});

test('a trend carries what criteria tell nothing of their own, and how often verdicts changed in small batches', () => {
  const batches = [true, false, true, true, true].map((met, index) => {
    const run = runOf(1, {
      outcome: met ? 'passed' : 'failed',
      criteria: { 'rule | one': met, polite: true },
    });
    const about = { id: `b${index}`, title: `Simulation ${index + 1}`, at: index, expired: false };
    return trendBatch(about, batchStats([run], defaultSettings), defaultSettings);
  });
  const made = { title: 'Order status', trend: trendOf(batches, defaultSettings), settings: defaultSettings };
  assert.match(
    trendMarkdown(made),
    /\n\| rule \\\| one \| 100 %, 0 %, .* \| its verdict changed 2 of 4 times \|\n\n- Met every time: “polite” \(5 runs\)\.\n/,
  );
  const rows = linesOf(trendCsv(made));
  assert.ok(rows.some((row) => /^criterion flips,,rule \| one,.*its verdict changed 2 of 4 times/.test(row)));
  assert.ok(rows.some((row) => /^criterion habits,.*Met every time: “polite” \(5 runs\)\./.test(row)));
  const json = JSON.parse(JSON.stringify(trendJson(made))) as Readonly<Record<string, unknown>>;
  assert.deepEqual(json['habits'], {
    ...{ neverMissed: [{ names: ['polite'], runs: 5 }], neverMet: [], together: [] },
  });
});

test('a trend goes out with redacted names, also of criteria that tell nothing of their own', async () => {
  const batches = [1, 2, 3, 4, 5].map((day) => {
    const run = runOf(1, { criteria: { 'Mails ann@example.com': true } });
    const about = { id: `b${day}`, title: `Simulation ${day}`, at: day, expired: false };
    return trendBatch(about, batchStats([run], defaultSettings), defaultSettings);
  });
  const shown = { titles: ['Order status'], trend: trendOf(batches, defaultSettings) };
  const made = await trendAnalysis(shown, defaultSettings).make(
    builtInRules.map(batchRule),
    new AbortController().signal,
  );
  assert.equal(made.redacted, true);
  assert.match(made.markdown(), /Met every time: “Mails /);
  for (const text of [made.markdown(), made.csv(commas), JSON.stringify(made.json())])
    assert.doesNotMatch(text, /ann@/);
});

test('foreign words stay words: no markup, no heading, no table of their own', () => {
  const hostile = '<img src=x onerror=alert(1)> # [a](javascript:b)';
  const text = batchMarkdown(report(runs(3, 3, 0, hostile)));
  assert.doesNotMatch(text, /<img|(?<!\\)\]\(javascript/);
  const long = comparisonMarkdown(comparison(runs(3, 3, 0, hostile), runs(3, 3, 0, `a\n\n# b | c`)));
  assert.doesNotMatch(long, /^# b|<img/m);
});

test('a turn that calls a tool says which, and what it got', () => {
  const call = turnOf(undefined, {
    role: 'agent',
    blocks: [{ kind: 'toolCall', name: 'find', arguments: '{"id":7}', callId: 'c' }],
  });
  const { turns } = runOf(1, { more: { turns: [number, call] } });
  assert.equal(turnLine({ turns }, 1), 'agent: find(id: 7)');
  assert.equal(turnLine({ turns }, 0), 'agent: Please give me your booking number');
  assert.deepEqual([turnLine({ turns }, null), turnLine({ turns: undefined }, 0)], [null, null]);
});

test('each format carries a batch and a trend out of the editor, with its method', () => {
  const batch = { kind: 'batch', report: report(runs(8, 10, 2)) } as const;
  const points = [1, 2].map((at) =>
    trendBatch(
      { id: `${at}`, title: `Batch ${at}`, at, expired: false },
      batch.report.stats,
      defaultSettings,
    ),
  );
  const trend = {
    kind: 'trend',
    report: { title: 'Over time', trend: trendOf(points, defaultSettings), settings: defaultSettings },
  } as const;
  assert.deepEqual(
    analysisFormats.map(({ extension }) => extension),
    ['md', 'csv', 'json'],
  );
  const [md, csv, json] = analysisFormats;
  assert.ok(md && csv && json);
  assert.match(md.text(textsOf(batch), commas), /^# Order status\n/);
  assert.match(
    md.text(textsOf(trend), commas),
    /^# Over time\n\nToo few batches to tell a change: 2; six are needed\./,
  );
  assert.match(csv.text(textsOf(batch), commas), /rate,passed,8,18,/);
  assert.match(csv.text(textsOf(trend), commas), /batch,Batch 2,/);
  for (const each of [batch, trend]) {
    const said = JSON.parse(json.text(textsOf(each), commas)) as {
      title: string;
      method: { interval: string };
    };
    assert.equal(said.title, each.report.title);
    assert.ok(Object.keys(said.method).length > 2);
    assert.match(md.text(textsOf(each), commas), /Wilson, 95 %/);
  }
});

test('of costs the difference of means goes out, too, and shifts have a sign', () => {
  const paid = (usd: number) =>
    runs(6, 0, 0).map((run) => ({
      ...run,
      facts: [{ key: 'costUsd', value: usd, about: commonFacts.costUsd }],
    }));
  const [before, now] = [paid(0.3), paid(0.1)];
  const found = compareBatches(before, now, defaultSettings);
  const about = { titles: ['a', 'b'] as const, before, now, found, settings: defaultSettings };
  const line = linesOf(comparisonMarkdown(about)).find((each) => each.startsWith('| Cost |'));
  assert.equal(
    line,
    '| Cost | $0.30 | $0.10 | −$0.20; mean −$0.20 a run (likely −$0.20 to −$0.20, by bootstrap) | 0 % of pairs | Lower, probable | 0.0065 |',
  );
  const row = linesOf(comparisonCsv(about)).find((each) => each.startsWith('measure,"Cost, mean"'));
  assert.match(row ?? '', /,usd,-0\.2\d*,-0\.2\d*,-0\.2\d*,/);
});
