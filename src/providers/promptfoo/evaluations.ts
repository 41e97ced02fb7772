/** Evaluations as rows. */
import { msg, t } from '../../core/kit/l10n.ts';
import { formatPercent, noun, plural } from '../../core/kit/format.ts';
import { isObject, listOf, numberOf, textOf, without, type JsonObject } from '../../core/kit/json.ts';
import { momentOf } from '../../core/run/moment.ts';
import type { Collection, Json, Moment, Outcome } from '../../core/run/run.ts';
import { oneLine } from '../criteria.ts';
import { segmentOf } from './places.ts';
import type { Seen } from './progress.ts';
import { wordOf } from '../values.ts';
import { labelOf } from './values.ts';

const known = new Set([
  ...['evalId', 'createdAt', 'description', 'numTests', 'datasetId', 'isRedteam', 'passRate', 'label'],
  ...['providers', 'attackSuccessRate'],
]);

export function evaluationIdOf(source: Json): string | undefined {
  return isObject(source) ? textOf(source['evalId']) : undefined;
}

export function madeAt(source: JsonObject): Moment | undefined {
  const at = source['createdAt'];
  return typeof at === 'number' || typeof at === 'string' ? momentOf(at) : undefined;
}

/** @param seen what is known of its end; `undefined` where nobody looked */
export function collectionOf(
  source: JsonObject,
  id: string,
  connection: string,
  seen: Seen | undefined,
): Collection {
  const description = oneLine(textOf(source['description']), 120);
  const cases = numberOf(source['numTests']);
  const rate = numberOf(source['passRate']);
  // Before the first result, a rate of 0 says nothing.
  const passRate = rate === 0 && cases === 0 ? undefined : rate;
  return {
    kind: 'collection',
    connection,
    path: [segmentOf(id)],
    noun: msg('Evaluation'),
    icon: 'beaker',
    expects: ['verdicts'],
    title: description ?? id,
    ...(description === undefined && { nameless: true }),
    holds: 'runs',
    createdAt: madeAt(source),
    outcome: outcomeOf(passRate, seen),
    grows: true,
    counts: {
      ...{ runs: undefined, completed: undefined, passed: undefined, failed: undefined },
      ofService: { cases, noun: noun('test'), passRate },
    },
    facts: factsOf(source, id, { cases, passRate, seen }),
    rest: without(source, known),
  };
}

/** Its rate counts what came so far, so that alone it never says that all passed. */
function outcomeOf(passRate: number | undefined, seen: Seen | undefined): Outcome | undefined {
  if (seen?.progress === 'running') return 'running';
  if (seen && seen.failures === 0 && (seen.errors ?? 0) > 0) return 'errored';
  if (passRate !== undefined && passRate < 100) return 'failed';
  if (seen?.progress === 'ended') return passRate !== undefined && seen.judged ? 'passed' : 'unknown';
  return seen && 'unknown';
}

function factsOf(
  source: JsonObject,
  id: string,
  {
    cases,
    passRate,
    seen,
  }: { cases: number | undefined; passRate: number | undefined; seen: Seen | undefined },
): (readonly [label: string, value: string])[] {
  const providers = listOf(source['providers']).flatMap((provider) => labelOf(provider) ?? []);
  const attacks = numberOf(source['attackSuccessRate']);
  const facts: (readonly [string, string | undefined])[] = [
    [msg('Tests'), cases?.toString()],
    [msg('Pass rate'), passRate === undefined ? undefined : formatPercent(passRate)],
    [msg('Kind'), source['isRedteam'] === true ? t('red team') : undefined],
    [msg('Successful attacks'), attacks === undefined ? undefined : formatPercent(attacks)],
    [msg('Providers'), providers.length === 0 ? undefined : oneLine(providers.join(', '), 200)],
    [msg('End'), seen && endWords(seen)],
    [msg('Dataset'), wordOf(source['datasetId'])],
    [msg('Id'), id],
  ];
  return facts.flatMap(([label, value]) => (value === undefined ? [] : [[label, value] as const]));
}

function endWords({ progress, results }: Seen): string | undefined {
  if (progress === 'ended') return undefined;
  const so = plural(results, 'result');
  return progress === 'running'
    ? t('not yet, {0} so far', so)
    : t('not reported, {0} so far: it goes on, or was killed', so);
}
