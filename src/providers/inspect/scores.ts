/** What scorers gave: criteria, and the verdict that they make together (docs/contracts.md E3). */
import { t } from '../../core/kit/l10n.ts';
import { isObject, numberOf, objectOf, textOf, type JsonObject } from '../../core/kit/json.ts';
import type { Criterion, Json, Met, Verdict } from '../../core/run/run.ts';
import { memberOf } from '../values.ts';

/** One for each score; a scorer whose value is an object gave several. */
export function criteriaOf(scores: Json | undefined): Criterion[] {
  return Object.entries(objectOf(scores) ?? {}).flatMap(([scorer, score]) => {
    const value = isObject(score) ? (score['value'] ?? null) : score;
    if (!isObject(value)) return [criterionOf(scorer, value, score)];
    return Object.entries(value).map(([part, own]) => criterionOf(`${scorer}: ${part}`, own, score));
  });
}

/** Passed when every score says so; a score between right and wrong leaves it open. */
export function verdictOf(criteria: readonly Criterion[]): Verdict {
  if (criteria.some(({ met }) => met === 'notMet')) return 'failed';
  return criteria.length > 0 && criteria.every(({ met }) => met === 'met') ? 'passed' : 'none';
}

/** Of a run that was given one number. */
export function scoreOf(criteria: readonly Criterion[]): number | undefined {
  const [only] = criteria;
  return criteria.length === 1 ? only?.score : undefined;
}

function criterionOf(name: string, value: Json, score: Json): Criterion {
  const letter = typeof value === 'string' ? letters.get(value.trim().toLowerCase()) : undefined;
  return {
    ...{ name, text: undefined, type: undefined, weight: undefined, required: undefined, turn: undefined },
    met: letter?.met ?? metOf(numberIn(value)),
    score: letter ? letter.score : numberIn(value),
    reason: textOf(memberOf(score, 'explanation')) ?? answerWords(value, score),
    raw: undefined,
    result: isObject(memberOf(score, 'value')) ? { ...objectOf(score), value } : score,
  };
}

interface Letter {
  readonly met: Met;
  readonly score?: number;
}

/** Inspect's own: correct, incorrect, partly, no answer; and words that it counts as 1 and 0. */
const letters: ReadonlyMap<string, Letter> = new Map<string, Letter>([
  ['c', { met: 'met' }],
  ['i', { met: 'notMet' }],
  ['p', { met: 'notReported', score: 0.5 }],
  ['n', { met: 'notReported', score: 0 }],
  ...['yes', 'true'].map((word) => [word, { met: 'met' }] as const),
  ...['no', 'false'].map((word) => [word, { met: 'notMet' }] as const),
]);

/** What is no number after all (NaN) came as null, and means that nothing was scored. */
function numberIn(value: Json): number | undefined {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'string' && value.trim() !== '') return numberOf(Number(value));
  return numberOf(value);
}

function metOf(value: number | undefined): Met {
  return value === 1 ? 'met' : value === 0 ? 'notMet' : 'notReported';
}

function answerWords(value: Json, score: Json): string | undefined {
  const answer = textOf(memberOf(score, 'answer'));
  if (answer !== undefined) return t('Answer: {0}', answer);
  return Array.isArray(value) ? JSON.stringify(value) : undefined;
}

/** Scores of a sample by scorer; early logs had one, without a name. */
export function scoresIn(sample: JsonObject): Json | undefined {
  const { scores, score } = sample;
  return isObject(scores) || !isObject(score) ? scores : { score };
}
