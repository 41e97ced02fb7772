/** What else a result says, and what is left out of it on purpose. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { reportedFacts } from '../../../src/core/run/facts.ts';
import { cell, figures, grading, itemFrom, json, part, runFrom, table } from './support.ts';

describe('a result of promptfoo', () => {
  it('has title, figures, ids and the time of its evaluation', () => {
    const run = runFrom(cell({ testIdx: 4, metadata: { conversationId: 'talk 7' } }));
    assert.deepEqual([run.title, run.sequence, run.duration?.ms], ['asks for red', 5, 20]);
    assert.deepEqual(figures(run), {
      model: 'lamps v1',
      prompt: undefined,
      score: 1,
      costUsd: 0.25,
      tokens: 12,
    });
    assert.deepEqual(run.ids, [
      ['Result', 'c1'],
      ['Evaluation', 'eval-abc-2026-11-20T10:00:00'],
      ['Conversation', 'talk 7'],
    ]);
    assert.equal(run.createdAt?.ms, Date.UTC(2026, 10, 20, 10));
  });

  it('is called by its values, else by its number', () => {
    assert.equal(runFrom(cell({ testCase: { vars: { lamp: 'red', count: 2 } } })).title, 'red, 2');
    assert.equal(runFrom(cell({ testCase: {}, testIdx: 2 })).title, 'Test 3');
  });

  it('costs nothing known where its provider said nothing', () => {
    assert.equal(figures(runFrom(cell({ cost: 0, response: { output: 'x' } })))['costUsd'], undefined);
    assert.equal(figures(runFrom(cell({ cost: 0, response: { output: 'x', cost: 0 } })))['costUsd'], 0);
  });

  it('keeps a score beyond 1 as the grader gave it', () => {
    assert.equal(figures(runFrom(cell({ score: 7.5 })))['score'], 7.5);
  });

  it('of a file has prompt and provider as objects', () => {
    const run = runFrom(
      cell({
        prompt: { raw: 'Which lamp is red?', label: 'short' },
        provider: { id: 'file://lamp.mjs', label: '' },
        tokenUsage: { total: 30 },
      }),
    );
    assert.deepEqual(figures(run), {
      model: 'file://lamp.mjs',
      prompt: 'short',
      score: 1,
      costUsd: 0.25,
      tokens: 30,
    });
  });

  it('says in its row which prompt or provider it is of where there are several', () => {
    const shownOf = (prompts: readonly unknown[]) => {
      const run = runFrom(table([{ testIdx: 0, outputs: [cell()] }], { prompts }));
      return reportedFacts(run.facts)
        .filter(({ about }) => about.shown.includes('row'))
        .map(({ key }) => key);
    };
    assert.deepEqual(shownOf([{ label: 'short', provider: 'a' }]), ['score']);
    assert.deepEqual(
      shownOf([
        { label: 'short', provider: 'a' },
        { label: 'long', provider: 'a' },
      ]),
      ['prompt', 'score'],
    );
    assert.deepEqual(
      shownOf([
        { label: 'short', provider: 'a' },
        { label: 'short', provider: 'b' },
      ]),
      ['model', 'score'],
    );
  });

  it('shows what has no other place, and not how providers were set up', () => {
    const run = runFrom(
      cell({
        ...{ namedScores: { colour: 0.5 }, surprise: 1 },
        metadata: { lux: 3, _promptfooFileMetadata: {} },
        testCase: {
          ...{ vars: { lamp: 'red' }, metadata: { room: 'hall' } },
          provider: { id: 'x', config: { apiKey: 'sk-1' } },
          options: { provider: { config: { apiKey: 'sk-2' } } },
        },
        gradingResult: grading([part('red', true)], { comment: 'fine by me', tokensUsed: { total: 4 } }),
      }),
    );
    assert.deepEqual(run.rest, {
      promptId: 'p1',
      namedScores: { colour: 0.5 },
      surprise: 1,
      vars: { lamp: 'red' },
      metadata: { lux: 3 },
      response: { tokenUsage: { total: 12 } },
      testCase: { metadata: { room: 'hall' } },
      gradingResult: { tokensUsed: { total: 4 } },
    });
    assert.equal(run.summary, 'fine by me');
  });

  it('that breaks the contract is a row that says where', () => {
    const item = itemFrom(cell({ testIdx: 2, response: 7 }));
    assert.deepEqual(
      [item.kind, item.title, item.kind === 'broken' && item.problem],
      ['broken', 'Test 3', 'response: expected another type, got number'],
    );
    assert.equal(itemFrom(json([1])).title, 'Run at position 1');
  });
});
