/** Runs of LangSmith: inputs, outputs, and what kind of step it was. */
import { msg } from '../../../core/kit/l10n.ts';
import { isObject, objectOf, textOf, type JsonObject } from '../../../core/kit/json.ts';
import type { Format } from './format.ts';
import { answersIn, questionsIn } from './inputs.ts';
import { turnsOf } from './plainMessage.ts';
import { memberOf, timeOf, wordOf } from '../../values.ts';
import { restOf } from './values.ts';
import { factsOf } from './verdicts.ts';

export const langSmith: Format = {
  name: msg('LangSmith run'),
  claims: (value) =>
    isObject(value) && typeof value['run_type'] === 'string' && ('inputs' in value || 'outputs' in value),
  idOf: (value) => (isObject(value) ? wordOf(value['id']) : undefined),
  talk: (value, exact) => {
    const run: JsonObject = isObject(value) ? value : {};
    const id = wordOf(run['id']);
    const error = textOf(run['error']);
    const started = timeOf(run['start_time']);
    const invocation = objectOf(memberOf(run, 'extra', 'invocation_params')) ?? {};
    return {
      title: textOf(run['name']),
      turns: turnsOf([...questionsIn(run['inputs']), ...answersIn(run['outputs'])], exact.within(value)),
      rest: restOf(run, [
        'id',
        'name',
        'inputs',
        'outputs',
        'start_time',
        'end_time',
        ...(error === undefined ? [] : ['error']),
      ]),
      about: {
        facts: factsOf({
          model:
            invocation['model'] ??
            invocation['model_name'] ??
            memberOf(run, 'extra', 'metadata', 'ls_model_name'),
          tokens: run['total_tokens'],
          costUsd: run['total_cost'],
        }),
        error: error === undefined ? undefined : { message: error, technicalDetails: undefined },
        createdAt: started,
        startedAt: started,
        completedAt: timeOf(run['end_time']),
        ids: id === undefined ? [] : [[msg('Run'), id]],
      },
    };
  },
};
