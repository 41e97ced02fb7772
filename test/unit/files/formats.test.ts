/** Formats of other tools, each by a small made-up file. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factValue } from '../../../src/core/run/facts.ts';
import { outcomeOf } from '../../../src/core/run/outcome.ts';
import { savedRunText } from '../../../src/core/run/savedRun.ts';
import { noteOf, read, saidIn, whole } from './support.ts';

type Said = readonly (readonly [role: string, text: string | undefined])[];

const asked: Said = [
  ['user', 'Which lamp?'],
  ['assistant', 'The red one.'],
];
const question = { role: 'user', content: 'Which lamp?' };
const answer = { role: 'assistant', content: 'The red one.' };
const json = JSON.stringify;
const lines = (...records: readonly object[]) => records.map((record) => json(record)).join('\n');

/** The only run of a file. */
async function only(text: string) {
  const items = await read('a', text);
  assert.equal(items.length, 1);
  return whole(items[0]);
}

describe('Messages of other shapes', () => {
  it('items of the Responses API are one conversation, in a list and in lines', async () => {
    const items = [
      question,
      { type: 'function_call', call_id: 'c1', name: 'find', arguments: '{}' },
      { type: 'function_call_output', call_id: 'c1', output: 'red' },
      { type: 'reasoning', id: 'r', summary: [{ type: 'summary_text', text: 'Think.' }] },
      { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'The red one.' }] },
    ];
    for (const text of [json(items), lines(...items)])
      assert.deepEqual(
        (await only(text)).turns?.map(({ role }) => role),
        ['user', 'function_call', 'function_call_output', 'reasoning', 'assistant'],
      );
  });

  it('of the AI SDK have their texts from parts', async () => {
    const run = await only(
      json([
        { id: 'm1', role: 'user', parts: [{ type: 'text', text: 'Which lamp?' }] },
        {
          id: 'm2',
          role: 'assistant',
          parts: [
            { type: 'tool-find', toolCallId: 'c1', input: { c: 'red' }, output: { name: 'R' } },
            { type: 'text', text: 'The red one.' },
          ],
        },
      ]),
    );
    assert.deepEqual(saidIn(run), asked);
    assert.match(json(run.turns?.[1]?.data), /tool-find/);
  });

  it('of Gemini, in requests and answers', async () => {
    const contents = [{ role: 'user', parts: [{ text: 'Which lamp?' }] }];
    const request = await only(
      json({
        contents,
        systemInstruction: { parts: [{ text: 'Sell lamps.' }] },
        generationConfig: { topK: 1 },
      }),
    );
    assert.deepEqual(saidIn(request), [
      ['system', 'Sell lamps.'],
      ['user', 'Which lamp?'],
    ]);
    assert.deepEqual(request.rest, { generationConfig: { topK: 1 } });
    const reply = {
      candidates: [{ content: { parts: [{ text: 'The red one.' }], role: 'model' } }],
      modelVersion: 'made-up',
      usageMetadata: { totalTokenCount: 7 },
    };
    const answered = await only(json(reply));
    assert.deepEqual(saidIn(answered), [['model', 'The red one.']]);
    assert.deepEqual([factValue(answered, 'model'), factValue(answered, 'tokens')], ['made-up', 7]);
    assert.deepEqual(saidIn(await only(json(contents))), [['user', 'Which lamp?']]);
  });

  it('that name their model name it for the conversation', async () => {
    const run = await only(json({ messages: [question, { ...answer, modelInfo: { id: 'made-up' } }] }));
    assert.equal(factValue(run, 'model'), 'made-up');
  });

  it('of ShareGPT are a conversation each', async () => {
    const items = await read(
      'a',
      json([
        {
          id: 'i0',
          conversations: [
            { from: 'human', value: 'Which lamp?' },
            { from: 'gpt', value: 'The red one.' },
          ],
        },
        { id: 'i1', system: 'Sell lamps.', conversations: [{ from: 'human', value: 'Hi' }] },
      ]),
    );
    assert.deepEqual(
      items.map(({ title, ref }) => [ref.run, title]),
      [
        ['i0', '1: Which lamp?'],
        ['i1', '2: Hi'],
      ],
    );
    assert.deepEqual(saidIn(items[0]), [
      ['human', 'Which lamp?'],
      ['gpt', 'The red one.'],
    ]);
    assert.deepEqual(whole(items[1]).rest, { system: 'Sell lamps.' });
  });
});

