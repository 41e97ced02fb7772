/** What a message says, in blocks: speech, thought, calls, results, media, data; each vendor's own way of writing them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ExactJson } from '../../../src/core/kit/exactJson.ts';
import type { JsonObject } from '../../../src/core/kit/json.ts';
import type { Block } from '../../../src/core/run/blocks.ts';
import type { Json } from '../../../src/core/run/run.ts';
import { turnOfMessage } from '../../../src/providers/messages.ts';

/** Blocks in short: what is not there is left out. */
function short(blocks: readonly Block[]): object[] {
  return blocks.map((block) =>
    Object.fromEntries(Object.entries(block).filter(([, value]) => value !== undefined && value !== false)),
  );
}

const blocksOf = (message: Json) => short(turnOfMessage(message).blocks);
const textOf = (message: Json) => turnOfMessage(message).text;
const text = (words: string) => ({ kind: 'text', text: words });
const thought = (words: string) => ({ kind: 'reasoning', text: words });
const call = (name: string, args: string | undefined, callId?: string) => ({
  ...{ kind: 'toolCall', name },
  ...(args === undefined ? {} : { arguments: args }),
  ...(callId === undefined ? {} : { callId }),
});
const result = (content: string, more: object = {}) => ({ kind: 'toolResult', content, ...more });

