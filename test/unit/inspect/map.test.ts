/** What a sample tells, to the domain. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factValue } from '../../../src/core/run/facts.ts';
import { outcomeOf } from '../../../src/core/run/outcome.ts';
import type { Run } from '../../../src/core/run/run.ts';
import { savedReader } from '../../../src/providers/inspect/saved.ts';
import { header, logOf, opened, place, rows, run, runOf, saidIn, summaryOf, wholes } from './support.ts';

const scored = (scores: object) => runOf({ scores });
const judged = ({ verdict, criteria }: Run) => [
  verdict,
  ...criteria.map(({ name, met, score }) => [name, met, score]),
];

describe('Scores of a sample', () => {
  const cases: readonly (readonly [
    what: string,
    value: unknown,
    verdict: string,
    met: string,
    score?: number,
  ])[] = [
    ['correct', 'C', 'passed', 'met'],
    ['incorrect', 'I', 'failed', 'notMet'],
    ['partly', 'P', 'none', 'notReported', 0.5],
    ['no answer', 'N', 'none', 'notReported', 0],
    ['true', true, 'passed', 'met', 1],
    ['false', false, 'failed', 'notMet', 0],
    ['yes', 'yes', 'passed', 'met'],
    ['no', 'No', 'failed', 'notMet'],
    ['one', 1, 'passed', 'met', 1],
    ['nought', 0, 'failed', 'notMet', 0],
    ['a fraction', 0.7, 'none', 'notReported', 0.7],
    ['a number beyond one', 7, 'none', 'notReported', 7],
    ['a number as a text', '0.25', 'none', 'notReported', 0.25],
    ['any other text', 'blue', 'none', 'notReported'],
    ['a list', [1, 0], 'none', 'notReported'],
    ['nothing', null, 'none', 'notReported'],
  ];
  for (const [what, value, verdict, met, score] of cases)
    it(`${what}: ${verdict}`, async () => {
      assert.deepEqual(judged(await scored({ judge: { value } })), [verdict, ['judge', met, score]]);
    });

  it('pass together only when all do, and one that failed fails the run', async () => {
    assert.equal((await scored({ a: { value: 'C' }, b: { value: 1 } })).verdict, 'passed');
    assert.equal((await scored({ a: { value: 'C' }, b: { value: 0.5 } })).verdict, 'none');
    assert.equal((await scored({ a: { value: 'C' }, b: { value: 'I' } })).verdict, 'failed');
    assert.equal((await scored({})).verdict, 'none');
  });

  it('of an object are a criterion each', async () => {
    const own = await scored({
      judge: { value: { polite: 1, short: 0, warm: 0.4 }, explanation: 'Too long.' },
    });
    assert.deepEqual(judged(own), [
      'failed',
      ['judge: polite', 'met', 1],
      ['judge: short', 'notMet', 0],
      ['judge: warm', 'notReported', 0.4],
    ]);
    assert.equal(own.reason, 'Too long.');
  });

  it('give the reason of a failure: what the scorer explained, or what was answered, or which one it was', async () => {
    assert.equal(
      (await scored({ a: { value: 'I', explanation: 'Blue, not red.' } })).reason,
      'Blue, not red.',
    );
    assert.equal((await scored({ a: { value: 'I', answer: 'blue' } })).reason, 'Answer: blue');
    assert.equal((await scored({ a: { value: 0 } })).reason, 'a');
  });

  it('are a fact where there is one number', async () => {
    assert.equal(factValue(await scored({ a: { value: 0.7 } }), 'score'), 0.7);
    assert.equal(factValue(await scored({ a: { value: 0.7 }, b: { value: 0.1 } }), 'score'), undefined);
    assert.equal(factValue(await scored({ a: { value: 'C' } }), 'score'), undefined);
  });

  it('of an early log stand alone', async () => {
    assert.deepEqual(judged(await runOf({ scores: undefined, score: { value: 'C' } })), [
      'passed',
      ['score', 'met', undefined],
    ]);
  });
});

describe('How a sample ended', () => {
  it('with an error: its message, and the traceback among the details', async () => {
    const error = {
      message: 'ValueError("lamp")',
      traceback: 'Traceback: line 3',
      traceback_ansi: '\u001b[31mTraceback',
    };
    const own = await runOf({ error, scores: {} });
    assert.deepEqual(
      [outcomeOf(own), own.error, own.reason],
      [
        'errored',
        { message: 'ValueError("lamp")', technicalDetails: { traceback: 'Traceback: line 3' } },
        'ValueError("lamp")',
      ],
    );
  });

  it('cancelled: no error of its own', async () => {
    for (const message of ['CancelledError()', "asyncio.exceptions.CancelledError('Cancelled by scope')"]) {
      const own = await runOf({ error: { message, traceback: 't' }, scores: {} });
      assert.deepEqual([outcomeOf(own), own.error, own.reason], ['stopped', undefined, 'Cancelled']);
      assert.deepEqual(own.rest['error'], { message, traceback: 't' });
    }
  });

  it('by a limit: judged all the same, and named', async () => {
    const own = await runOf({ limit: { type: 'token', limit: 1000 }, scores: { a: { value: 0.2 } } });
    assert.deepEqual(
      [own.state, outcomeOf(own), own.reason, factValue(own, 'limit'), own.rest['limit']],
      ['finished', 'unknown', 'Stopped by its token limit', 'token', { type: 'token', limit: 1000 }],
    );
    assert.equal(outcomeOf(await runOf({ limit: { type: 'message', limit: 5 } })), 'passed');
  });

  it('after retries: how many', async () => {
    const errors = [{ message: 'first' }, { message: 'second' }];
    const own = await runOf({ error_retries: errors });
    assert.deepEqual([factValue(own, 'retries'), own.rest['error_retries']], [2, errors]);
  });
});

describe('A sample', () => {
  it('tells times, costs, tokens and ids', async () => {
    const own = await runOf({
      ...{
        started_at: '2026-11-01T10:00:01+00:00',
        completed_at: '2026-11-01T10:00:03+00:00',
        total_time: 1.5,
      },
      model_usage: { m: { total_tokens: 60, total_cost: 0.25 }, n: { total_tokens: 6, total_cost: 0.5 } },
      uuid: 'u1',
    });
    assert.deepEqual(
      [
        own.startedAt?.ms,
        own.completedAt?.ms,
        own.duration?.ms,
        factValue(own, 'tokens'),
        factValue(own, 'costUsd'),
      ],
      [Date.parse('2026-11-01T10:00:01Z'), Date.parse('2026-11-01T10:00:03Z'), 1500, 66, 0.75],
    );
    assert.equal(factValue(own, 'model'), 'made-up/one');
    assert.deepEqual(own.ids, [
      ['Sample', 'a'],
      ['UUID', 'u1'],
      ['Evaluation', 'e1'],
      ['Run of the evaluation', 'r1'],
      ['Task', 't1'],
    ]);
  });

  it('without them invents none', async () => {
    const own = await runOf({});
    assert.deepEqual(
      [
        own.startedAt,
        own.duration,
        factValue(own, 'tokens'),
        factValue(own, 'costUsd'),
        factValue(own, 'retries'),
      ],
      [undefined, undefined, undefined, undefined, undefined],
    );
    assert.equal(own.createdAt?.ms, Date.parse('2026-11-01T10:00:00Z'));
  });

  it('shows calls of tools, their results and failures, and thoughts', async () => {
    const messages = [
      {
        role: 'assistant',
        content: [
          { type: 'reasoning', reasoning: 'Look it up.' },
          { type: 'text', text: 'One moment.' },
        ],
        tool_calls: [{ id: 'c1', function: 'find', arguments: { lamp: 12345678901234567890n.toString() } }],
      },
      { role: 'tool', content: 'red', tool_call_id: 'c1', function: 'find' },
      {
        role: 'tool',
        content: '',
        tool_call_id: 'c2',
        function: 'find',
        error: { type: 'timeout', message: 'Too slow' },
      },
    ];
    const own = await runOf({ messages });
    assert.deepEqual(
      (own.turns ?? []).map(({ blocks }) => blocks.map(({ kind }) => kind)),
      [['reasoning', 'text', 'toolCall'], ['toolResult'], ['toolResult']],
    );
    const results = (own.turns ?? [])
      .flatMap(({ blocks }) => blocks)
      .filter((block) => block.kind === 'toolResult');
    assert.deepEqual(
      results.map(({ callId, name, content, isError }) => [callId, name, content, isError]),
      [
        ['c1', 'find', 'red', false],
        ['c2', 'find', '', true],
      ],
    );
  });

  it('keeps every digit of a call', async () => {
    const text = `{"id": "a", "epoch": 1, "messages": [{"role": "assistant", "content": "",
      "tool_calls": [{"id": "c1", "function": "f", "arguments": {"n": 12345678901234567890}}]}]}`;
    const [only] = await wholes(await opened(logOf({ header, samples: { a_epoch_1: text } })));
    const [call] = run(only).turns?.[0]?.blocks ?? [];
    assert.equal(call?.kind === 'toolCall' && call.arguments, '{"n": 12345678901234567890}');
  });

  it('gets its attachments back, whole texts and parts of them, old and new', async () => {
    const digest = '0123456789abcdef0123456789abcdef';
    const own = await runOf({
      messages: [
        { role: 'user', content: `attachment://${digest}` },
        { role: 'user', content: [{ type: 'text', text: `See tc://${digest}, and attachment://nowhere` }] },
        { role: 'user', content: 'attachment://missing' },
      ],
      attachments: { [digest]: 'a long text' },
    });
    assert.deepEqual(
      saidIn(own).map(([, text]) => text),
      ['a long text', 'See a long text, and attachment://nowhere', 'attachment://missing'],
    );
  });

  it('is not filled up by a text that it names over and over: what finds no room stays a mark', async () => {
    const digest = '0123456789abcdef0123456789abcdef';
    const named = `attachment://${digest} `.repeat(4);
    const own = await runOf({
      messages: Array.from({ length: 20 }, () => ({ role: 'user', content: named })),
      attachments: { [digest]: 'A'.repeat(1024 * 1024) },
    });
    const texts = saidIn(own).map(([, text]) => text ?? '');
    const all = texts.join('');
    assert.equal(all.match(/A+/g)?.length, 24);
    assert.equal(all.match(/attachment:\/\//g)?.length, 56);
    assert.equal(texts.at(-1)?.trim(), named.trim());
  });

  it('holds images as data, and never among its words', async () => {
    const image = `data:image/png;base64,${'iVBORw0KGgo'.padEnd(20_000, 'A')}`;
    const own = await runOf({
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is it?' },
            { type: 'image', image: 'attachment://i1' },
          ],
        },
      ],
      attachments: { i1: image },
    });
    const [turn] = own.turns ?? [];
    assert.ok(turn);
    assert.equal(turn.text, 'What is it?');
    const [, media] = turn.blocks;
    assert.ok(media?.kind === 'media');
    assert.deepEqual([media.mediaKind, media.mediaType, media.data?.length], ['image', 'image/png', 20_000]);
    assert.ok(JSON.stringify(own.rest).length < 1000);
  });

  it('leaves the events in its JSON', async () => {
    const own = await runOf({ events: [{ event: 'info', data: 'x' }], store: { lamp: 'red' } });
    assert.deepEqual(own.rest, { target: 'red', store: { lamp: 'red' } });
    assert.match(own.raw(), /"event":"info"/);
  });

  it('reads again from its own JSON, whole or as a row', async () => {
    const log = await opened(
      logOf({ header, summaries: [summaryOf('a')], samples: { a_epoch_1: { id: 'a', epoch: 1 } } }),
    );
    for (const item of [...rows(log), ...(await wholes(log))]) {
      const known = run(item);
      const again = run(savedReader.run(known.raw(), { ...place, run: 'a' }));
      assert.deepEqual({ ...again, raw: again.raw() }, { ...known, raw: known.raw() });
    }
  });

  it('that is no object is a broken run beside the others', async () => {
    const [only] = await wholes(await opened(logOf({ header, samples: { a_epoch_1: '[1]' } })));
    assert.ok(only?.kind === 'broken');
    assert.equal(only.problem, 'sample: expected an object, got something else');
  });
});
