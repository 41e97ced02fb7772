/** Numbers keep the digits that were sent, whatever a format makes of what is around them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../../../src/core/run/run.ts';
import { read, whole } from './support.ts';

const sent = '{"order":9007199254740993,"sum":1.10,"huge":1e400}';
const json = (value: object) => JSON.stringify(value).replaceAll('"SENT"', sent);
const user = { role: 'user', content: 'Pay it.' };
const call = { type: 'tool_use', id: 't', name: 'pay', input: 'SENT' };
const calls = [{ id: 't', type: 'function', function: { name: 'pay', arguments: 'SENT' } }];
const said = { role: 'assistant', content: [call] };
const session = { sessionId: 's', timestamp: '2026-11-01T10:00:00Z' };

/** What was handed to the tools of the only run. */
async function argumentsIn(text: string): Promise<(string | undefined)[]> {
  const items = await read('a', text);
  assert.equal(items.length, 1);
  const blocks = whole(items[0]).turns?.flatMap((turn) => turn.blocks) ?? [];
  return blocks.flatMap((block) => (block.kind === 'toolCall' ? [block.arguments] : []));
}

describe('What a tool was called with keeps its digits', () => {
  const files: Record<string, string> = {
    'a Claude Code session': [
      { ...session, uuid: '1', type: 'user', message: user },
      { ...session, uuid: '2', type: 'assistant', message: said },
    ]
      .map(json)
      .join('\n'),
    'a Codex rollout': [
      { type: 'session_meta', payload: { id: 'x' } },
      {
        type: 'response_item',
        payload: { type: 'function_call', name: 'pay', call_id: 't', arguments: 'SENT' },
      },
    ]
      .map(json)
      .join('\n'),
    'a trajectory of tau-bench': json([
      { task_id: 0, reward: 1, traj: [user, { role: 'assistant', content: null, tool_calls: calls }] },
    ]),
    'messages of the AI SDK': json([
      { role: 'assistant', parts: [{ type: 'tool-pay', toolCallId: 't', input: 'SENT' }] },
    ]),
    'an answer of a model': json({
      choices: [{ message: { role: 'assistant', content: null, tool_calls: calls } }],
    }),
    'a trace of Langfuse': json({ trace: { id: 't', input: [user], output: said }, observations: [] }),
    'a run of LangSmith': json({
      ...{ id: 'r', run_type: 'llm', inputs: { messages: [user] } },
      outputs: { messages: [{ role: 'assistant', content: '', tool_calls: calls }] },
    }),
    'an export of Claude.ai': json([
      { uuid: 'c', chat_messages: [{ sender: 'assistant', content: [call] }] },
    ]),
    'an ATIF trajectory': json({
      schema_version: 'ATIF-v1',
      steps: [
        {
          ...{ step_id: 1, source: 'agent', message: 'I pay.' },
          tool_calls: [{ tool_call_id: 't', function_name: 'pay', arguments: 'SENT' }],
        },
      ],
    }),
    'events of OpenHands': json([{ id: 0, source: 'agent', action: 'pay', args: 'SENT' }]),
    'a result of promptfoo': json({
      evalId: 'e',
      results: {
        results: [{ prompt: { raw: 'Pay it.' }, success: true, response: { output: calls } }],
      },
    }),
    'a call that is written as a text': JSON.stringify([
      { role: 'function_call', content: `{"name":"pay","arguments":${sent}}` },
    ]),
  };
  for (const [name, text] of Object.entries(files))
    it(`in ${name}`, async () => {
      assert.deepEqual(await argumentsIn(text), [sent]);
    });

  it('beside what is told elsewhere', async () => {
    const text = json([{ id: 0, source: 'agent', action: 'pay', args: { thought: 'I pay.', bill: 'SENT' } }]);
    const own =
      '[{"id":0,"source":"agent","action":"pay","args":{"thought":"I pay.","order":9007199254740993}}]';
    assert.deepEqual(await argumentsIn(text), [`{"bill":${sent}}`]);
    assert.deepEqual(await argumentsIn(own), ['{"order":9007199254740993}']);
  });
});

it('ids that are numbers keep their digits', async () => {
  const messages: readonly Json[] = [user];
  const text = JSON.stringify([
    { id: 'A', messages },
    { id: 'B', messages },
  ])
    .replace('"A"', '9007199254740993')
    .replace('"B"', '9007199254740992');
  const items = await read('a', text);
  assert.deepEqual(
    items.map((item) => item.ref.run),
    ['9007199254740993', '9007199254740992'],
  );
  assert.deepEqual(
    items.map((item) => whole(item).ids[0]?.[1]),
    ['9007199254740993', '9007199254740992'],
  );
});
