/** Runs of coding agents and benchmarks as files have them: what was said, what it cost, how it ended. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factValue } from '../../../src/core/run/facts.ts';
import { outcomeOf } from '../../../src/core/run/outcome.ts';
import { cell, table } from '../promptfoo/support.ts';
import { read, refusal, saidIn, whole } from './support.ts';

const json = JSON.stringify;
const lines = (...records: readonly object[]) => records.map((record) => json(record)).join('\n');

async function only(text: string) {
  const items = await read('a', text);
  assert.equal(items.length, 1);
  return whole(items[0]);
}

describe('A session of Codex', () => {
  const item = (payload: object) => ({ timestamp: '2026-11-01T10:00:00Z', type: 'response_item', payload });
  const message = (role: string, text: string) =>
    item({ type: 'message', role, content: [{ type: 'input_text', text }] });
  const event = (payload: object) => ({ timestamp: '2026-11-01T10:00:01Z', type: 'event_msg', payload });
  const count = (total: number) =>
    event({ type: 'token_count', info: { total_token_usage: { total_tokens: total } } });

  it('shows what people and models said; what the program told the model stands beside it', async () => {
    const context = message('user', '<environment_context>\n  <cwd>/w</cwd>');
    const run = await only(
      lines(
        { type: 'session_meta', payload: { id: 'x1' } },
        message('developer', 'Be brief.'),
        context,
        message('user', '<user_instructions>\nUse tabs.'),
        message('user', 'Explain <environment_context>.'),
        message('assistant', 'It says where you are.'),
      ),
    );
    assert.deepEqual(saidIn(run), [
      ['user', 'Explain <environment_context>.'],
      ['assistant', 'It says where you are.'],
    ]);
    assert.equal(json(run.rest).split('environment_context').length, 2);
    assert.match(json(run.rest['context']), /Be brief\..*Use tabs\./);
  });

  it('says its tokens with the last count, and how long its tasks took', async () => {
    const run = await only(
      lines(
        { type: 'session_meta', payload: { id: 'x1' } },
        message('user', 'Hi'),
        count(100),
        event({ type: 'task_complete', duration_ms: 193 }),
        count(250),
        event({ type: 'token_count', info: null }),
        event({ type: 'task_complete', duration_ms: 7 }),
      ),
    );
    assert.deepEqual([factValue(run, 'tokens'), run.duration?.ms], [250, 200]);
  });

  it('that was printed says its tokens', async () => {
    const run = await only(
      lines(
        { type: 'thread.started', thread_id: 'x1' },
        { type: 'item.completed', item: { id: 'i', type: 'agent_message', text: 'Done' } },
        {
          type: 'turn.completed',
          usage: { input_tokens: 2403, cached_input_tokens: 1600, output_tokens: 80 },
        },
      ),
    );
    assert.equal(factValue(run, 'tokens'), 2483);
  });
});

describe('A trajectory', () => {
  const history = [
    { role: 'system', content: 'Mend it.', agent: 'main' },
    { role: 'assistant', content: 'I look.', agent: 'main' },
  ];

  it('of SWE-agent has its cost, tokens and end, and its steps beside its messages', async () => {
    const stats = { instance_cost: 0.53, tokens_sent: 50_000, tokens_received: 1200, api_calls: 7 };
    const run = await only(
      json({
        environment: 'main',
        trajectory: [{ action: 'ls', observation: 'a.py', response: 'I look.' }],
        history,
        info: { exit_status: 'submitted', submission: 'diff', model_stats: stats },
        replay_config: { problem_statement: { id: 'shop__lamp-1' }, agent: { model: { name: 'made-up' } } },
      }),
    );
    assert.deepEqual(saidIn(run), [
      ['system', 'Mend it.'],
      ['assistant', 'I look.'],
    ]);
    assert.deepEqual(
      ['costUsd', 'tokens', 'model'].map((key) => factValue(run, key)),
      [0.53, 51_200, 'made-up'],
    );
    assert.deepEqual(
      [run.title, run.state, run.rawState, run.verdict],
      ['shop__lamp-1', 'finished', 'submitted', 'none'],
    );
    assert.deepEqual(Object.keys(run.rest), ['environment', 'trajectory', 'info', 'replay_config']);
  });

  it('of mini-swe-agent, too', async () => {
    const run = await only(
      json({
        info: {
          ...{ exit_status: 'LimitsExceeded', model_stats: { instance_cost: 3.01, api_calls: 250 } },
          config: { model: { model_name: 'made-up' } },
        },
        messages: history,
        instance_id: 'shop__lamp-2',
        trajectory_format: 'mini-swe-agent-1.1',
      }),
    );
    assert.deepEqual(
      [
        run.title,
        run.rawState,
        run.turns?.length,
        factValue(run, 'costUsd'),
        factValue(run, 'model'),
        factValue(run, 'tokens'),
      ],
      ['shop__lamp-2', 'LimitsExceeded', 2, 3.01, 'made-up', undefined],
    );
  });

  it('in the interchange format has calls, results, cost and tokens', async () => {
    const run = await only(
      json({
        ...{ schema_version: 'ATIF-v1.7', session_id: 's1' },
        agent: { name: 'helper', version: '1', model_name: 'made-up' },
        steps: [
          { step_id: 1, timestamp: '2026-11-01T10:00:00Z', source: 'user', message: 'List files.' },
          {
            ...{ step_id: 2, timestamp: '2026-11-01T10:00:05Z', source: 'agent', message: 'I list them.' },
            reasoning_content: 'ls will do.',
            tool_calls: [{ tool_call_id: 'c1', function_name: 'bash', arguments: { command: 'ls' } }],
            observation: { results: [{ source_call_id: 'c1', content: 'a.py' }] },
            metrics: { prompt_tokens: 9 },
          },
        ],
        final_metrics: { total_prompt_tokens: 90, total_completion_tokens: 10, total_cost_usd: 0.04 },
      }),
    );
    assert.deepEqual(
      run.turns?.map(({ role }) => role),
      ['user', 'assistant', 'tool'],
    );
    const blocks = run.turns.flatMap((turn) => turn.blocks);
    const call = blocks.find((block) => block.kind === 'toolCall');
    const result = blocks.find((block) => block.kind === 'toolResult');
    assert.deepEqual([call?.name, call?.callId, result?.callId], ['bash', 'c1', 'c1']);
    assert.ok(blocks.some((block) => block.kind === 'reasoning' && block.text === 'ls will do.'));
    assert.deepEqual(
      [run.ref.run, factValue(run, 'model'), factValue(run, 'costUsd'), factValue(run, 'tokens')],
      ['s1', 'made-up', 0.04, 100],
    );
    assert.match(json(run.turns[1]), /prompt_tokens/);
  });

  it('of tau2 has a criterion for each check, and begins with the one that failed', async () => {
    const run = await only(
      json({
        simulations: [
          {
            ...{ id: 's1', task_id: '4', trial: 0, termination_reason: 'user_stop', messages: history },
            reward_info: {
              reward: 0,
              db_check: { db_match: true, db_reward: 1 },
              action_checks: [{ action: { name: 'refund', arguments: {} }, action_match: false }],
              communicate_checks: [{ info: '49 EUR', met: true, justification: 'It was said.' }],
              nl_assertions: [{ nl_assertion: 'Is polite', met: true, justification: 'Very.' }],
              env_assertions: [{ env_assertion: { func_name: 'is_open' }, met: false }],
            },
          },
        ],
      }),
    );
    assert.deepEqual(
      run.criteria.map(({ name, met, reason }) => [name, met, reason]),
      [
        ['Database', 'met', undefined],
        ['refund', 'notMet', undefined],
        ['is_open', 'notMet', undefined],
        ['Tells 49 EUR', 'met', 'It was said.'],
        ['Is polite', 'met', 'Very.'],
      ],
    );
    assert.deepEqual([outcomeOf(run), run.reason], ['failed', 'check not met: refund (and 1 more)']);
  });
});

it('a table of promptfoo alone, as its server writes it, is its results', async () => {
  const answer: unknown = JSON.parse(table([{ testIdx: 0, outputs: [cell(), null] }]));
  const alone = json(
    typeof answer === 'object' && answer !== null && 'table' in answer ? answer.table : null,
  );
  const run = await only(alone);
  assert.deepEqual(
    [run.title, outcomeOf(run), factValue(run, 'model')],
    ['asks for red', 'passed', 'lamps v1'],
  );
});

describe('What cannot be read says what it looks like', () => {
  const cases: readonly (readonly [string, string])[] = [
    [
      'Description,[a] one,[b] two\nasks for red,"[PASS] red, and\nmore",[FAIL] blue\n',
      'looks like a table (CSV)',
    ],
    ['name;passed\r\na;1\r\n', 'looks like a table (CSV)'],
    ['<?xml version="1.0"?>\n<testsuites/>', 'looks like XML'],
    ['<!doctype html>\n<title>promptfoo</title>', 'looks like a page of the web'],
    ['description: Lamps\nprompts:\n  - a\n', 'looks like YAML'],
    [json({ data: [{ evalId: 'e1', numTests: 3 }] }), 'looks like the list of evaluations of promptfoo'],
    [json({ batches: [{ batchRunId: 'b' }], hasMore: false }), 'looks like the list of batches of LangWatch'],
    [json({ timestamp: 'x', info: { seed: 1 }, tasks: [] }), 'looks like the head of tau2-bench results'],
    [
      lines({ session_id: 's', ts: 1, text: 'hi' }, { session_id: 's', ts: 2, text: 'on' }),
      'looks like the prompts that Codex remembers',
    ],
    [json({ resourceSpans: [] }), 'looks like traces of OpenTelemetry'],
    [json({ log: { entries: [{ request: {} }] } }), 'looks like a recording of requests (HAR)'],
    [json({ cells: [], nbformat: 4 }), 'looks like a notebook'],
  ];
  for (const [text, words] of cases)
    it(words, async () => {
      const said = await refusal('a.txt', text);
      assert.ok(said.startsWith(`a.txt ${words}`), said);
      assert.match(said, /;|,/);
    });

  it('and nothing that it does not', async () => {
    const events = 'data: {"role":"user","content":"Hi, you"}\n\ndata: [DONE]\n';
    for (const text of [
      events,
      `event: message\n${events}`,
      'hello',
      'one, two',
      'a, b\nc',
      '{"a": 1, "b"',
      'x = 1; y = 2\n',
    ])
      assert.match(await refusal('a.txt', text), /^a\.txt (cannot be read|holds no runs)/, text);
  });
});