describe('Requests and answers', () => {
  const completion = {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1793527200,
    model: 'made-up',
    choices: [{ index: 0, message: { ...answer, refusal: null } }],
    usage: { total_tokens: 5 },
  };

  it('an answer alone', async () => {
    const run = await only(json(completion));
    assert.deepEqual(saidIn(run), [['assistant', 'The red one.']]);
    assert.deepEqual(
      [run.ref.run, factValue(run, 'model'), factValue(run, 'tokens'), run.createdAt?.ms],
      ['chatcmpl-1', 'made-up', 5, 1793527200000],
    );
    assert.deepEqual(run.rest, { object: 'chat.completion', usage: { total_tokens: 5 } });
  });

  const pairs: readonly (readonly [string, object, Said])[] = [
    [
      'with its request',
      { request: { model: 'made-up', messages: [question] }, response: completion },
      asked,
    ],
    [
      'in a batch, asked',
      { custom_id: 'q1', method: 'POST', url: '/v1/chat/completions', body: { messages: [question] } },
      [['user', 'Which lamp?']],
    ],
    [
      'in a batch, answered',
      { id: 'b1', custom_id: 'q1', response: { status_code: 200, body: completion }, error: null },
      [['assistant', 'The red one.']],
    ],
    [
      'of the Responses API',
      {
        id: 'resp_1',
        object: 'response',
        output: [
          { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'The red one.' }] },
        ],
      },
      [['assistant', 'The red one.']],
    ],
    [
      'of the Messages API in a batch',
      { custom_id: 'q1', params: { system: 'Sell lamps.', messages: [question] } },
      [
        ['system', 'Sell lamps.'],
        ['user', 'Which lamp?'],
      ],
    ],
    [
      'of the Messages API in a batch, answered',
      { custom_id: 'q1', result: { type: 'succeeded', message: { type: 'message', ...answer } } },
      [['assistant', 'The red one.']],
    ],
    ['as tools log them', { input: { messages: [question] }, output: answer }, asked],
  ];
  for (const [what, value, said] of pairs)
    it(what, async () => assert.deepEqual(saidIn(await only(json(value))), said));

  it('many are a run each, and what failed says why', async () => {
    const items = await read(
      'a',
      lines(
        { custom_id: 'q1', response: { body: completion } },
        {
          custom_id: 'q2',
          response: { body: { choices: [{ message: answer }] } },
          error: { message: 'Too late' },
        },
      ),
    );
    assert.deepEqual(
      items.map(({ title, ref }) => [title, ref.run]),
      [
        ['q1', 'q1'],
        ['q2', 'q2'],
      ],
    );
    assert.equal(whole(items[1]).error?.message, 'Too late');
  });
});

