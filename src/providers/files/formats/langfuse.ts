/** Traces of Langfuse, with or without their observations. */
import { msg } from '../../../core/kit/l10n.ts';
import { isObject, listOf, objectOf, textOf, type JsonObject } from '../../../core/kit/json.ts';
import type { Json } from '../../../core/run/run.ts';
import type { Format } from './format.ts';
import { answersIn, questionsIn } from './inputs.ts';
import { turnsOf } from './plainMessage.ts';
import { memberOf, timeOf, told, wordOf } from '../../values.ts';
import { restOf } from './values.ts';
import { factsOf } from './verdicts.ts';

export const langfuse: Format = {
  name: msg('Langfuse trace'),
  claims: (value) => {
    if (!isObject(value)) return false;
    if (isObject(value['trace'])) return Array.isArray(value['observations']) || saysMore(value['trace']);
    return Array.isArray(value['observations']) && saysMore(value);
  },
  idOf: (value) => wordOf(traceOf(value)['id']),
  talk: (value, exact) => {
    const trace = traceOf(value);
    const whole: JsonObject = isObject(value) ? value : {};
    const observations = listOf(whole['observations']);
    const own = exchangeOf(trace);
    const generation = observations.findLast((each) => memberOf(each, 'type') === 'GENERATION');
    const said = own.length > 0 ? own : exchangeOf(objectOf(generation) ?? {});
    const id = wordOf(trace['id']);
    const outer = trace === whole ? {} : restOf(whole, ['trace', 'observations']);
    return {
      title: textOf(trace['name']),
      turns: turnsOf(said, exact.within(value)),
      rest: {
        ...restOf(trace, [
          'id',
          'name',
          'timestamp',
          'observations',
          ...(own.length > 0 ? ['input', 'output'] : []),
        ]),
        ...outer,
        ...told({ observations }),
      },
      about: {
        facts: factsOf({
          model: observations.map((each) => memberOf(each, 'model')).find((model) => textOf(model)),
          costUsd: trace['totalCost'],
        }),
        createdAt: timeOf(trace['timestamp']) ?? timeOf(trace['createdAt']),
        ids: id === undefined ? [] : [[msg('Trace'), id]],
      },
    };
  },
};

function saysMore(trace: JsonObject): boolean {
  return 'input' in trace || 'output' in trace;
}

function traceOf(value: Json): JsonObject {
  if (!isObject(value)) return {};
  return objectOf(value['trace']) ?? value;
}

function exchangeOf(value: JsonObject): Json[] {
  return [...questionsIn(value['input']), ...answersIn(value['output'])];
}
