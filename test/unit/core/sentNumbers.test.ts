import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSentNumber, parseSent } from '../../../src/core/kit/sentJson.ts';
import type { Json, Run } from '../../../src/core/run/run.ts';
import { isDearToRead, withSentNumbers, withSentNumbersSoon } from '../../../src/core/run/sentNumbers.ts';
import { runJson } from '../../../src/cli/runJson.ts';
import { htmlPieces } from '../../../src/export/html.ts';
import { markdownOf } from '../../../src/export/markdown.ts';
import { batchRule } from '../../../src/export/redaction/redact.ts';
import { redactedRun } from '../../../src/export/redaction/redactRun.ts';
import { builtInRules } from '../../../src/export/redaction/rules.ts';
import { partText } from '../../../src/panel/run/parts.ts';
import { snapshotOf } from '../../../src/panel/run/snapshot.ts';
import { timelineOf } from '../../../src/panel/run/turns.ts';
import { makeRef, makeRun, makeTurn } from '../../webview/support/runs.ts';

/** A run as a provider makes it: from the text, with members taken apart and put together anew. */
function runFrom(raw: string): Run {
  const { turns, ...rest } = JSON.parse(raw) as {
    turns: { input: Json; cost?: Json }[];
    [key: string]: Json | object;
  };
  return makeRun({
    raw: () => raw,
    turns: turns.map(({ input, ...extra }) => makeTurn('x', { data: { input }, extra: { ...extra } })),
    rest: rest as Run['rest'],
  });
}

const sent =
  '{"turns":[{"input":{"order":9007199254740993,"price":1.10,"huge":1e400,"n":[-0,1.0,2]},"cost":0.50}],"total":1E3}';

test('data, other fields and the rest keep the digits that were sent', () => {
  const { turns, rest } = withSentNumbers(runFrom(sent));
  assert.equal(
    JSON.stringify([turns?.[0]?.data, turns?.[0]?.extra, rest]),
    '[{"input":{"order":9007199254740993,"price":1.10,"huge":1e400,"n":[-0,1.0,2]}},{"cost":0.50},{"total":1E3}]',
  );
});

test('numbers that differ in lost digits alone are told apart, wherever they stand', () => {
  const ids = ['1234567890123456790', '1234567890123456789', '1234567890123456788'];
  const raw = `{"turns":[${ids.map((id) => `{"input":{"id":${id},"as":"same"}}`).join(',')}]}`;
  const run = runFrom(raw);
  const shown = withSentNumbers(run).turns?.map(({ data }) => JSON.stringify(data));
  assert.deepEqual(
    shown,
    ids.map((id) => `{"input":{"id":${id},"as":"same"}}`),
  );
  assert.equal(
    JSON.stringify(
      withSentNumbers(runFrom('{"turns":[{"input":[1.0]},{"input":[1]}]}')).turns?.map(({ data }) => data),
    ),
    '[{"input":[1.0]},{"input":[1]}]',
  );
});

test('a number that may be any of several is left as it was read', () => {
  const run = makeRun({ raw: () => '{"a":{"n":1.0,"x":1},"b":{"n":1.00,"x":2}}', rest: { n: 1 } });
  assert.equal(JSON.stringify(withSentNumbers(run).rest), '{"n":1}');
});

test('a run that lost nothing is the same run, and the work is done once', () => {
  const plain = runFrom('{"turns":[{"input":{"a":1.5,"t":"1.0 and 1e5"}}],"b":12345}');
  assert.equal(withSentNumbers(plain), plain);
  const run = runFrom(sent);
  assert.equal(withSentNumbers(run), withSentNumbers(run));
  assert.equal(withSentNumbers(withSentNumbers(run)), withSentNumbers(run));
});

test('what is too deep or no JSON is shown as it was read', () => {
  for (const raw of [`${'['.repeat(100_000)}1.0${']'.repeat(100_000)}`, '{"a": 1.0, oops']) {
    const run = makeRun({ raw: () => raw, rest: { a: 1 } });
    assert.equal(withSentNumbers(run), run);
  }
});

test('every export, copy and panel shows them', () => {
  const digits = ['9007199254740993', '1.10', '1e400'];
  const run = runFrom(sent);
  const snapshot = snapshotOf(run, {
    ...{ ref: makeRef('r'), generation: 1, provider: 'p', place: { trail: [], position: undefined } },
    ...{ timeline: timelineOf(run.turns ?? []), anchor: 0, before: [], problem: undefined },
  });
  assert.equal(snapshot.run.rest, undefined, 'it is pulled as a text');
  const shown = {
    markdown: markdownOf(run),
    redacted: markdownOf({ ...redactedRun({ ...run, summary: 'jo@x.de' }, builtInRules.map(batchRule)) }),
    html: [...htmlPieces([{ item: run, where: [] }])].join(''),
    terminal: JSON.stringify(runJson(run)),
    panel: partText(run, { of: 'turnData', index: 0 }) ?? '',
    preview: JSON.stringify(snapshot.turns[0]?.pieces),
  };
  for (const [where, text] of Object.entries(shown))
    for (const each of digits) assert.ok(text.includes(each), `${where} ${each}`);
  assert.equal(partText(run, { of: 'rest', index: 0 }), '{"total":1E3}');
});

test('the first screen of a large run waits for lost digits alone; the rest of it is pulled', () => {
  const large = (number: string) =>
    runFrom(`{"turns":[{"input":{"n":${number}}}],"t":"${'x'.repeat(600_000)}"}`);
  const preview = (run: Run) => JSON.stringify(withSentNumbersSoon(run).turns?.[0]?.data);
  assert.equal(preview(large('9007199254740993')), '{"input":{"n":9007199254740993}}');
  const written = large('1.10');
  assert.equal(preview(written), '{"input":{"n":1.1}}');
  assert.deepEqual(
    [isDearToRead(written), isDearToRead(large('9007199254740993')), isDearToRead(runFrom(sent))],
    [true, false, false],
  );
  assert.equal(partText(written, { of: 'turnData', index: 0 }), '{"input":{"n":1.10}}');
});

test('the page reads them from text and prints them as they are', () => {
  const value = parseSent('{"a":1.10,"b":[1e400,2]}');
  assert.equal(JSON.stringify(value, null, 1), '{\n "a": 1.10,\n "b": [\n  1e400,\n  2\n ]\n}');
  assert.ok(isSentNumber((value as { a: Json }).a));
  assert.ok(!isSentNumber({ rawJSON: '1.10' }));
});
