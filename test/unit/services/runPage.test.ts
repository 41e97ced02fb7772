/** A run's own page at its service: where a provider can tell it, and nowhere else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Connection, Provider } from '../../../src/core/provider/provider.ts';
import { viewOf } from '../../../src/core/rows/rowView.ts';
import { runView } from '../../../src/panel/run/view.ts';
import { readTold } from '../../../src/panel/reading.ts';
import { cognigy } from '../../../src/providers/cognigy/provider.ts';
import { promptfoo } from '../../../src/providers/promptfoo/provider.ts';
import { promptingCompany } from '../../../src/providers/promptingCompany/provider.ts';
import { pageOfRun } from '../../../src/services/runPage.ts';
import { toy } from '../../fixtures/toyProvider/provider.ts';
import { runAt } from '../core/support.ts';

const juke: Connection = { id: 'juke', provider: 'toy', label: 'Juke', baseUrl: 'https://toy.example/api' };
const run = runAt('a b', { ref: { connection: 'juke', path: ['Friday'], run: 'a b' } });

function pageBy(
  provider: Provider | undefined,
  connection: Connection | undefined = juke,
): string | undefined {
  return pageOfRun({ get: () => connection, providerOf: () => provider }, run)?.href;
}

test('is built by the provider', () => {
  assert.equal(pageBy(toy), 'https://toy.example/api/plays/a%20b');
});

test('of promptfoo is that of its evaluation', () => {
  const item = runAt('0.0', {
    ref: { connection: 'p', path: ['eval:e 1'], run: '0.0' },
  });
  const connection = { id: 'p', provider: 'promptfoo', label: 'P', baseUrl: 'https://evals.example/pf' };
  const page = pageOfRun({ get: () => connection, providerOf: () => promptfoo }, item);
  assert.equal(page?.href, 'https://evals.example/pf/eval/e%201');
});

test('is not known of services whose documents tell no page of a run', () => {
  assert.equal(pageBy(cognigy), undefined);
  assert.equal(pageBy(promptingCompany), undefined);
  assert.equal(pageBy(undefined), undefined);
  assert.equal(pageOfRun({ get: () => undefined, providerOf: () => toy }, run), undefined);
});

test('is taken from an answer only when it is encrypted, without login, and at the origin of the connection', () => {
  const named = (address: string, baseUrl = juke.baseUrl) =>
    pageBy({ ...toy, pageOf: () => address }, { ...juke, baseUrl });
  assert.equal(named('https://toy.example/x?y=1#z'), 'https://toy.example/x?y=1#z');
  for (const address of [
    'http://toy.example/x',
    'https://evil.example/x',
    'https://toy.example.evil.example/x',
    'https://toy.example:8443/x',
    'https://user:key@toy.example/x',
    'command:workbench.action.quit',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '/x',
    '',
  ])
    assert.equal(named(address), undefined, address);
  assert.equal(named('http://127.0.0.1:1/x', 'http://127.0.0.1:1'), undefined);
  assert.equal(named('https://toy.example/x', 'nonsense'), undefined);
});

test('is offered in the row and in the panel of a run that has one', () => {
  const row = { kind: 'run', item: run } as const;
  assert.match(viewOf(row, { hasPage: true }).context, /\bpage\b/);
  assert.doesNotMatch(viewOf(row).context, /\bpage\b/);
  const place = { provider: 'P', trail: [], position: undefined };
  assert.equal(runView(run, { ...place, hasPage: true }).hasPage, true);
  assert.equal(runView(run, place).hasPage, false);
  assert.deepEqual(readTold({ type: 'action', action: 'openInProvider' }), {
    type: 'action',
    action: 'openInProvider',
  });
});
