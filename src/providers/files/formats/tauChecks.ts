/** What tau2-bench checked after a conversation: each check is a criterion. */
import { isObject, listOf, textOf, type JsonObject } from '../../../core/kit/json.ts';
import type { Criterion, Json } from '../../../core/run/run.ts';
import { memberOf, wordOf } from './values.ts';

export function checksOf(rewardInfo: Json | undefined): Criterion[] {
  const database = memberOf(rewardInfo, 'db_check');
  return [
    ...(isObject(database) ? [check('Database', database, 'database', database['db_match'])] : []),
    ...each(rewardInfo, 'action_checks', (one) =>
      check(nameOfAction(one), one, 'action', one['action_match']),
    ),
    ...each(rewardInfo, 'env_assertions', (one) =>
      check(
        wordOf(memberOf(one, 'env_assertion', 'func_name')) ?? 'Environment',
        one,
        'environment',
        one['met'],
      ),
    ),
    ...each(rewardInfo, 'communicate_checks', (one) =>
      check(`Tells ${wordOf(one['info']) ?? 'what was asked'}`, one, 'communication', one['met']),
    ),
    ...each(rewardInfo, 'nl_assertions', (one) =>
      check(wordOf(one['nl_assertion']) ?? 'Assertion', one, 'assertion', one['met']),
    ),
  ];
}

function each(info: Json | undefined, key: string, make: (one: JsonObject) => Criterion): Criterion[] {
  return listOf(memberOf(info, key)).filter(isObject).map(make);
}

function nameOfAction(one: JsonObject): string {
  return wordOf(memberOf(one, 'action', 'name')) ?? 'Action';
}

function check(name: string, result: JsonObject, type: string, met: Json | undefined): Criterion {
  return {
    ...{ name, type, text: undefined, score: undefined, weight: undefined, required: undefined },
    met: met === true ? 'met' : met === false ? 'notMet' : 'notReported',
    reason: textOf(result['justification']),
    ...{ turn: undefined, raw: undefined, result },
  };
}