describe('A message of OpenAI', () => {
  it('has its calls beside its content, and results under the call', () => {
    const message = {
      ...{ role: 'assistant', content: 'One moment.' },
      tool_calls: [{ id: 'c1', type: 'function', function: { name: 'find', arguments: '{"c":1.10}' } }],
    };
    assert.deepEqual(blocksOf(message), [text('One moment.'), call('find', '{"c":1.10}', 'c1')]);
    const answer = { role: 'tool', tool_call_id: 'c1', content: 'red' };
    assert.deepEqual(blocksOf(answer), [result('red', { callId: 'c1' })]);
    assert.deepEqual([textOf(message), textOf(answer)], ['One moment.', 'red']);
  });

  it('has calls of the older kind, a refusal, and thoughts apart from speech', () => {
    const older = { role: 'assistant', content: null, function_call: { name: 'find', arguments: '{}' } };
    assert.deepEqual([blocksOf(older), textOf(older)], [[call('find', '{}')], undefined]);
    assert.deepEqual(blocksOf({ role: 'function', name: 'find', content: 'red' }), [
      result('red', { name: 'find' }),
    ]);
    assert.deepEqual(blocksOf({ role: 'assistant', content: null, refusal: 'No.' }), [text('No.')]);
    const thinking = { role: 'assistant', content: null, reasoning_content: 'Hmm, think.' };
    assert.deepEqual([blocksOf(thinking), textOf(thinking)], [[thought('Hmm, think.')], undefined]);
  });

  it('has thoughts as Ollama, LiteLLM and OpenRouter write them beside what is said', () => {
    const written: readonly JsonObject[] = [
      { thinking: 'Hmm, think.' },
      { thinking_blocks: [{ type: 'thinking', thinking: 'Hmm, think.', signature: 's' }] },
      { reasoning_details: [{ type: 'reasoning.text', text: 'Hmm, think.' }] },
    ];
    for (const more of written) {
      const silent = { role: 'assistant', content: null, ...more };
      assert.deepEqual([blocksOf(silent), textOf(silent)], [[thought('Hmm, think.')], undefined]);
      const spoken = { role: 'assistant', content: 'Yes.', ...more };
      assert.deepEqual(
        [blocksOf(spoken), textOf(spoken), turnOfMessage(spoken).extra],
        [[thought('Hmm, think.'), text('Yes.')], 'Yes.', undefined],
      );
    }
  });

  it('says what is in the first of its bodies with a word in it', () => {
    for (const content of [null, '', '  ', [], {}, [''], [{ type: 'text', text: '' }]]) {
      const message = { role: 'assistant', content, text: 'Hi.' };
      assert.deepEqual(
        [blocksOf(message), textOf(message), turnOfMessage(message).extra],
        [[text('Hi.')], 'Hi.', undefined],
      );
    }
    assert.deepEqual(blocksOf({ role: 'user', content: { content_type: 'text', parts: ['Hi.'] } }), [
      text('Hi.'),
    ]);
  });

  it('thinks what it does not say: what was said a second time as a thought is told once', () => {
    const twice = { role: 'assistant', content: 'Look first.\n```\nls\n```', thought: 'Look first.\n' };
    assert.deepEqual(blocksOf(twice), [text('Look first.\n```\nls\n```')]);
    assert.deepEqual(blocksOf({ ...twice, thought: 'ls' }), [thought('ls'), text(twice.content)]);
  });

  it('says what came of it all, where it has no content', () => {
    assert.deepEqual(blocksOf({ type: 'result', subtype: 'success', result: 'Done.' }), [text('Done.')]);
    assert.deepEqual(blocksOf({ role: 'assistant', response: 'Hi.' }), [text('Hi.')]);
    assert.deepEqual(blocksOf({ role: 'assistant', content: 'Hi.', result: 'Ho.' })[0], text('Hi.'));
    assert.equal(textOf({ type: 'result', result: 'Done.' }), 'Done.');
  });

  it('of the Responses API is an item', () => {
    const items: [JsonObject, object[]][] = [
      [
        { type: 'function_call', call_id: 'c1', name: 'find', arguments: '{}', id: 'fc1' },
        [call('find', '{}', 'c1')],
      ],
      [{ type: 'function_call_output', call_id: 'c1', output: 'red' }, [result('red', { callId: 'c1' })]],
      [
        { type: 'custom_tool_call', call_id: 'c2', name: 'patch', input: '*** x' },
        [call('patch', '*** x', 'c2')],
      ],
      [
        { type: 'web_search_call', id: 'w1', action: { query: 'lamp' } },
        [call('web_search', '{"query":"lamp"}', 'w1')],
      ],
      [
        { type: 'reasoning', id: 'r', summary: [{ type: 'summary_text', text: 'Think.' }] },
        [thought('Think.')],
      ],
      [{ type: 'reasoning', id: 'r', summary: [], encrypted_content: 'xx' }, [{ kind: 'reasoning' }]],
      [
        {
          ...{ type: 'message', role: 'assistant' },
          content: [{ type: 'output_text', text: 'Red.', annotations: [], logprobs: [] }],
        },
        [text('Red.')],
      ],
    ];
    for (const [item, expected] of items) assert.deepEqual(blocksOf(item), expected, JSON.stringify(item));
    assert.deepEqual(
      items.map(([item]) => turnOfMessage(item).role),
      [
        'function_call',
        'function_call_output',
        'custom_tool_call',
        'web_search_call',
        'reasoning',
        'reasoning',
        'assistant',
      ],
    );
  });
});

describe('A message of Anthropic', () => {
  it('has thoughts, speech, calls and results as parts', () => {
    const message = {
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: 'The policy says no.', signature: 'AAAA' },
        { type: 'redacted_thinking', data: 'xx' },
        { type: 'text', text: 'Yes, of course.' },
        { type: 'tool_use', id: 't1', name: 'find', input: { c: 'red' } },
      ],
    };
    assert.deepEqual(blocksOf(message), [
      thought('The policy says no.'),
      { kind: 'reasoning' },
      text('Yes, of course.'),
      call('find', '{"c":"red"}', 't1'),
    ]);
    assert.equal(textOf(message), 'Yes, of course.');
  });

  it('says what the tool answered, also as parts, and whether it failed', () => {
    const answer = (content: Json, more: JsonObject = {}): JsonObject => ({
      role: 'user',
      content: [{ type: 'tool_result', tool_use_id: 't1', content, ...more }],
    });
    assert.deepEqual(blocksOf(answer('R')), [result('R', { callId: 't1' })]);
    assert.equal(textOf(answer([{ type: 'text', text: 'The lamp R.' }])), 'The lamp R.');
    assert.deepEqual(blocksOf(answer('no', { is_error: true })), [
      result('no', { callId: 't1', isError: true }),
    ]);
    const image = {
      type: 'image',
      source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo=' },
    };
    assert.deepEqual(blocksOf(answer([{ type: 'text', text: 'See.' }, image])), [
      result('See.', { callId: 't1' }),
      { kind: 'media', mediaKind: 'image', mediaType: 'image/png', size: 8, data: 'iVBORw0KGgo=' },
    ]);
  });
});

