/** Success criteria beside their results. Result entries are free-form in both contracts, so read with care. */
import { t } from '../core/kit/l10n.ts';
import { isEmptyJson, isObject, numberOf, textOf, type JsonObject } from '../core/kit/json.ts';
import { shortLine } from '../core/kit/visible.ts';
import type { Criterion, Json, Met } from '../core/run/run.ts';

const metWords: ReadonlyMap<string, Met> = new Map([
  ...['met', 'passed', 'pass', 'success', 'succeeded', 'true', 'fulfilled', 'achieved'].map(
    (w) => [w, 'met'] as const,
  ),
  ...['notmet', 'unmet', 'failed', 'fail', 'failure', 'false', 'unfulfilled', 'missed', 'notpassed'].map(
    (w) => [w, 'notMet'] as const,
  ),
]);

/** What a turn is cited by, as reported. */
type TurnName = { readonly id?: Json | undefined; readonly sequence?: Json | undefined };

/**
 * @param criteria as reported, `{type, params: {name, text}}`
 * @param results as reported; matched to criteria by name; nameless ones by position where the lengths agree
 */
export function criteriaOf(
  criteria: readonly Json[],
  results: readonly Json[],
  turns: readonly TurnName[] | undefined,
): Criterion[] {
  const byName = Map.groupBy(results.keys(), (index) => matchName(results[index]));
  const used = new Set<number>();
  const rows = criteria.map((criterion, i) => {
    const byPosition = criteria.length === results.length && matchName(results[i]) === '';
    const name = matchName(criterion);
    const match = (name === '' ? undefined : byName.get(name)?.shift()) ?? (byPosition ? i : undefined);
    if (match !== undefined) used.add(match);
    return criterionRow(criterion, match === undefined ? undefined : results[match], i, turns);
  });
  const unmatched = [...results.keys()].filter((index) => !used.has(index));
  return [
    ...rows,
    ...unmatched.map((index, i) => criterionRow(undefined, results[index], criteria.length + i, turns)),
  ];
}

function criterionRow(
  criterion: Json | undefined,
  result: Json | undefined,
  index: number,
  turns: readonly TurnName[] | undefined,
): Criterion {
  const params = isObject(criterion) && isObject(criterion['params']) ? criterion['params'] : undefined;
  const body = isObject(result) ? result : undefined;
  const places = [body, params, isObject(criterion) ? criterion : undefined];
  const required = firstOf(places, 'required', (value) => (typeof value === 'boolean' ? value : undefined));
  const text = textOf(params?.['text']) ?? textOf(body?.['text']) ?? textOf(body?.['description']);
  return {
    name: nameOf(criterion) ?? nameOf(result) ?? t('Criterion {0}', index + 1),
    text,
    type: isObject(criterion) ? textOf(criterion['type']) : undefined,
    met: metOf(result),
    // Weight and requirement may stand with the criterion or with its result; a score is a result.
    score: numberOf(body?.['score']),
    weight: firstOf(places, 'weight', numberOf),
    required,
    reason: body && first(body, ['reason', 'reasoning', 'explanation', 'rationale', 'message', 'comment']),
    turn: body && citedTurn(body, turns),
    raw: criterion,
    result: isEmptyJson(result) && typeof result !== 'object' ? undefined : result,
  };
}

function firstOf<T>(
  places: readonly (JsonObject | undefined)[],
  key: string,
  read: (value: Json | undefined) => T | undefined,
): T | undefined {
  return places.map((place) => read(place?.[key])).find((value) => value !== undefined);
}

/** Empty for what has no name; spelling may differ in case and spaces. */
function matchName(value: Json | undefined): string {
  return oneLine(nameOf(value), Infinity)?.toLowerCase() ?? '';
}

function nameOf(value: Json | undefined): string | undefined {
  if (!isObject(value)) return undefined;
  const params = isObject(value['params']) ? value['params'] : undefined;
  const criterion = isObject(value['criterion']) ? nameOf(value['criterion']) : textOf(value['criterion']);
  return (
    first(value, ['name']) ??
    (params && first(params, ['name'])) ??
    criterion ??
    first(value, ['title', 'criterionName'])
  );
}

function metOf(result: Json | undefined): Met {
  if (typeof result === 'boolean') return result ? 'met' : 'notMet';
  if (!isObject(result)) return 'notReported';
  for (const key of [
    'success',
    'passed',
    'met',
    'isMet',
    'fulfilled',
    'result',
    'status',
    'verdict',
    'outcome',
  ]) {
    const value = result[key];
    if (typeof value === 'boolean') return value ? 'met' : 'notMet';
    const word = typeof value === 'string' && metWords.get(value.toLowerCase().replace(/[^a-z]/g, ''));
    if (word) return word;
  }
  return 'notReported';
}

/** Index of the turn that a result cites by id or by number; numbers are turn sequences where turns have them. */
function citedTurn(result: JsonObject, turns: readonly TurnName[] | undefined): number | undefined {
  if (!turns) return undefined;
  const id = first(result, ['turnId', 'turnReference']);
  const cited = ['turnSequence', 'turn', 'turnNumber']
    .map((key) => numberOf(result[key]))
    .find((n) => n !== undefined);
  const index = numberOf(result['turnIndex']);
  const found =
    id !== undefined
      ? turns.findIndex((turn) => turn.id === id)
      : cited !== undefined
        ? turns.findIndex((turn, i) => (numberOf(turn.sequence) ?? i + 1) === cited)
        : (index ?? -1);
  return Number.isInteger(found) && found >= 0 && found < turns.length ? found : undefined;
}

function first(value: JsonObject, keys: readonly string[]): string | undefined {
  return keys.map((key) => textOf(value[key])).find((text) => text !== undefined);
}

/** One line, without line breaks, of at most `most` characters. */
export function oneLine(text: string | undefined, most = 160): string | undefined {
  return text === undefined ? undefined : shortLine(text, most) || undefined;
}
