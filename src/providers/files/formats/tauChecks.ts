/** What tau2-bench checked after a conversation: each check is a criterion. */
import { t } from '../../../core/kit/l10n.ts';
import { isObject, listOf, textOf, type JsonObject } from '../../../core/kit/json.ts';
import type { Criterion, Json } from '../../../core/run/run.ts';
import { memberOf, wordOf } from '../../values.ts';

export function checksOf(rewardInfo: Json | undefined): Criterion[] {
  const database = memberOf(rewardInfo, 'db_check');
  return [
    ...(isObject(database) ? [check(t('Database'), database, 'database', database['db_match'])] : []),
    ...each(rewardInfo, 'action_checks', (one) =>
      check(nameOfAction(one), one, 'action', one['action_match']),
    ),
    ...each(rewardInfo, 'env_assertions', (one) =>
      check(
        wordOf(memberOf(one, 'env_assertion', 'func_name')) ?? t('Environment'),
        one,
        'environment',
        one['met'],
      ),
    ),
    ...each(rewardInfo, 'communicate_checks', (one) =>
      check(tellsWords(wordOf(one['info'])), one, 'communication', one['met']),
    ),
    ...each(rewardInfo, 'nl_assertions', (one) =>
      check(wordOf(one['nl_assertion']) ?? t('Assertion'), one, 'assertion', one['met']),
    ),
  ];
}

function each(info: Json | undefined, key: string, make: (one: JsonObject) => Criterion): Criterion[] {
  return listOf(memberOf(info, key)).filter(isObject).map(make);
}

function nameOfAction(one: JsonObject): string {
  return wordOf(memberOf(one, 'action', 'name')) ?? t('Action');
}

function tellsWords(info: string | undefined): string {
  return info === undefined ? t('Tells what was asked') : t('Tells {0}', info);
}

function check(name: string, result: JsonObject, type: string, met: Json | undefined): Criterion {
  return {
    ...{ name, type, text: undefined, score: undefined, weight: undefined, required: undefined },
    met: met === true ? 'met' : met === false ? 'notMet' : 'notReported',
    reason: textOf(result['justification']),
    ...{ turn: undefined, raw: undefined, result },
  };
}
