/** Verdict, error, reason and criteria of a result: what the service says, and the traps in how it says it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { outcomeOf } from '../../../src/core/run/outcome.ts';
import { cell, grading, part, runFrom } from './support.ts';

describe('a result of promptfoo', () => {
  it('that passed', () => {
    const run = runFrom(cell());
    assert.deepEqual(
      [outcomeOf(run), run.state, run.reason, run.error],
      ['passed', 'finished', undefined, undefined],
    );
  });

  it('that failed an assertion repeats its reason as error, and has none', () => {
    const run = runFrom(
      cell({
        ...{ success: false, score: 0.5, failureReason: 1, error: 'Expected "blue"' },
        gradingResult: grading([part('red', true), part('blue', false)], {
          pass: false,
          reason: 'Expected "blue"',
        }),
      }),
    );
    assert.deepEqual([outcomeOf(run), run.error, run.reason], ['failed', undefined, 'Expected "blue"']);
  });

  it('that failed by its threshold alone says so', () => {
    const run = runFrom(
      cell({
        ...{ success: false, failureReason: 1, error: 'Aggregate score 0.40 < 0.5 threshold' },
        gradingResult: grading([part('red', true)], { reason: 'Aggregate score 0.40 < 0.5 threshold' }),
      }),
    );
    assert.equal(run.reason, 'Aggregate score 0.40 < 0.5 threshold');
  });

  it('that could not be made is an error, with its stack apart', () => {
    const context = { providerId: 'lamps' };
    const run = runFrom(
      cell({
        ...{ success: false, score: 0, failureReason: 2, gradingResult: null, response: null },
        error: 'Error: No power\n    at Lamp.shine (lamp.mjs:1:1)\n    at main',
        metadata: { errorContext: context },
      }),
    );
    assert.deepEqual(
      [outcomeOf(run), run.verdict, run.reason, run.error],
      [
        'errored',
        'none',
        'Error: No power',
        {
          message: 'Error: No power',
          technicalDetails: { stack: '    at Lamp.shine (lamp.mjs:1:1)\n    at main', context },
        },
      ],
    );
    assert.equal('metadata' in run.rest, false);
  });

  it('passes although a part did not: weights and thresholds decide', () => {
    const run = runFrom(
      cell({ gradingResult: grading([part('red', true), part('blue', false, { weight: 0 })]) }),
    );
    assert.deepEqual([outcomeOf(run), run.reason], ['passed', undefined]);
    assert.deepEqual(
      run.criteria.map(({ met, weight }) => [met, weight]),
      [
        ['met', undefined],
        ['notMet', 0],
      ],
    );
  });

  it('without assertions was judged by nobody', () => {
    const run = runFrom(
      cell({ testCase: { assert: [] }, gradingResult: { pass: true, score: 1, reason: 'No assertions' } }),
    );
    assert.deepEqual([run.verdict, outcomeOf(run), run.criteria], ['none', 'unknown', []]);
  });

  it('lists the parts of a set once', () => {
    const set = {
      ...{ pass: true, score: 0.5, reason: 'Aggregate score 0.50' },
      componentResults: [part('red', true), part('blue', false)],
      metadata: { assertionSet: { type: 'assert-set', threshold: 0.5 } },
    };
    // `red` is asked for outside the set, too.
    const parts = [part('red', true), set, part('red', true), part('blue', false)];
    const run = runFrom(cell({ gradingResult: grading(parts) }));
    assert.deepEqual(
      run.criteria.map(({ name, met, score }) => [name, met, score]),
      [
        ['assert-set', 'met', 0.5],
        ['contains: red', 'met', 1],
      ],
    );
  });

  it('names a criterion by its metric, else by what is asked', () => {
    const run = runFrom(
      cell({
        gradingResult: grading([
          part('red', true, { metric: 'colour', weight: 2 }),
          part('', false, { type: 'is-json', value: undefined }),
        ]),
      }),
    );
    assert.deepEqual(
      run.criteria.map(({ name, type, text, met, score, weight, required }) => [
        name,
        type,
        text,
        met,
        score,
        weight,
        required,
      ]),
      [
        ['colour', 'contains', 'red', 'met', 1, 2, undefined],
        ['is-json', 'is-json', undefined, 'notMet', 0, undefined, undefined],
      ],
    );
  });
});
