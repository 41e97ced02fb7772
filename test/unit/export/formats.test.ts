/** Each export read back by a reader that is not ours. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { XMLParser } from 'fast-xml-parser';
import Papa from 'papaparse';
import { csvPieces } from '../../../src/export/csv.ts';
import { defusedCell } from '../../../src/export/csvCells.ts';
import { csvDialect, type CsvDialect } from '../../../src/export/csvDialect.ts';
import { exportFormats } from '../../../src/export/formats.ts';
import { htmlPieces } from '../../../src/export/html.ts';
import { pageStyle, pageStyleHash } from '../../../src/export/htmlStyle.ts';
import { jsonLinesPieces, jsonPieces } from '../../../src/export/jsonExport.ts';
import { junitPieces } from '../../../src/export/junit.ts';
import { markdownPieces } from '../../../src/export/markdown.ts';
import { launchChromium } from '../../support/chromium.ts';
import { hostileTexts } from '../../webview/support/hostile.ts';
import { assertGrowsWithLength } from '../../support/doubling.ts';
import { given, makeCriterion, makeRef, makeRun, makeTurn } from '../../webview/support/runs.ts';
import { brokenRun, exported, joined, runsOfEachKind, where } from './support.ts';

const awkward = 'a\u0000b\u0001\u001b[31m\uD800\uFFFE ]]> &amp; \r\n\ttail';

/** A run in which every text is hostile. */
function hostileRun(text: string) {
  return makeRun({
    ...{
      title: text,
      reason: text,
      summary: text,
      verdict: 'failed',
      facts: given({ model: text, task: text }),
    },
    criteria: [makeCriterion(text, { met: 'notMet', text, reason: text })],
    error: undefined,
    turns: [makeTurn(text, { role: text, data: { [text.slice(0, 50)]: text } })],
    ids: [['Run', text]],
    raw: () => JSON.stringify({ text }),
  });
}

test('JSON is every run byte for byte, in one array', () => {
  const raws = ['{"a": 1.0, "b":1e400,\r\n "big":12345678901234567890}', '{"\\u00e9":"\\ud800"}'];
  const text = joined(jsonPieces(exported(...raws.map((raw) => makeRun({ raw: () => raw })))));
  assert.equal(text, `[\n${raws[0]},\n${raws[1]}\n]\n`);
  assert.deepEqual(JSON.parse(joined(jsonPieces([]))), []);
});

test('JSON Lines is one run a line, whatever white space its JSON has', () => {
  const raw = '{ "a" :\r\n [ 1.0,\t"x  \\" y" ] }';
  const text = joined(jsonLinesPieces(exported(makeRun({ raw: () => raw }), makeRun({ raw: () => '{}' }))));
  assert.equal(text, '{"a":[1.0,"x  \\" y"]}\n{}\n');
});

test('a broken line of a file comes as a text: the whole is JSON, and not a character of it is changed', () => {
  const raw = '{"a":  1,\t"b": [oops  "x" }';
  const runs = exported(makeRun({ raw: () => '{"ok": 1.0}' }), { ...brokenRun(), raw: () => raw });
  const told = { notJson: 'turns: expected array, got string', text: raw };
  const json = joined(jsonPieces(runs));
  assert.deepEqual(JSON.parse(json), [{ ok: 1 }, told]);
  assert.ok(json.startsWith('[\n{"ok": 1.0},\n'));
  const lines = joined(jsonLinesPieces(runs)).split('\n');
  assert.deepEqual(lines, ['{"ok":1.0}', JSON.stringify(told), '']);
  const empty = exported({ ...brokenRun(), raw: () => '' });
  assert.deepEqual(JSON.parse(joined(jsonPieces(empty))), [{ ...told, text: '' }]);
});