describe('A message of others', () => {
  it('of the AI SDK has parts, a call and its result in one', () => {
    const message = {
      ...{ id: 'm2', role: 'assistant' },
      parts: [
        { type: 'step-start' },
        { type: 'reasoning', text: 'Look it up.' },
        {
          type: 'tool-find',
          toolCallId: 'c1',
          state: 'output-available',
          input: { c: 'red' },
          output: { name: 'R' },
        },
        { type: 'tool-find', toolCallId: 'c2', state: 'output-error', input: {}, errorText: 'gone' },
        {
          type: 'tool-invocation',
          toolInvocation: { toolCallId: 'c3', toolName: 'ask', state: 'call', args: { a: 'b' } },
        },
        { type: 'text', text: 'The red one.' },
      ],
    };
    assert.deepEqual(blocksOf(message), [
      thought('Look it up.'),
      call('find', '{"c":"red"}', 'c1'),
      result('{"name":"R"}', { callId: 'c1', name: 'find', isJson: true }),
      call('find', '{}', 'c2'),
      result('gone', { callId: 'c2', name: 'find', isError: true }),
      call('ask', '{"a":"b"}', 'c3'),
      text('The red one.'),
    ]);
    const model = {
      role: 'tool',
      content: [
        {
          type: 'tool-result',
          toolCallId: 'c1',
          toolName: 'find',
          output: { type: 'error-text', value: 'no' },
        },
      ],
    };
    assert.deepEqual(blocksOf(model), [result('no', { callId: 'c1', name: 'find', isError: true })]);
  });

  it('of LangChain is wrapped in its class', () => {
    const message = {
      ...{ lc: 1, type: 'constructor', id: ['langchain', 'schema', 'messages', 'AIMessage'] },
      kwargs: {
        content: 'One moment.',
        tool_calls: [{ name: 'find', args: { c: 'red' }, id: 'c1' }],
        additional_kwargs: { tool_calls: [{ id: 'c1', function: { name: 'find', arguments: '{}' } }] },
      },
    };
    assert.deepEqual(blocksOf(message), [text('One moment.'), call('find', '{"c":"red"}', 'c1')]);
    assert.equal(turnOfMessage(message).role, 'ai');
    const stored = { type: 'human', data: { content: 'Which lamp?', id: null } };
    assert.deepEqual([textOf(stored), turnOfMessage(stored).role], ['Which lamp?', 'human']);
  });

  it('of Gemini has parts that are named by their member', () => {
    const message = {
      role: 'model',
      parts: [
        { text: 'Hm.', thought: true },
        { functionCall: { name: 'find', args: { c: 'red' } } },
        { inlineData: { mimeType: 'audio/wav', data: 'AAAA' } },
        { text: 'Red.' },
      ],
    };
    assert.deepEqual(blocksOf(message), [
      thought('Hm.'),
      call('find', '{"c":"red"}'),
      { kind: 'media', mediaKind: 'audio', mediaType: 'audio/wav', size: 3, data: 'AAAA' },
      text('Red.'),
    ]);
    const answer = {
      role: 'function',
      parts: [{ functionResponse: { name: 'find', response: { r: 'R' } } }],
    };
    assert.deepEqual(blocksOf(answer), [result('{"r":"R"}', { name: 'find', isJson: true })]);
  });

  it('of Bedrock, Inspect, tau2, ATIF and voice platforms', () => {
    const bedrock = {
      role: 'assistant',
      content: [{ toolUse: { toolUseId: 'c1', name: 'find', input: { c: 'red' } } }],
    };
    assert.deepEqual(blocksOf(bedrock), [call('find', '{"c":"red"}', 'c1')]);
    const answered = {
      role: 'user',
      content: [{ toolResult: { toolUseId: 'c1', content: [{ text: 'R' }], status: 'error' } }],
    };
    assert.deepEqual(blocksOf(answered), [result('R', { callId: 'c1', isError: true })]);
    const inspect = {
      role: 'assistant',
      content: '',
      tool_calls: [{ id: 'c1', function: 'bash', arguments: { cmd: 'ls' } }],
    };
    assert.deepEqual(blocksOf(inspect), [call('bash', '{"cmd":"ls"}', 'c1')]);
    const failed = {
      ...{ role: 'tool', tool_call_id: 'c1', function: 'bash', content: '' },
      error: { type: 'timeout', message: 'too slow' },
    };
    assert.deepEqual(blocksOf(failed), [result('', { callId: 'c1', name: 'bash', isError: true })]);
    const tau2 = { id: 'c1', role: 'tool', content: 'ok', requestor: 'assistant', error: false };
    assert.deepEqual(blocksOf(tau2), [result('ok', { callId: 'c1' })]);
    const atif = {
      ...{ source: 'agent', message: 'Go.', reasoning_content: 'Hm.' },
      tool_calls: [{ tool_call_id: 'c1', function_name: 'bash', arguments: { cmd: 'ls' } }],
      observation: { results: [{ source_call_id: 'c1', content: 'a.py' }] },
    };
    assert.deepEqual(blocksOf(atif), [
      thought('Hm.'),
      text('Go.'),
      call('bash', '{"cmd":"ls"}', 'c1'),
      result('a.py', { callId: 'c1' }),
    ]);
    const voice = {
      ...{ role: 'agent', message: 'Hello' },
      tool_calls: [{ request_id: 'c1', tool_name: 'find', params_as_json: '{"c":1}' }],
      tool_results: [{ request_id: 'c1', tool_name: 'find', result_value: 'R', is_error: false }],
    };
    assert.deepEqual(blocksOf(voice), [
      text('Hello'),
      call('find', '{"c":1}', 'c1'),
      result('R', { callId: 'c1', name: 'find' }),
    ]);
  });

  it('of a session stands inside an event', () => {
    const event = {
      ...{ type: 'assistant', uuid: 'u2', timestamp: '2026-11-01T10:00:05Z' },
      message: { role: 'assistant', model: 'made-up-2', content: [{ type: 'text', text: 'I look at it.' }] },
    };
    const turn = turnOfMessage(event);
    assert.deepEqual(
      [turn.id, turn.role, turn.text, turn.createdAt?.ms, turn.extra],
      ['u2', 'assistant', 'I look at it.', 1793527205000, { uuid: 'u2', message: { model: 'made-up-2' } }],
    );
  });
});

