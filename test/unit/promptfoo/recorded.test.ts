/** What a real server of promptfoo 0.123.1 said: `TRY_RECORD=test/fixtures/promptfoo npm run try:promptfoo`. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ServiceHttp } from '../../../src/core/provider/provider.ts';
import { outcomeOf } from '../../../src/core/run/outcome.ts';
import type { Run } from '../../../src/core/run/run.ts';
import { PromptfooSource } from '../../../src/providers/promptfoo/source.ts';
import { whole } from '../files/support.ts';
import { root } from '../invariants/sources.ts';
import { figures, saidBy } from './support.ts';

async function runsIn(name: string): Promise<Run[]> {
  const text = readFileSync(join(root, 'test/fixtures/promptfoo', `${name}.json`), 'utf8');
  const http: ServiceHttp = { get: () => Promise.resolve({ status: 200, text, requestId: undefined }) };
  const connection = { id: 'p', provider: 'promptfoo', label: 'P', baseUrl: 'http://localhost:15500' };
  const request = {
    cursor: undefined,
    limit: 100,
    sort: 'sequence',
    filter: {},
    grouping: undefined,
  } as const;
  const { items } = await new PromptfooSource(connection, http).list(
    ['eval:e1'],
    request,
    new AbortController().signal,
  );
  return items.filter((item) => item.kind !== 'collection').map(whole);
}

test('results of every kind', async () => {
  const runs = await runsIn('mixed');
  assert.deepEqual(
    runs.map((run) => [run.ref.run, run.title, outcomeOf(run), run.reason, run.criteria.length]),
    [
      ['0.0', 'red', 'passed', undefined, 1],
      ['0.1', 'red', 'passed', undefined, 1],
      ['1.0', 'blue', 'failed', 'Expected output to contain "L-7"', 1],
      ['1.1', 'blue', 'failed', 'Expected output to contain "L-7"', 1],
      ['2.0', 'breaks', 'errored', 'The fuse is blown', 0],
      ['2.1', 'breaks', 'errored', 'The fuse is blown', 0],
      ['3.0', 'burns', 'errored', 'Error: No power', 0],
      ['3.1', 'burns', 'errored', 'Error: No power', 0],
      ['4.0', 'unjudged', 'unknown', undefined, 0],
      ['4.1', 'unjudged', 'unknown', undefined, 0],
    ],
  );
  const [first, second] = runs;
  assert.ok(first && second);
  assert.deepEqual(saidBy(first), [
    ['user', 'Switch the red one on'],
    ['assistant', 'The red lamp is on. Number L-7.'],
  ]);
  const same = { prompt: '{{question}}', score: 1, costUsd: 0.0005, tokens: 12 };
  assert.deepEqual(figures(first), { model: 'lamps v1', ...same });
  assert.deepEqual(figures(second), { model: 'lamps v2', ...same });
  const [criterion] = first.criteria;
  assert.deepEqual(
    [criterion?.name, criterion?.text, criterion?.met, criterion?.score],
    ['colour', 'red', 'met', 1],
  );
  assert.match(JSON.stringify(runs[6]?.error?.technicalDetails), /at LampAgent\.callApi/);
});

test('a simulated user', async () => {
  const [run] = await runsIn('simulated');
  assert.ok(run);
  assert.deepEqual(saidBy(run), [
    ['user', 'Is the red lamp on?'],
    ['assistant', 'The red lamp is on. Number L-7.'],
  ]);
  assert.equal(run.rest['prompt'], 'You switch lamps.');
});
