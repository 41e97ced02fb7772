/** Logs of Inspect (UK AI Security Institute) as JSON: each sample of each epoch is a run. */
import { isObject, listOf, numberOf, objectOf, textOf } from '../../../core/kit/json.ts';
import type { Criterion, Json, Met, Verdict } from '../../../core/run/run.ts';
import { eachAlone } from './container.ts';
import type { Format } from './format.ts';
import { attached } from './inspectAttachments.ts';
import { turnsOf } from './plainMessage.ts';
import { memberOf, restOf, timeOf, told, wordOf } from './values.ts';
import { factsOf, secondsOf } from './verdicts.ts';

export const inspectLog: Format = {
  name: 'Inspect log',
  claims: (value) =>
    isObject(value) &&
    isObject(value['eval']) &&
    'task' in value['eval'] &&
    ('samples' in value || 'plan' in value || 'results' in value),
  split: (value, text) => {
    if (!isObject(value)) return undefined;
    const samples = listOf(value['samples']);
    const texts =
      samples.length > 0 ? eachAlone(value, text, ['version', 'status', 'eval'], ['samples']) : [];
    return samples.map((sample, index) => ({ id: idOfSample(sample), text: texts[index] ?? 'null' }));
  },
  idOf: (value) => idOfSample(listOf(memberOf(value, 'samples'))[0]),
  talk: (value) => {
    const [first] = listOf(memberOf(value, 'samples'));
    const sample = isObject(first) ? attached(first) : {};
    const head = objectOf(memberOf(value, 'eval')) ?? {};
    const id = wordOf(sample['id']);
    const epoch = numberOf(sample['epoch']);
    const error = objectOf(sample['error']);
    const criteria = criteriaOf(sample['scores']);
    const scores = criteria.map(({ score }) => score).filter((score) => score !== undefined);
    return {
      title: `Sample ${id ?? '?'}${epoch === undefined ? '' : `, epoch ${epoch}`}`,
      turns: turnsOf(sample['messages']),
      rest: {
        ...restOf(sample, [
          ...[
            'id',
            'epoch',
            'messages',
            'scores',
            'error',
            'started_at',
            'completed_at',
            'total_time',
            'uuid',
          ],
          ...['events', 'attachments'],
        ]),
        ...told({ eval: head, status: memberOf(value, 'status') }),
      },
      about: {
        verdict: verdictOf(criteria),
        criteria,
        error: error && { message: textOf(error['message']), technicalDetails: error },
        facts: factsOf({
          model: head['model'] ?? memberOf(sample, 'output', 'model'),
          score: scores.length === 1 ? scores[0] : undefined,
          tokens: tokensOf(sample['model_usage']),
        }),
        repeat:
          id === undefined || epoch === undefined ? undefined : { case: id, number: epoch, total: undefined },
        createdAt: timeOf(sample['started_at']) ?? timeOf(head['created']),
        startedAt: timeOf(sample['started_at']),
        completedAt: timeOf(sample['completed_at']),
        duration: secondsOf(sample['total_time']),
        ids: [
          ['Sample', id],
          ['UUID', textOf(sample['uuid'])],
        ].filter((named): named is [string, string] => named[1] !== undefined),
      },
    };
  },
};

/** A sample may be tried several times. */
function idOfSample(sample: Json | undefined): string | undefined {
  const id = wordOf(memberOf(sample, 'id'));
  const epoch = numberOf(memberOf(sample, 'epoch')) ?? 1;
  return id === undefined || epoch <= 1 ? id : `${id} (epoch ${epoch})`;
}

function criteriaOf(scores: Json | undefined): Criterion[] {
  return Object.entries(objectOf(scores) ?? {}).map(([name, score]): Criterion => {
    const value = memberOf(score, 'value');
    return {
      ...{
        name,
        text: undefined,
        type: undefined,
        met: metOf(value),
        score: numberOf(value) ?? parts.get(value ?? null),
      },
      ...{ weight: undefined, required: undefined, turn: undefined, raw: undefined },
      reason: textOf(memberOf(score, 'explanation')) ?? answerWords(score),
      result: score,
    };
  });
}

/** Inspect's letters: correct, incorrect, no answer, partly. */
function metOf(value: Json | undefined): Met {
  if (value === 'C' || value === true) return 'met';
  return value === 'I' || value === 'N' || value === 'P' || value === false ? 'notMet' : 'notReported';
}

const parts: ReadonlyMap<Json, number> = new Map<Json, number>([['P', 0.5]]);

function answerWords(score: Json): string | undefined {
  const answer = textOf(memberOf(score, 'answer'));
  return answer === undefined ? undefined : `Answer: ${answer}`;
}

/** Of all scorers that judge; a score that is a number alone judges nothing. */
function verdictOf(criteria: readonly Criterion[]): Verdict {
  if (criteria.some(({ met }) => met === 'notMet')) return 'failed';
  return criteria.some(({ met }) => met === 'met') ? 'passed' : 'none';
}

function tokensOf(usage: Json | undefined): number | undefined {
  const totals = Object.values(objectOf(usage) ?? {}).map((each) => numberOf(memberOf(each, 'total_tokens')));
  const known = totals.filter((total) => total !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, total) => sum + total, 0);
}
