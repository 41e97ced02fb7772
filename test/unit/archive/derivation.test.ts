/**
 * What is derived from a run's JSON, written down beside the version that says so. Who changes the one without the other
 * leaves old archives with what was derived before: a search then finds other runs than the tree shows.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recordOf } from '../../../src/archive/record.ts';
import { derivationVersion } from '../../../src/core/provider/derivation.ts';
import type { Provider } from '../../../src/core/provider/provider.ts';
import { cognigy } from '../../../src/providers/cognigy/provider.ts';
import { promptingCompany } from '../../../src/providers/promptingCompany/provider.ts';

const raws: readonly (readonly [Provider, object])[] = [
  [
    cognigy,
    {
      id: 'a',
      referenceId: 'a',
      sequence: 1,
      status: 'completed',
      largeLanguageModelReferenceId: 'gpt-4o',
      endPointType: 'webchat3',
      successCriteria: [
        { type: 'text', params: { name: 'Polite', text: 'Is polite' } },
        { type: 'text', params: { name: 'Quick', text: 'Is quick' } },
      ],
      metrics: {
        success: false,
        summary: 'Half of it.',
        results: [
          { success: true, reason: 'It was.' },
          { success: false, reason: 'It was slow.' },
        ],
      },
      turns: [{ text: 'Hello', data: { a: ['deep'] } }],
    },
  ],
  [cognigy, { id: 'b', status: 'completed', metrics: { errorInfo: { message: 'No endpoint', code: 'E1' } } }],
  [cognigy, { id: 'c', status: 'completed', metrics: { success: true } }],
  [cognigy, { id: 'd', status: 'running' }],
  [cognigy, { id: 'e', status: 'completed', metrics: { isBatchStopped: true } }],
  [
    promptingCompany,
    {
      id: 'f',
      status: 'completed',
      passed: true,
      harness: 'codex',
      environment: { id: 'x', name: 'Staging' },
      task: { id: 't', name: 'Fix it' },
    },
  ],
  [promptingCompany, { id: 'g', status: 'completed', passed: false }],
  [promptingCompany, { id: 'h', status: 'failed', error: 'Out of credits' }],
];

async function derived(): Promise<unknown[]> {
  return Promise.all(
    raws.map(async ([provider, raw]) => {
      const ref = { connection: 'c', path: ['p'], run: 'r' };
      const { outcome, facts, unmet, texts } = recordOf(
        (await provider.saved()).run(JSON.stringify(raw), ref),
        [],
        0,
      );
      const words = [
        texts.title,
        texts.summary,
        texts.error,
        ...texts.criteria,
        ...texts.facts,
        ...texts.turns,
      ];
      return [outcome, facts, unmet, words.filter((text) => text !== '')];
    }),
  );
}

/** Of each run: outcome, facts, criteria that were not met, words. Changed? Then the version below rises, too. */
const written = {
  version: 8,
  runs: [
    [
      'failed',
      { model: 'gpt-4o', endpointType: 'webchat3' },
      ['Quick'],
      [
        ...['Run 1 (r)', 'Half of it.', 'Polite\nIs polite\nIt was.', 'Quick\nIs quick\nIt was slow.'],
        ...['gpt-4o', 'webchat3', 'Hello\ndeep'],
      ],
    ],
    ['errored', {}, [], ['Run b (r)', 'No endpoint\nNo endpoint\nE1']],
    ['passed', {}, [], ['Run c (r)']],
    ['running', {}, [], ['Run d (r)']],
    ['stopped', {}, [], ['Run e (r)']],
    ['passed', { environment: 'Staging', task: 'Fix it' }, [], ['Run f (r)', 'Staging', 'Fix it']],
    ['failed', {}, [], ['Run g (r)']],
    ['errored', {}, [], ['Run h (r)']],
  ],
};

test('the same JSON gives the same outcome, facts and words as long as the version is the same', async () => {
  assert.deepEqual({ version: derivationVersion, runs: await derived() }, written);
});
