/** "Not reported" stands where a source reports such a value as a rule, and nowhere else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Run } from '../../../src/core/run/run.ts';
import { runView } from '../../../src/panel/run/view.ts';
import { cognigy } from '../../../src/providers/cognigy/provider.ts';
import { promptingCompany } from '../../../src/providers/promptingCompany/provider.ts';
import { metricFacts, summaryFacts } from '../../../webview/run/facts.ts';
import { read, whole } from '../files/support.ts';

const ref = { connection: 'c', path: ['p'], run: 'r' };

function missing(run: Run): string[] {
  const page = runView(run, { provider: 'P', trail: [], position: undefined });
  const facts = [...summaryFacts(page, 0), ...metricFacts(page, 0)];
  return [...new Set(facts.filter(({ value }) => value === undefined).map(({ label }) => label))];
}

test('a run of which a service says nothing lacks what the service has, and no more', async () => {
  const conversation = (await cognigy.saved()).run('{"id": "r"}', ref);
  assert.deepEqual(missing(whole(conversation)), [
    ...['Duration', 'Turns', 'Model', 'Endpoint type', 'Created', 'Expires'],
    ...['Success rate', 'Conversation ended', 'Verdict'],
  ]);
  const task = (await promptingCompany.saved()).run('{"id": "r", "status": "completed"}', ref);
  assert.deepEqual(missing(whole(task)), [
    ...['Duration', 'Harness', 'Model', 'Environment', 'Task', 'Score', 'Cost', 'Tokens'],
    ...['Created', 'Started', 'Completed', 'Verdict'],
  ]);
  const going = (await promptingCompany.saved()).run('{"id": "r", "status": "running"}', ref);
  assert.ok(!missing(whole(going)).includes('Completed'), 'what cannot be there yet is not missed');
});

test('a conversation from a file lacks nothing', async () => {
  const [talk] = await read('talk.json', '[{"role": "user", "content": "Hello"}]');
  assert.deepEqual(missing(whole(talk)), []);
});
