/** Trajectories in the Agent Trajectory Interchange Format (ATIF) of Harbor and Terminal-Bench. */
import { msg } from '../../../core/kit/l10n.ts';
import { isObject, listOf, numberOf, objectOf, textOf, type JsonObject } from '../../../core/kit/json.ts';
import type { Json } from '../../../core/run/run.ts';
import type { Format } from './format.ts';
import { turnsOf } from './plainMessage.ts';
import { memberOf, timeOf, told, wordOf } from '../../values.ts';
import { restOf } from './values.ts';
import { factsOf } from './verdicts.ts';

export const atif: Format = {
  name: msg('ATIF trajectory'),
  claims: (value) =>
    isObject(value) &&
    Array.isArray(value['steps']) &&
    (/^ATIF/i.test(textOf(value['schema_version']) ?? '') ||
      (isObject(value['agent']) && listOf(value['steps']).slice(0, 3).some(isStep))),
  idOf: (value) => (isObject(value) ? idIn(value) : undefined),
  talk: (value, exact) => {
    const about: JsonObject = isObject(value) ? value : {};
    const steps = listOf(about['steps']);
    const id = idIn(about);
    const agent = objectOf(about['agent']);
    const metrics = objectOf(about['final_metrics']);
    return {
      title: undefined,
      turns: turnsOf(
        steps.flatMap((step): Json[] => (isObject(step) ? messagesOf(step) : [step])),
        exact.within(value),
      ),
      rest: restOf(about, ['steps', 'schema_version']),
      about: {
        facts: factsOf({
          model: agent?.['model_name'],
          costUsd: metrics?.['total_cost_usd'],
          tokens: tokensIn(metrics),
        }),
        createdAt: timeOf(memberOf(steps[0], 'timestamp')),
        completedAt: timeOf(memberOf(steps.at(-1), 'timestamp')),
        ids: id === undefined ? [] : [[msg('Session'), id]],
      },
    };
  },
};

function isStep(value: Json): boolean {
  return isObject(value) && 'step_id' in value && textOf(value['source']) !== undefined;
}

function idIn(value: JsonObject): string | undefined {
  return wordOf(value['trajectory_id']) ?? wordOf(value['session_id']);
}

/** A step of the agent says, calls, and holds what the calls came back with. */
function messagesOf(step: JsonObject): JsonObject[] {
  const time = told({ timestamp: step['timestamp'] });
  const calls = listOf(step['tool_calls']).map((call) => ({
    ...told({ id: memberOf(call, 'tool_call_id') }),
    type: 'function',
    function: {
      name: memberOf(call, 'function_name') ?? null,
      arguments: memberOf(call, 'arguments') ?? null,
    },
  }));
  const source = textOf(step['source']);
  const said = {
    role: source === 'agent' ? 'assistant' : (source ?? null),
    content: step['message'] ?? '',
    ...time,
    ...told({ tool_calls: calls, reasoning_content: step['reasoning_content'] }),
    ...told(
      restOf(step, [
        ...['step_id', 'timestamp', 'source', 'message', 'tool_calls', 'reasoning_content', 'observation'],
      ]),
    ),
  };
  const results = listOf(memberOf(step, 'observation', 'results')).map((result) => ({
    role: 'tool',
    content: memberOf(result, 'content') ?? null,
    ...time,
    ...told({
      tool_call_id: memberOf(result, 'source_call_id'),
      ...(isObject(result) ? restOf(result, ['source_call_id', 'content']) : {}),
    }),
  }));
  return [said, ...results];
}

function tokensIn(metrics: JsonObject | undefined): number | undefined {
  const [asked, answered] = ['total_prompt_tokens', 'total_completion_tokens'].map((key) =>
    numberOf(metrics?.[key]),
  );
  return asked === undefined || answered === undefined ? undefined : asked + answered;
}