test('CSV has a row a run, and a library reads what was written', () => {
  const text = joined(csvPieces(runsOfEachKind()));
  assert.ok(text.startsWith('\uFEFFprovider,collection,title,id,outcome,'));
  assert.ok(!/[^\r]\n/.test(text.replace(/"[^"]*"/g, '')));
  const { data, errors } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  assert.deepEqual(errors, []);
  assert.deepEqual(
    data.map(({ id, outcome }) => [id, outcome]),
    [
      ['passes', 'passed'],
      ['fails', 'failed'],
      ['fails without a word', 'failed'],
      ['errs', 'errored'],
      ['stops', 'stopped'],
      ['runs', 'running'],
      ['ends without verdict', 'unknown'],
      ['b-1', 'unknown'],
    ],
  );
  const [first, second] = data;
  assert.equal(first?.['duration_ms'], '4200');
  assert.equal(first['score'], '', 'what was not reported is empty, not 0');
  assert.equal(first['collection'], where.join(' › '));
  assert.deepEqual([second?.['criteria'], second?.['criteria_not_met']], ['3', '2']);
});

test('CSV: no cell is a formula, and text survives', () => {
  const cells = ['=1+1', '+1', '-1', '@a', '\tx', '\rx', '\n=1', '  =1', '＝1', 'a,"b"\nc', 'plain', ' led'];
  const text = joined(csvPieces(exported(...cells.map((summary) => makeRun({ summary })))));
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  const defused = cells.slice(0, 9).map((cell) => `'${cell}`);
  assert.deepEqual(
    data.map(({ summary }) => summary),
    [...defused, ...cells.slice(9)],
  );
});

/** The summary column of runs with these summaries, after a reader that parts cells by `delimiter`. */
function readCells(summaries: readonly string[], dialect: CsvDialect | undefined, delimiter: string) {
  const text = joined(csvPieces(exported(...summaries.map((summary) => makeRun({ summary }))), dialect));
  return Papa.parse<string[]>(text.slice(1), { delimiter, skipEmptyLines: true }).data;
}

const withinCells = [
  'a;=1+1',
  'a\t=1+1',
  'a; "@x"',
  'a\n-1',
  'a;\u00a0＝1',
  '"";"=1',
  'b, c-d; e=f',
  'a;\n;=1',
];

test('CSV: no cell is a formula either for a spreadsheet that parts cells by semicolon or tab', () => {
  assert.deepEqual(
    readCells(withinCells, undefined, ',')
      .slice(1)
      .map((cells) => cells.at(-1)),
    ["a;'=1+1", "a\t'=1+1", `a; "'@x"`, "a\n'-1", "a;\u00a0'＝1", `"";"'=1`, 'b, c-d; e=f', "a;\n;'=1"],
  );
  const dialects = (['comma', 'semicolon', 'tab'] as const).map((name) => csvDialect(name, 'en'));
  for (const dialect of dialects)
    for (const delimiter of [',', ';', '\t'])
      for (const cell of readCells([...withinCells, 'a,=1', 'a, @b'], dialect, delimiter).flat())
        assert.doesNotMatch(cell, /^\s*"?\s*[=+\-@＝＋－＠]/, JSON.stringify([dialect, delimiter]));
});

test('CSV: what defuses a cell takes twice as long for twice the text', () => {
  for (const unit of ['\n', ';', ';"', '\t ', ';\n', ',', 'a', '1', '1e', 'jan'])
    assertGrowsWithLength('a cell', (text) => defusedCell(text, ';'), unit);
});

test('CSV: ids and words stay as they are in a spreadsheet', () => {
  const other = [
    ...[
      '73928e05',
      '12345678901234567890',
      '007',
      'MAR1',
      '1-2',
      '2026-11-01',
      '10/12',
      '1.10',
      '12:30',
      'TRUE',
    ],
    ...[
      '1E5',
      '00.5',
      'Sept 2',
      '3 Dez',
      '2.4.',
      '123456789012',
      '1,234',
      '1.234,5',
      "1'234",
      '$5',
      '5 €',
      '5%',
    ],
    ...['(5)', '1 1/2', '００７'],
  ];
  const same = [
    '123',
    'v1.5',
    'r-1',
    '65f0c1a2b3c4d5e6f7a8b9c0',
    'Run 3',
    '12345678901',
    '(5) of 6',
    '5 % of it',
    '1,23,4',
    'Market 12',
    '1e',
    'Decision 4',
    'true love',
  ];
  const rows = readCells([...other, ...same], undefined, ',').slice(1);
  assert.deepEqual(
    rows.map((cells) => cells.at(-1)),
    [...other.map((text) => `'${text}`), ...same],
  );
  const ids = joined(csvPieces(exported(makeRun({ ref: makeRef('73928e05') }))));
  assert.ok(ids.includes(",'73928e05,"));
});

test('CSV: parted as the region parts lists, or as one likes', () => {
  const locales = ['en-US', 'de-DE', 'fr-FR', 'ja-JP', 'ar-EG', 'no such locale'];
  assert.deepEqual(
    locales.map((locale) => csvDialect('auto', locale).separator),
    [',', ';', ';', ',', ',', ','],
  );
  assert.equal(csvDialect('comma', 'de-DE').separator, ',');
  const german = joined(
    csvPieces(
      exported(makeRun({ facts: given({ score: 1.5 }), summary: 'a; b, c' })),
      csvDialect('auto', 'de'),
    ),
  );
  assert.match(german, /^\uFEFFprovider;collection;title;/);
  assert.match(german, /;1,5;/);
  assert.match(german, /;"a; b, c"\r\n$/);
  assert.match(
    joined(csvPieces(exported(makeRun({ facts: given({ score: 1.5 }) })), csvDialect('tab', 'de'))),
    /\t1\.5\t/,
  );
});

test('JUnit: counts, failures a criterion, errors, skipped', () => {
  const xml = joined(junitPieces(runsOfEachKind()));
  const suite = parsedXml(xml).testsuites.testsuite[0];
  assert.ok(suite);
  assert.deepEqual(
    [suite['@name'], suite['@tests'], suite['@failures'], suite['@errors'], suite['@skipped']],
    [where.join(' › '), '8', '2', '2', '3'],
  );
  const cases = new Map(suite.testcase.map((each) => [each['@name'].replace(/ \(.*/, ''), each]));
  assert.equal(cases.get('passes')?.['@time'], '4.200');
  assert.equal(cases.get('fails')?.['@time'], undefined, 'a time that was not reported is not 0');
  assert.deepEqual(cases.get('fails')?.failure, [
    {
      '@message': '2 criteria not met: Kind, Fast',
      '@type': 'criterion',
      '#text': 'Kind:\nIs kind\nIt was "rude" & <loud>\n\nFast:',
    },
    { '@message': 'criterion not met: Fast', '@type': 'criterion' },
  ]);
  assert.equal(cases.get('fails without a word')?.failure?.length, 1);
  assert.deepEqual(cases.get('errs')?.error, [{ '@message': 'Boom', '@type': 'error' }]);
  assert.deepEqual(cases.get('stops')?.skipped, [{ '@message': 'stopped by a person' }]);
  assert.deepEqual(cases.get('runs')?.skipped, [{ '@message': 'The run is running.' }]);
  assert.deepEqual(cases.get('ends without verdict')?.skipped, [{ '@message': 'No verdict was reported.' }]);
  assert.match(cases.get('Run 9')?.error?.[0]?.['@message'] ?? '', /could not be read/);
});

test('JUnit: times have a point and no thousands, whatever the region', () => {
  const times = [0.4, 1_234_567, 5_400_000_000].map((ms) =>
    makeRun({ duration: { ms, raw: ms, assumedUnit: false } }),
  );
  const xml = joined(junitPieces(exported(...times)));
  assert.deepEqual(
    [...xml.matchAll(/ time="([^"]*)"/g)].map(([, time]) => time),
    ['0.000', '1234.567', '5400000.000'],
  );
});

test('JUnit: one criterion that was not met is told as it is', () => {
  const run = makeRun({
    verdict: 'failed',
    criteria: [makeCriterion('Kind', { met: 'notMet', reason: 'Rude' })],
  });
  const [only] = parsedXml(joined(junitPieces(exported(run)))).testsuites.testsuite[0]?.testcase ?? [];
  assert.deepEqual(only?.failure, [
    { '@message': 'criterion not met: Kind', '@type': 'criterion', '#text': 'Rude' },
  ]);
});

test('escape sequences of a terminal are in no readable format', () => {
  const text = '\u001b[31mFAIL\u001b[0m 2 \u001b]8;;http://x\u0007tests\u001b]8;;\u0007\u009b1m!\u001b(B';
  const run = hostileRun(text);
  for (const { label, extension, pieces } of exportFormats) {
    if (extension.startsWith('json')) continue;
    const written = joined(pieces(exported(run)));
    assert.doesNotMatch(written, new RegExp('[\\u001b\\u009b]|\\[31m|8;;'), label);
    assert.match(written, /FAIL 2 tests!/, label);
  }
});

test('JUnit: elements and attributes are those of the common schema, in its order', () => {
  const both = makeRun({
    error: { message: 'Boom', technicalDetails: undefined },
    criteria: [makeCriterion('Kind', { met: 'notMet' })],
  });
  const xml = joined(junitPieces([...runsOfEachKind(), ...exported(both)]));
  const elements = [...xml.matchAll(/<([a-z][\w-]*)((?: [a-z]+="[^"]*")*)\/?>/g)];
  const allowed: Readonly<Record<string, readonly string[]>> = {
    testsuites: ['name', 'tests', 'failures', 'errors', 'time'],
    testsuite: ['name', 'tests', 'failures', 'errors', 'skipped', 'time', 'timestamp', 'hostname', 'id'],
    testcase: ['name', 'classname', 'time', 'group'],
    failure: ['message', 'type'],
    error: ['message', 'type'],
    skipped: ['message', 'type'],
    'system-out': [],
  };
  for (const [, name = '', attributes = ''] of elements)
    for (const [, attribute = ''] of attributes.matchAll(/([a-z]+)="/g))
      assert.ok(allowed[name]?.includes(attribute), `${name} ${attribute}`);
  const order = ['skipped', 'error', 'failure', 'system-out'];
  for (const [, body = ''] of xml.matchAll(/<testcase[^>]*>(.*?)<\/testcase>/gs)) {
    const ranks = Array.from(body.matchAll(/<(skipped|error|failure|system-out)\b/g), ([, name = '']) =>
      order.indexOf(name),
    );
    assert.deepEqual(
      ranks,
      ranks.toSorted((a, b) => a - b),
    );
  }
});

test('HTML: the policy names the hash of the only style', () => {
  const hash = createHash('sha256').update(pageStyle).digest('base64');
  assert.equal(pageStyleHash, `sha256-${hash}`);
});

test(
  'HTML in a browser: all text is there, no script, no request, no violation',
  { timeout: 60_000 },
  async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'export-'));
    const browser = await launchChromium();
    t.after(async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    });
    const texts = [...hostileTexts.filter((text) => text.length < 5000), awkward];
    const file = join(folder, 'runs.html');
    writeFileSync(file, joined(htmlPieces([...runsOfEachKind(), ...exported(...texts.map(hostileRun))])));
    const page = await browser.newPage({ colorScheme: 'dark' });
    const requests: string[] = [];
    const said: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => said.push(message.text()));
    page.on('dialog', (dialog) => void dialog.dismiss().then(() => said.push('dialog')));
    const url = pathToFileURL(file).href;
    await page.goto(url);
    // Whatever would be asked for or run is so before the second frame.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    assert.deepEqual(requests, [url]);
    assert.deepEqual(said, []);
    assert.equal(await page.locator('article').count(), 8 + texts.length);
    assert.equal(await page.locator('script, img, iframe, object, embed, link, form, svg').count(), 0);
    assert.equal(await page.locator('a:not([href^="#run-"])').count(), 0);
    const shown = await page.locator('#run-2 .turns').innerText();
    assert.match(shown, /=1\+1, "quoted"\nnext/);
    const color = await page.evaluate(
      'getComputedStyle(document.body).unicodeBidi && getComputedStyle(document.querySelector(".failed")).color',
    );
    assert.equal(color, 'rgb(255, 123, 114)', 'the style is in force, for a dark page');
  },
);

test('JUnit holds any text: a strict reader, the browser, takes it whole', { timeout: 60_000 }, async (t) => {
  const texts = [...hostileTexts.filter((text) => text.length < 5000), awkward];
  const xml = joined(junitPieces([...runsOfEachKind(), ...exported(...texts.map(hostileRun))]));
  assert.ok(xml.isWellFormed());
  assert.doesNotMatch(xml, new RegExp('[\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\uFFFE\\uFFFF]'));
  const browser = await launchChromium();
  t.after(() => browser.close());
  const page = await browser.newPage();
  const read = `(xml) => {
    const report = new DOMParser().parseFromString(xml, 'application/xml');
    const count = (name) => report.getElementsByTagName(name).length;
    return [count('parsererror'), count('testcase'), count('script'), count('failure')];
  }`;
  const counts = await page.evaluate(`(${read})(${JSON.stringify(xml)})`);
  assert.deepEqual(counts, [0, 8 + texts.length, 0, 3 + texts.length]);
});

test('Markdown: several runs, each under a heading, with where it lies', () => {
  const text = joined(markdownPieces(exported(makeRun({ title: 'One' }), brokenRun())));
  assert.match(text, /^# One: unknown\n\nShop › Order status › Simulation 2\n\n/);
  assert.match(text, /\n---\n\n# Run 9: could not be read\n/);
});

test('every format writes no run, and each run once', () => {
  assert.deepEqual(
    exportFormats.map(({ extension }) => extension),
    ['md', 'html', 'csv', 'xml', 'json', 'jsonl'],
  );
  for (const { pieces, label } of exportFormats) {
    assert.doesNotThrow(() => joined(pieces([])), label);
    const marked = exported(makeRun({ title: 'once-only', raw: () => '{"t":"once-only"}' }));
    assert.match(joined(pieces(marked)), /once-only/, label);
  }
});

interface XmlCase {
  readonly '@name': string;
  readonly '@time'?: string;
  readonly failure?: readonly Record<string, string>[];
  readonly error?: readonly Record<string, string>[];
  readonly skipped?: readonly Record<string, string>[];
}

interface XmlReport {
  readonly testsuites: {
    readonly testsuite: readonly (Record<
      '@name' | '@tests' | '@failures' | '@errors' | '@skipped',
      string
    > & {
      readonly testcase: readonly XmlCase[];
    })[];
  };
}

function parsedXml(xml: string): XmlReport {
  const parser = new XMLParser({
    ...{ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false },
    isArray: (name) => ['testsuite', 'testcase', 'failure', 'error', 'skipped'].includes(name),
    processEntities: { enabled: true, maxTotalExpansions: 1_000_000, maxExpandedLength: 10_000_000 },
  });
  return parser.parse(xml) as XmlReport;
}
