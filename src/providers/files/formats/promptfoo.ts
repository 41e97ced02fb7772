/** Results of promptfoo: each test of each prompt is a run with a verdict. */
import { isObject, listOf, numberOf, objectOf, textOf, type JsonObject } from '../../../core/kit/json.ts';
import type { Criterion, Json } from '../../../core/run/run.ts';
import { eachAlone } from './container.ts';
import type { Format } from './format.ts';
import { answersIn, questionsIn } from './inputs.ts';
import { turnsOf } from './plainMessage.ts';
import { memberOf, restOf, timeOf, wordOf } from './values.ts';
import { factsOf, millisecondsOf, verdictOf } from './verdicts.ts';

export const promptfoo: Format = {
  name: 'promptfoo results',
  claims: (value) => {
    if (isResult(value)) return true;
    if (!isObject(value)) return false;
    const list = listAt(value);
    if (!list) return false;
    const [first] = list.results;
    return (
      isResult(first) ||
      (list.results.length === 0 && (isObject(memberOf(value, 'results', 'stats')) || 'evalId' in value))
    );
  },
  split: (value, text) => {
    const list = isObject(value) && !isResult(value) ? listAt(value) : undefined;
    if (!isObject(value) || !list) return undefined;
    const texts = list.results.length > 0 ? eachAlone(value, text, ['evalId', 'version'], list.path) : [];
    return texts.map((own, index) => ({ id: idOfResult(list.results[index]), text: own }));
  },
  idOf: (value) => idOfResult(resultIn(value)),
  talk: (value) => {
    const result = resultIn(value);
    const id = wordOf(result['id']);
    const evaluation = textOf(memberOf(value, 'evalId'));
    const failed =
      result['failureReason'] === 2 || (result['success'] === undefined && result['error'] !== undefined);
    const message = textOf(result['error']) ?? textOf(memberOf(result, 'response', 'error'));
    const provider = result['provider'];
    return {
      title: titleOf(result),
      turns: turnsOf([
        ...questionsIn(memberOf(result, 'prompt', 'raw') ?? result['prompt']),
        ...answersIn(memberOf(result, 'response', 'output')),
      ]),
      rest: restOf(result, [
        'id',
        'prompt',
        'success',
        'score',
        'latencyMs',
        'cost',
        'gradingResult',
        ...(failed ? ['error'] : []),
      ]),
      about: {
        verdict: failed ? 'none' : verdictOf(result['success']),
        error: failed ? { message, technicalDetails: undefined } : undefined,
        reason:
          result['success'] === false
            ? (textOf(memberOf(result, 'gradingResult', 'reason')) ?? message)
            : undefined,
        criteria: criteriaOf(memberOf(result, 'gradingResult', 'componentResults')),
        facts: factsOf({
          model: memberOf(provider, 'label') ?? memberOf(provider, 'id') ?? provider,
          score: result['score'],
          costUsd: result['cost'],
          tokens:
            memberOf(result, 'tokenUsage', 'total') ?? memberOf(result, 'response', 'tokenUsage', 'total'),
        }),
        duration: millisecondsOf(result['latencyMs']),
        createdAt: timeOf(memberOf(value, 'results', 'timestamp')),
        ids: [
          ['Result', id],
          ['Evaluation', evaluation],
        ].filter((named): named is [string, string] => named[1] !== undefined),
      },
    };
  },
};

interface Results {
  readonly path: readonly string[];
  readonly results: readonly Json[];
}

/** Newer files wrap the list once more. */
function listAt(value: JsonObject): Results | undefined {
  for (const path of [['results', 'results'], ['results']]) {
    const list = memberOf(value, ...path);
    if (Array.isArray(list)) return { path, results: listOf(list) };
  }
  return undefined;
}

function isResult(value: Json | undefined): boolean {
  return (
    isObject(value) &&
    'prompt' in value &&
    typeof value['success'] === 'boolean' &&
    ('response' in value || 'gradingResult' in value || 'error' in value || 'vars' in value)
  );
}

function resultIn(value: Json): JsonObject {
  if (!isObject(value)) return {};
  return isResult(value) ? value : (objectOf(listAt(value)?.results[0]) ?? {});
}

function idOfResult(result: Json | undefined): string | undefined {
  return wordOf(memberOf(result, 'id'));
}

/** What sets this test apart: its description, else its values. */
function titleOf(result: JsonObject): string | undefined {
  const description = textOf(memberOf(result, 'testCase', 'description')) ?? textOf(result['description']);
  if (description !== undefined) return description;
  const values = Object.values(objectOf(result['vars']) ?? {}).map(wordOf);
  const words = values.filter((word) => word !== undefined).join(', ');
  return words === '' ? undefined : words;
}

function criteriaOf(results: Json | undefined): Criterion[] {
  return listOf(results)
    .filter(isObject)
    .map((result): Criterion => {
      const type = textOf(memberOf(result, 'assertion', 'type'));
      const value = memberOf(result, 'assertion', 'value');
      const verdict = result['pass'];
      return {
        name:
          textOf(memberOf(result, 'assertion', 'metric')) ??
          [type, wordOf(value)].filter((word) => word !== undefined).join(': '),
        ...{
          text: wordOf(value),
          type,
          weight: numberOf(memberOf(result, 'assertion', 'weight')),
          required: undefined,
          turn: undefined,
        },
        met: verdict === true ? 'met' : verdict === false ? 'notMet' : 'notReported',
        score: numberOf(result['score']),
        reason: textOf(result['reason']),
        ...{ raw: memberOf(result, 'assertion'), result },
      };
    });
}
