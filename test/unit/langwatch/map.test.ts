/** What LangWatch says of a run, in the words of the program. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factValue } from '../../../src/core/run/facts.ts';
import { outcomeOf } from '../../../src/core/run/outcome.ts';
import type { Run } from '../../../src/core/run/run.ts';
import { crashed, failed, itemFrom, json, runFrom, sent, start } from './support.ts';

const told = (run: Run) => [run.state, run.verdict, outcomeOf(run), run.reason];

test('a run that passed has its criteria, its cost, its times and its ids', () => {
  const run = runFrom(sent());
  assert.deepEqual(told(run), ['finished', 'passed', 'passed', undefined]);
  assert.deepEqual([run.title, run.unit, run.summary], ['books a tune-up', 's1', 'Both were done.']);
  assert.deepEqual(
    run.criteria.map(({ name, met }) => [name, met]),
    [
      ['names a price', 'met'],
      ['books', 'met'],
    ],
  );
  assert.deepEqual(
    [run.createdAt?.ms, run.updatedAt?.ms, run.duration, factValue(run, 'costUsd')],
    [start, start + 29, { ms: 29, raw: 29, assumedUnit: false }, 0.02],
  );
  assert.deepEqual(run.ids, [
    ['Run', 'r1'],
    ['Scenario', 's1'],
    ['Batch', 'b1'],
    ['Set', 'bike-shop'],
  ]);
  assert.deepEqual(run.rest, { description: 'A bike shop.', metadata: { ci: 'nightly' } });
});

test('a run that failed begins with the criterion; without one, with the words of the judge', () => {
  const run = runFrom(sent(failed));
  assert.deepEqual(told(run), ['finished', 'failed', 'failed', 'criterion not met: books (and 1 more)']);
  assert.deepEqual(
    run.criteria.map(({ met }) => met),
    ['met', 'notMet', 'notMet'],
  );
  const results = { verdict: 'failure', reasoning: 'Rude.\nVery.', metCriteria: [], unmetCriteria: [] };
  assert.equal(runFrom(sent({ status: 'FAILED', results })).reason, 'Rude. Very.');
  assert.equal(runFrom(sent({ status: 'FAILED', results: null })).reason, 'the service did not report why');
});

test('an error is JSON in a text, or words, or left out', () => {
  const run = runFrom(sent(crashed));
  assert.deepEqual(told(run), ['finished', 'failed', 'errored', 'Upstream answered 503']);
  assert.deepEqual(run.error?.technicalDetails, { name: 'Error', stack: 'Error: Upstream\n  at run' });
  const withError = (error: unknown) => runFrom(sent({ status: 'ERROR', results: { error } }));
  assert.deepEqual(withError('It broke\n  at x').error, {
    ...{ message: 'It broke', technicalDetails: 'It broke\n  at x' },
  });
  assert.deepEqual(withError({ message: 'As an object' }).reason, 'As an object');
  assert.deepEqual(withError('[1]').reason, '[1]');
  // Lists leave it out.
  const results = { ...crashed.results, error: undefined };
  assert.deepEqual(told(runFrom(sent({ ...crashed, results }))), [
    ...['finished', 'failed', 'errored', 'Scenario failed with error: 503'],
  ]);
  assert.equal(runFrom(sent({ status: 'ERROR', results: null })).reason, 'an error without a message');
});

test('each status has its state, and only a judge its verdict', () => {
  const states = (status: string, verdict?: string) =>
    told(runFrom(sent({ status, results: verdict === undefined ? null : { verdict } })));
  assert.deepEqual(states('SUCCESS'), ['finished', 'passed', 'passed', undefined]);
  assert.deepEqual(states('SUCCESS', 'inconclusive'), ['finished', 'none', 'unknown', undefined]);
  assert.deepEqual(states('FAILED', 'inconclusive'), ['finished', 'none', 'unknown', undefined]);
  for (const status of ['IN_PROGRESS', 'RUNNING'])
    assert.deepEqual(states(status), ['running', 'none', 'running', undefined]);
  for (const status of ['PENDING', 'QUEUED'])
    assert.deepEqual(states(status), ['queued', 'none', 'queued', undefined]);
  assert.deepEqual(states('CANCELLED'), ['stopped', 'none', 'stopped', 'the run was cancelled']);
  assert.deepEqual(states('STALLED'), [
    ...['stopped', 'none', 'stopped', 'the run stalled: nothing more was heard of it'],
  ]);
  assert.deepEqual(states('DREAMING'), ['unknown', 'none', 'unknown', undefined]);
  assert.equal(runFrom(sent({ status: 'DREAMING' })).rawState, 'DREAMING');
});

test('content in parts, calls of tools and their results are turns', () => {
  const run = runFrom(sent());
  assert.deepEqual(
    run.turns?.map(({ role }) => role),
    ['user', 'assistant', 'tool', 'assistant'],
  );
  assert.deepEqual([run.turns[0]?.text, run.turns[3]?.text], ['Book Tuesday', 'Booked.']);
  const blocks = run.turns.flatMap((turn) => turn.blocks);
  const call = blocks.find((block) => block.kind === 'toolCall');
  const result = blocks.find((block) => block.kind === 'toolResult');
  assert.deepEqual([call?.name, call?.callId, result?.callId], ['create_booking', 'call_1', 'call_1']);
});

test('messages that were left out are not reported, and none are none', () => {
  assert.equal(runFrom(sent({ messages: undefined })).turns, undefined);
  assert.deepEqual(runFrom(sent({ messages: [] })).turns, []);
});

test('what breaks the contract is one broken run with its problem', () => {
  const item = itemFrom(sent({ scenarioRunId: 7 }));
  assert.deepEqual(item.kind === 'broken' && [item.title, item.problem], [
    'Run at position 1',
    'scenarioRunId: expected string, got number',
  ]);
  assert.equal(itemFrom(json(sent({ scenarioRunId: '' }))).kind, 'broken');
});

test('what LangWatch adds one day stays, and digits stay as they were sent', () => {
  const text = `{"scenarioRunId":"r1","roleCosts":{"agent":0.10},"results":{"verdict":"success","confidence":1.0},
    "messages":[{"role":"tool","toolCallId":"c","content":{"total":1.50}}]}`;
  const run = runFrom(text);
  assert.equal(run.raw(), text);
  assert.deepEqual(run.rest, { roleCosts: { agent: 0.1 }, results: { confidence: 1 } });
  assert.equal(run.title, 'Run r1');
});