describe('Sessions of coding agents', () => {
  const claude = [
    { type: 'summary', summary: 'Mend the lamp page', leafUuid: 'u3' },
    {
      type: 'user',
      uuid: 'u1',
      sessionId: 's1',
      cwd: '/w',
      timestamp: '2026-11-01T10:00:00.000Z',
      message: { role: 'user', content: 'Mend it.' },
    },
    { type: 'file-history-snapshot', messageId: 'm1' },
    {
      type: 'assistant',
      uuid: 'u2',
      parentUuid: 'u1',
      sessionId: 's1',
      timestamp: '2026-11-01T10:00:05.000Z',
      message: {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        model: 'made-up-2',
        content: [
          { type: 'text', text: 'I look at it.' },
          { type: 'tool_use', id: 't1', name: 'Read', input: { file_path: '/w/a' } },
        ],
      },
    },
    {
      type: 'user',
      uuid: 'u3',
      sessionId: 's1',
      isSidechain: true,
      message: { role: 'user', content: 'Go on.' },
      toolUseResult: { stdout: 'x' },
    },
  ];

  it('of Claude Code', async () => {
    for (const text of [lines(...claude), json(claude), json({ loglines: claude })]) {
      const run = await only(text);
      assert.deepEqual(saidIn(run), [
        ['user', 'Mend it.'],
        ['assistant', 'I look at it.'],
        ['user', 'Go on.'],
      ]);
      assert.deepEqual(
        [run.title, run.ref.run, factValue(run, 'model'), run.createdAt?.ms],
        ['Mend the lamp page', 's1', 'made-up-2', 1793527200000],
      );
      assert.deepEqual(
        run.turns?.map(({ id }) => id),
        ['u1', 'u2', 'u3'],
      );
      assert.deepEqual(run.turns[2]?.extra, { toolUseResult: { stdout: 'x' }, isSidechain: true });
      assert.deepEqual(run.rest, { cwd: '/w', records: [claude[2]] });
    }
  });

  it('with a broken line keep all others, and say where it is', async () => {
    const items = await read('a', lines(...claude).replace('"uuid":"u2"', '"uuid":'));
    assert.equal(whole(items[0]).turns?.length, 2);
    assert.deepEqual(
      items.slice(1).map(({ title }) => title),
      ['Line 4'],
    );
  });

  it('of Codex: rollouts', async () => {
    const run = await only(
      lines(
        { timestamp: '2026-11-01T10:00:00Z', type: 'session_meta', payload: { id: 'x1', cwd: '/w' } },
        { timestamp: '2026-11-01T10:00:00Z', type: 'turn_context', payload: { model: 'made-up' } },
        {
          timestamp: '2026-11-01T10:00:01Z',
          type: 'response_item',
          payload: { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Mend it.' }] },
        },
        {
          timestamp: '2026-11-01T10:00:02Z',
          type: 'response_item',
          payload: { type: 'function_call', name: 'shell', arguments: '{}', call_id: 'c1' },
        },
        {
          timestamp: '2026-11-01T10:00:02Z',
          type: 'event_msg',
          payload: { type: 'agent_message', message: 'Done' },
        },
      ),
    );
    assert.deepEqual(
      run.turns?.map(({ role, createdAt }) => [role, createdAt?.ms]),
      [
        ['user', 1793527201000],
        ['function_call', 1793527202000],
      ],
    );
    assert.equal(run.turns[0]?.text, 'Mend it.');
    assert.deepEqual([run.ref.run, factValue(run, 'model'), run.rest], ['x1', 'made-up', { cwd: '/w' }]);
  });

  it('of Codex: printed events', async () => {
    const run = await only(
      lines(
        { type: 'thread.started', thread_id: 'x1' },
        {
          type: 'item.completed',
          item: {
            id: 'i1',
            type: 'command_execution',
            command: 'ls',
            aggregated_output: 'a.py',
            exit_code: 0,
          },
        },
        { type: 'item.completed', item: { id: 'i2', type: 'agent_message', text: 'Done' } },
        { type: 'turn.failed', error: { message: 'Out of tokens' } },
      ),
    );
    assert.deepEqual(saidIn(run), [
      ['assistant', undefined],
      ['tool', 'a.py'],
      ['assistant', 'Done'],
    ]);
    assert.deepEqual([run.ref.run, run.error?.message], ['x1', 'Out of tokens']);
  });

  it('of OpenHands', async () => {
    const run = await only(
      json([
        {
          id: 0,
          source: 'user',
          message: 'Make a game.',
          action: 'message',
          args: { content: 'Make a game.' },
        },
        { id: 1, source: 'agent', message: 'Running', action: 'run', args: { command: 'ls' } },
        {
          id: 2,
          source: 'environment',
          observation: 'run',
          cause: 1,
          content: 'a.py',
          message: 'Command ran',
        },
      ]),
    );
    assert.deepEqual(saidIn(run), [
      ['user', 'Make a game.'],
      ['agent', 'Running'],
      ['environment', 'a.py'],
    ]);
    assert.match(json(run.turns?.[1]?.data), /"command":"ls"/);
  });
});

describe('Benchmarks and evaluations', () => {
  it('tau-bench: a task and trial each, with its reward', async () => {
    const items = await read(
      'a',
      json([
        { task_id: 0, trial: 1, reward: 1, info: { task: {} }, traj: [question, answer] },
        { task_id: 1, trial: 0, reward: 0, traj: [question] },
      ]),
    );
    assert.deepEqual(
      items.map((item) => [
        item.title,
        outcomeOf(whole(item)),
        factValue(whole(item), 'score'),
        whole(item).rest,
      ]),
      [
        ['Task 0, trial 1', 'passed', 1, { reward: 1, info: { task: {} } }],
        ['Task 1, trial 0', 'failed', 0, { reward: 0 }],
      ],
    );
    assert.deepEqual(saidIn(items[0]), asked);
    assert.deepEqual(whole(items[0]).repeat, { case: '0', number: 2, total: undefined });
  });

  it('tau2: simulations by their task', async () => {
    const simulation = {
      id: 's1',
      task_id: '7',
      start_time: '2026-11-01T10:00:00Z',
      duration: 60.5,
      termination_reason: 'user_stop',
      agent_cost: 0.5,
      reward_info: { reward: 0 },
      messages: [question],
    };
    const run = await only(json({ tasks: [{ id: '7' }], simulations: [simulation] }));
    assert.deepEqual(
      [run.title, run.ref.run, run.verdict, run.duration?.ms, factValue(run, 'costUsd')],
      ['Task 7', 's1', 'failed', 60500, 0.5],
    );
    const ticks = [
      { tick_id: 0, agent_chunk: { role: 'assistant', content: 'Good ' }, user_chunk: { role: 'user' } },
      { tick_id: 1, agent_chunk: { role: 'assistant', content: 'day' }, user_chunk: null },
    ];
    assert.deepEqual(saidIn(await only(json({ ...simulation, messages: null, ticks }))), [
      ['assistant', 'Good day'],
    ]);
  });

  const log = {
    ...{
      version: 2,
      status: 'success',
      eval: {
        task: 'lamps',
        model: 'made-up/one',
        created: '2026-11-01T10:00:00+00:00',
        config: { x: 'y'.repeat(5000) },
      },
    },
    results: { scores: [] },
    samples: [
      {
        id: 1,
        epoch: 1,
        target: 'red',
        messages: [question, answer],
        scores: { match: { value: 'C', answer: 'red' } },
        model_usage: { m: { total_tokens: 66 } },
        total_time: 1.5,
      },
      {
        id: 1,
        epoch: 2,
        messages: [question],
        scores: { match: { value: 'I', explanation: 'It is blue.' } },
      },
      {
        id: 'b',
        epoch: 1,
        messages: [{ role: 'user', content: 'attachment://d1' }],
        attachments: { d1: 'Long' },
        error: { message: 'Broke' },
      },
      { id: 'c', epoch: 1, messages: [], scores: { grade: { value: 0.7 } } },
    ],
  };

  it('Inspect: a sample and epoch each, judged by its scorers', async () => {
    const items = await read('a', json(log));
    assert.deepEqual(
      items.map((item) => [item.title, item.ref.run, outcomeOf(whole(item))]),
      [
        ['Sample 1, epoch 1', '1', 'passed'],
        ['Sample 1, epoch 2', '1 (epoch 2)', 'failed'],
        ['Sample b, epoch 1', 'b', 'errored'],
        ['Sample c, epoch 1', 'c', 'unknown'],
      ],
    );
    const [first, second, third, fourth] = items.map(whole);
    assert.deepEqual(
      [
        first && saidIn(first),
        first && factValue(first, 'model'),
        first && factValue(first, 'tokens'),
        first?.duration?.ms,
      ],
      [asked, 'made-up/one', 66, 1500],
    );
    assert.deepEqual(
      second?.criteria.map(({ name, met, reason }) => [name, met, reason]),
      [['match', 'notMet', 'It is blue.']],
    );
    assert.deepEqual([third && saidIn(third), third?.error?.message], [[['user', 'Long']], 'Broke']);
    assert.equal(fourth && factValue(fourth, 'score'), 0.7);
  });

  it('Inspect: a sample by itself comes back when it is saved and opened', async () => {
    const [, second] = await read('a', json(log));
    assert.ok(second);
    const opened = await only(
      savedRunText(second, { savedAt: '2026-11-22T18:00:00.000Z', origin: undefined, trail: [], path: [] }),
    );
    assert.deepEqual(
      [opened.title, opened.verdict, factValue(opened, 'model'), opened.raw()],
      ['Sample 1, epoch 2', 'failed', 'made-up/one', second.raw()],
    );
    assert.ok(second.raw().length < 1000);
  });

  it('Inspect: a log without samples says so', async () => {
    const text = json({ ...log, samples: [] });
    assert.deepEqual(await read('a', text), []);
    assert.equal(await noteOf('a', text), 'This is of the kind "Inspect log", and holds no runs.');
  });

  it('promptfoo: a result each, with its verdict', async () => {
    const result = {
      ...{
        id: 'r1',
        prompt: { raw: json([question]), label: 'p' },
        vars: { lamp: 'red' },
        response: { output: 'The red one.' },
      },
      ...{
        success: false,
        score: 0.5,
        failureReason: 1,
        latencyMs: 20,
        cost: 0.25,
        provider: { id: 'made-up' },
      },
      gradingResult: {
        pass: false,
        reason: 'It is blue',
        componentResults: [
          { pass: false, score: 0, reason: 'It is blue', assertion: { type: 'contains', value: 'blue' } },
        ],
      },
    };
    const results = [
      result,
      { ...result, id: 'r2', success: true },
      { ...result, id: 'r3', failureReason: 2, error: 'No answer' },
    ];
    for (const text of [
      json({ evalId: 'e1', results: { version: 3, results, stats: {} } }),
      json({ results }),
      lines(...results),
    ]) {
      const items = await read('a', text);
      assert.deepEqual(
        items.map((item) => [item.title, item.ref.run, outcomeOf(whole(item))]),
        [
          ['red', 'r1', 'failed'],
          ['red', 'r2', 'passed'],
          ['red', 'r3', 'errored'],
        ],
      );
      const run = whole(items[0]);
      assert.deepEqual(saidIn(run), asked);
      assert.deepEqual(
        run.criteria.map(({ name, met, reason }) => [name, met, reason]),
        [['contains: blue', 'notMet', 'It is blue']],
      );
      assert.deepEqual(
        [
          run.reason,
          factValue(run, 'model'),
          factValue(run, 'score'),
          factValue(run, 'costUsd'),
          run.duration?.ms,
        ],
        ['It is blue', 'made-up', 0.5, 0.25, 20],
      );
    }
  });
});

describe('Traces', () => {
  it('of Langfuse: input and output, else those of the last generation', async () => {
    const observations = [
      { id: 'o1', type: 'GENERATION', input: [question], output: answer, model: 'made-up' },
    ];
    const trace = {
      id: 't1',
      name: 'chat',
      timestamp: '2026-11-01T10:00:00Z',
      input: { messages: [question] },
      output: answer,
    };
    for (const value of [
      { trace, observations },
      { ...trace, observations },
      { trace: { ...trace, input: null, output: null }, observations },
    ]) {
      const run = await only(json(value));
      assert.deepEqual(saidIn(run), asked);
      assert.deepEqual(
        [run.title, run.ref.run, factValue(run, 'model'), run.createdAt?.ms],
        ['chat', 't1', 'made-up', 1793527200000],
      );
      assert.deepEqual(run.rest['observations'], observations);
    }
  });

  it('of LangSmith: messages as calls of their class', async () => {
    const constructor = (name: string, kwargs: object) => ({
      lc: 1,
      type: 'constructor',
      id: ['langchain', 'schema', 'messages', name],
      kwargs,
    });
    const run = await only(
      json({
        ...{
          id: 'r1',
          name: 'Chat',
          run_type: 'llm',
          start_time: '2026-11-01T10:00:00Z',
          extra: { invocation_params: { model: 'made-up' } },
        },
        inputs: {
          messages: [
            [
              constructor('SystemMessage', { content: 'Sell lamps.' }),
              constructor('HumanMessage', { content: 'Which lamp?', type: 'human' }),
            ],
          ],
        },
        outputs: {
          generations: [
            [
              {
                text: 'The red one.',
                message: constructor('AIMessage', { content: 'The red one.', type: 'ai' }),
              },
            ],
          ],
        },
        error: null,
      }),
    );
    assert.deepEqual(saidIn(run), [
      ['system', 'Sell lamps.'],
      ['human', 'Which lamp?'],
      ['ai', 'The red one.'],
    ]);
    assert.deepEqual(
      [run.title, run.ref.run, factValue(run, 'model'), run.error],
      ['Chat', 'r1', 'made-up', undefined],
    );
  });
});

describe('Exports of chats', () => {
  it('of ChatGPT: the branch that was shown last', async () => {
    const node = (
      id: string,
      parent: string | undefined,
      role: string,
      text: string,
      children: readonly string[],
    ) => ({
      id,
      parent,
      children,
      message: {
        id,
        author: { role },
        create_time: 1793527200.5,
        content: { content_type: 'text', parts: [text] },
        metadata: role === 'assistant' ? { model_slug: 'made-up' } : {},
      },
    });
    const mapping = {
      root: { id: 'root', message: null, children: ['s'] },
      s: node('s', 'root', 'system', '', ['a']),
      a: node('a', 's', 'user', 'Which lamp?', ['b', 'c']),
      b: node('b', 'a', 'assistant', 'The blue one.', []),
      c: node('c', 'a', 'assistant', 'The red one.', []),
    };
    const run = await only(
      json([
        { title: 'Lamps', create_time: 1793527200.5, mapping, current_node: 'c', conversation_id: 'g1' },
      ]),
    );
    assert.deepEqual(saidIn(run), asked);
    assert.deepEqual(
      [run.title, run.ref.run, factValue(run, 'model'), run.createdAt?.ms],
      ['Lamps', 'g1', 'made-up', 1793527200500],
    );
    assert.deepEqual(run.rest, { otherBranches: { b: mapping.b } });
  });

  it('of ChatGPT end with a tree that leads round in circles', async () => {
    const mapping = {
      a: {
        id: 'a',
        parent: 'b',
        children: ['b'],
        message: { author: { role: 'user' }, content: { parts: ['A'] } },
      },
      b: {
        id: 'b',
        parent: 'a',
        children: ['a'],
        message: { author: { role: 'user' }, content: { parts: ['B'] } },
      },
    };
    assert.equal((await only(json([{ mapping, current_node: 'a' }]))).turns?.length, 2);
  });

  it('of Claude.ai', async () => {
    const run = await only(
      json([
        {
          uuid: 'k1',
          name: 'Lamps',
          created_at: '2026-11-01T10:00:00Z',
          chat_messages: [
            {
              uuid: 'm1',
              sender: 'human',
              text: 'Which lamp?',
              content: [{ type: 'text', text: 'Which lamp?', citations: [], start_timestamp: null }],
              created_at: '2026-11-01T10:00:00Z',
              attachments: [],
            },
            { uuid: 'm2', sender: 'assistant', text: 'The red one.', content: [] },
          ],
        },
      ]),
    );
    assert.deepEqual(saidIn(run), [
      ['human', 'Which lamp?'],
      ['assistant', 'The red one.'],
    ]);
    assert.deepEqual(
      [run.title, run.ref.run, run.turns?.[0]?.id, run.createdAt?.ms],
      ['Lamps', 'k1', 'm1', 1793527200000],
    );
  });
});