describe('Blocks', () => {
  it('keep every digit as it was sent', () => {
    const raw =
      '[{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"f","input":{"order":9007199254740993,"price":1.10,"huge":1e400}}]}]';
    const [message = null] = JSON.parse(raw) as Json[];
    const turn = turnOfMessage(message, new ExactJson(() => raw).element(0));
    assert.deepEqual(short(turn.blocks), [
      call('f', '{"order":9007199254740993,"price":1.10,"huge":1e400}', 't'),
    ]);
  });

  it('are read however deep a result is nested in results', () => {
    const levels = 50_000;
    const nested = (open: string, close: string) =>
      JSON.parse(`${open.repeat(levels)}"red"${close.repeat(levels)}`) as Json;
    for (const content of [
      nested('[{"type":"tool_result","content":', '}]'),
      nested('{"type":"json","value":', '}'),
      nested('[{"type":"tool_invocation","toolInvocation":{"result":', '}}]'),
    ])
      assert.deepEqual(
        turnOfMessage({ role: 'user', content: [{ type: 'tool_result', content }] }).blocks.map(
          ({ kind }) => kind,
        ),
        ['toolResult'],
      );
  });

  it('show each thing once: empty lists and null say nothing more', () => {
    const message = {
      role: 'assistant',
      content: [{ type: 'text', text: 'Hello', citations: null, annotations: [] }],
    };
    assert.deepEqual([blocksOf(message), turnOfMessage(message).data], [[text('Hello')], undefined]);
    const cited = {
      role: 'assistant',
      content: [{ type: 'text', text: 'Hello', citations: [{ url: 'x' }] }],
    };
    assert.deepEqual(blocksOf(cited), [text('Hello'), { kind: 'data', data: { citations: [{ url: 'x' }] } }]);
  });

  it('take the first body with something in it', () => {
    assert.equal(textOf({ role: 'user', content: null, text: 'Hi there' }), 'Hi there');
    assert.equal(textOf({ role: 'assistant', content: '', text: 'Hello' }), 'Hello');
    assert.equal(textOf({ role: 'user', content: [{ type: 'text', value: 'hi' }] }), 'hi');
  });

  it('name where media is kept, and never hold an address as data', () => {
    const parts = (part: Json) => blocksOf({ role: 'user', content: [part] });
    assert.deepEqual(parts({ type: 'image_url', image_url: { url: 'https://x.example/a.png' } }), [
      { kind: 'media', mediaKind: 'image', address: 'https://x.example/a.png' },
    ]);
    assert.deepEqual(parts({ type: 'input_image', image_url: 'data:image/png;base64,AAAA' }), [
      { kind: 'media', mediaKind: 'image', mediaType: 'image/png', size: 3, data: 'AAAA' },
    ]);
    assert.deepEqual(parts({ type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } }), [
      { kind: 'media', mediaKind: 'audio', mediaType: 'audio/wav', size: 3, data: 'AAAA' },
    ]);
    assert.deepEqual(
      parts({
        type: 'file',
        mediaType: 'application/pdf',
        url: 'data:application/pdf;base64,AAA=',
        filename: 'a.pdf',
      }),
      [
        {
          kind: 'media',
          mediaKind: 'document',
          mediaType: 'application/pdf',
          size: 2,
          altText: 'a.pdf',
          data: 'AAA=',
        },
      ],
    );
  });

  it('keep what nobody knows as data, also nested deep', () => {
    assert.deepEqual(blocksOf({ role: 'user', content: [{ type: 'map', place: 'x' }, 7] }), [
      { kind: 'data', data: { type: 'map', place: 'x' } },
      { kind: 'data', data: 7 },
    ]);
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const raw = `{"role":"assistant","tool_calls":[{"id":"c","function":{"name":"f","arguments":${deep}}}]}`;
    const turn = turnOfMessage(JSON.parse(raw) as Json, new ExactJson(() => raw));
    assert.deepEqual(short(turn.blocks), [call('f', deep, 'c')]);
  });

  it('come of anything without a throw', () => {
    const odd: Json[] = [
      null,
      7,
      '',
      [],
      {},
      { role: 7 },
      { role: 'tool' },
      { type: 'tool_call' },
      { content: {} },
    ];
    for (const type of [
      'text',
      'image',
      'tool_use',
      'tool_result',
      'reasoning',
      'tool-invocation',
      'file',
      'refusal',
    ])
      odd.push(
        { role: 'user', content: [{ type }] },
        { role: 'user', content: { type, text: 7, source: 7 } },
        { type },
      );
    for (const message of odd) turnOfMessage(message);
  });
});
