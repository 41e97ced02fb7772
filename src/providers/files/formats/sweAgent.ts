/** Trajectories of SWE-agent and mini-swe-agent: what was said, how it ended, what it cost. */
import { msg } from '../../../core/kit/l10n.ts';
import { isObject, listOf, numberOf, objectOf, textOf, type JsonObject } from '../../../core/kit/json.ts';
import type { Json } from '../../../core/run/run.ts';
import type { Format } from './format.ts';
import { turnsOf } from './plainMessage.ts';
import { memberOf, wordOf } from '../../values.ts';
import { restOf } from './values.ts';
import { factsOf } from './verdicts.ts';

export const sweAgent: Format = {
  name: msg('SWE-agent trajectory'),
  claims: (value) => {
    if (!isObject(value) || listIn(value) === undefined) return false;
    const info = objectOf(value['info']);
    return info !== undefined && ('exit_status' in info || 'model_stats' in info);
  },
  idOf: (value) => (isObject(value) ? idIn(value) : undefined),
  talk: (value, exact) => {
    const about: JsonObject = isObject(value) ? value : {};
    const list = listIn(about);
    const info = objectOf(about['info']) ?? {};
    const stats = objectOf(info['model_stats']);
    const status = textOf(info['exit_status']);
    const id = idIn(about);
    return {
      title: id,
      turns: list === undefined ? [] : turnsOf(about[list], exact.member(list)),
      // Its steps say more than the messages: where the agent stood, how long each took.
      rest: restOf(about, [list, 'instance_id']),
      about: {
        // How a run ended is its own word; whether it solved its task is told elsewhere.
        ...(status !== undefined && { state: 'finished', rawState: status }),
        facts: factsOf({ model: modelIn(about), costUsd: stats?.['instance_cost'], tokens: tokensIn(stats) }),
        ids: id === undefined ? [] : [[msg('Instance'), id]],
      },
    };
  },
};

function listIn(value: JsonObject): string | undefined {
  return ['history', 'messages'].find((key) => listOf(value[key]).some(isObject));
}

function idIn(value: JsonObject): string | undefined {
  return wordOf(value['instance_id']) ?? wordOf(memberOf(value, 'replay_config', 'problem_statement', 'id'));
}

function modelIn(value: JsonObject): Json | undefined {
  const places = [
    ['info', 'config', 'model', 'model_name'],
    ['replay_config', 'agent', 'model', 'name'],
  ];
  return places.map((path) => memberOf(value, ...path)).find((model) => textOf(model));
}

function tokensIn(stats: JsonObject | undefined): number | undefined {
  const [sent, received] = ['tokens_sent', 'tokens_received'].map((key) => numberOf(stats?.[key]));
  return sent === undefined || received === undefined ? undefined : sent + received;
}
