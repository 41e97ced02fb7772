/** Trajectories of tau-bench, and simulations of tau2-bench. */
import { msg, t } from '../../../core/kit/l10n.ts';
import { isObject, listOf, numberOf, objectOf, textOf, type JsonObject } from '../../../core/kit/json.ts';
import type { Json } from '../../../core/run/run.ts';
import type { Format } from './format.ts';
import { unmetReason } from '../../../core/run/unmet.ts';
import { turnsOf } from './plainMessage.ts';
import { checksOf } from './tauChecks.ts';
import { memberOf, timeOf, told, wordOf } from '../../values.ts';
import { firstOf, restOf } from './values.ts';
import { factsOf, secondsOf, verdictOfReward } from './verdicts.ts';

export const tau: Format = {
  name: 'tau-bench',
  claims: (value) => {
    if (!isObject(value) || wordOf(value['task_id']) === undefined) return false;
    if (Array.isArray(value['traj'])) return true;
    const isRun = 'reward_info' in value || 'termination_reason' in value;
    return isRun && (Array.isArray(value['messages']) || Array.isArray(value['ticks']));
  },
  idOf: (value) => (isObject(value) ? idIn(value) : undefined),
  talk: (value, exact) => {
    const about: JsonObject = isObject(value) ? value : {};
    const task = wordOf(about['task_id']) ?? '';
    const trial = numberOf(about['trial']);
    const reward = numberOf(about['reward']) ?? numberOf(memberOf(about, 'reward_info', 'reward'));
    const criteria = checksOf(about['reward_info']);
    const started = firstOf(about, ['start_time', 'timestamp'], timeOf);
    const completed = firstOf(about, ['end_time'], timeOf);
    const list = ['traj', 'messages', 'ticks'].find((key) => listOf(about[key]).length > 0);
    return {
      title: trial === undefined ? t('Task {0}', task) : t('Task {0}, trial {1}', task, trial),
      turns:
        list === 'ticks'
          ? turnsOf(spokenIn(listOf(about['ticks'])), exact.within(value))
          : turnsOf(list === undefined ? [] : about[list], exact.member(list ?? '')),
      rest: restOf(about, [
        'id',
        'task_id',
        'trial',
        list,
        started?.key,
        completed?.key,
        'duration',
        'agent_cost',
      ]),
      about: {
        verdict: verdictOfReward(reward),
        criteria,
        ...(reward !== undefined && reward < 1 && { reason: unmetReason(criteria, 'check') }),
        facts: factsOf({ score: reward, costUsd: about['agent_cost'] }),
        repeat: trial === undefined ? undefined : { case: task, number: trial + 1, total: undefined },
        createdAt: started?.made,
        startedAt: started?.made,
        completedAt: completed?.made,
        duration: secondsOf(about['duration']),
        ids: [
          [msg('Task'), task],
          ...(wordOf(about['id']) === undefined
            ? []
            : [[msg('Simulation'), wordOf(about['id']) ?? ''] as const]),
        ],
      },
    };
  },
};

function idIn(value: JsonObject): string | undefined {
  const id = wordOf(value['id']);
  if (id !== undefined) return id;
  const trial = wordOf(value['trial']);
  return `task:${wordOf(value['task_id']) ?? ''}${trial === undefined ? '' : `,trial:${trial}`}`;
}

/** Of speech in small pieces: what either side said, called and was told, without the ticks between. */
function spokenIn(ticks: readonly Json[]): Json[] {
  const said: (JsonObject | Speech)[] = [];
  for (const tick of ticks.filter(isObject))
    for (const side of ['user', 'agent']) {
      const chunk = objectOf(tick[`${side}_chunk`]) ?? {};
      const role = textOf(chunk['role']) ?? (side === 'agent' ? 'assistant' : side);
      const words = textOf(chunk['content']);
      const last = said.at(-1);
      if (words !== undefined) {
        if (last instanceof Speech && last.role === role) last.words.push(words);
        else said.push(new Speech(role, words, chunk['timestamp'] ?? tick['timestamp']));
      }
      const calls = listOf(tick[`${side}_tool_calls`]);
      if (calls.length > 0) said.push({ role, tool_calls: calls });
      said.push(...listOf(tick[`${side}_tool_results`]).filter(isObject));
    }
  return said.map((each) => (each instanceof Speech ? each.message() : each));
}

/** Pieces of one speaker after each other are one turn. */
class Speech {
  readonly role: string;
  readonly words: string[];
  readonly #timestamp: Json | undefined;

  constructor(role: string, words: string, timestamp: Json | undefined) {
    this.role = role;
    this.words = [words];
    this.#timestamp = timestamp;
  }

  message(): JsonObject {
    return { role: this.role, content: this.words.join(''), ...told({ timestamp: this.#timestamp }) };
  }
}
