/** A log as a row: its head, and how its samples went as far as that is cheap to know. */
import { msg, t } from '../../core/kit/l10n.ts';
import { formatPercent, plural } from '../../core/kit/format.ts';
import { isObject, listOf, numberOf, objectOf, textOf, type JsonObject } from '../../core/kit/json.ts';
import { outcomeOfItem } from '../../core/run/outcome.ts';
import type { Collection, Counts, Json, Outcome, RunItem } from '../../core/run/run.ts';
import { oneLine } from '../criteria.ts';
import { segmentOf } from './places.ts';
import { memberOf, timeOf, told, wordOf } from '../values.ts';
import { epochsOf, usageOf } from './values.ts';

export interface LogRow {
  readonly connection: string;
  /** From the folder on. */
  readonly path: string;
  readonly head: JsonObject;
  /** Results in the log, and how many there are to be. */
  readonly written: number | undefined;
  readonly expected: number | undefined;
  /** It says that it goes on, and was written to of late. */
  readonly goesOn: boolean;
  /** Its samples as rows; `undefined` where nobody looked. */
  readonly rows: readonly RunItem[] | undefined;
}

export function collectionOf(row: LogRow): Collection {
  const { connection, path, head } = row;
  const about = objectOf(head['eval']) ?? {};
  const task = textOf(about['task_display_name']) ?? textOf(about['task']);
  const model = textOf(about['model']);
  return {
    kind: 'collection',
    connection,
    path: [segmentOf(path)],
    noun: msg('Log'),
    icon: 'beaker',
    expects: ['counts'],
    title: oneLine([task, model].filter((word) => word !== undefined).join(' · '), 120) ?? path,
    holds: 'runs',
    createdAt: timeOf(memberOf(head, 'stats', 'started_at')) ?? timeOf(about['created']),
    outcome: outcomeOf(row),
    counts: countsOf(row),
    facts: factsOf(row),
    // How models and tasks were set up may hold keys, and is left out.
    rest: told({ error: head['error'] }),
  };
}

function outcomeOf({ head, goesOn, rows = [] }: LogRow): Outcome {
  const { status } = head;
  if (status === 'error') return 'errored';
  if (status === 'cancelled') return 'stopped';
  if (status === 'started') return goesOn ? 'running' : 'unknown';
  const outcomes = new Set(rows.map(outcomeOfItem));
  if (outcomes.has('failed')) return 'failed';
  if (outcomes.has('errored')) return 'errored';
  return outcomes.size === 1 && outcomes.has('passed') ? 'passed' : 'unknown';
}

function countsOf({ written, expected, rows }: LogRow): Counts {
  const count = (outcome: Outcome) => rows?.filter((row) => outcomeOfItem(row) === outcome).length;
  return {
    runs: expected ?? written,
    completed: written,
    passed: count('passed'),
    failed: count('failed'),
  };
}

function factsOf({ path, head, written, expected, goesOn }: LogRow): (readonly [string, string])[] {
  const about = memberOf(head, 'eval');
  const epochs = epochsOf(head);
  const isOpen = head['status'] === 'started';
  const cost = usageOf(memberOf(head, 'stats', 'model_usage'), 'total_cost');
  const facts: (readonly [string, string | undefined])[] = [
    [msg('Status'), isOpen ? endWords(goesOn, written, expected) : wordOf(head['status'])],
    [msg('Error'), oneLine(textOf(memberOf(head, 'error', 'message')), 300)],
    [msg('Dataset'), wordOf(memberOf(about, 'dataset', 'name'))],
    [msg('Epochs'), epochs > 1 ? String(epochs) : undefined],
    ...scoresOf(memberOf(head, 'results', 'scores')),
    [msg('Cost'), cost === undefined ? undefined : `$${cost.toFixed(4)}`],
    [
      msg('Tags'),
      listOf(memberOf(about, 'tags') ?? head['tags'])
        .filter((tag) => typeof tag === 'string')
        .join(', '),
    ],
    [msg('Revision'), wordOf(memberOf(about, 'revision', 'commit'))],
    ['Inspect', wordOf(memberOf(about, 'packages', 'inspect_ai'))],
    [msg('Invalidated'), head['invalidated'] === true ? t('yes') : undefined],
    [msg('File'), path],
  ];
  return facts.flatMap(([label, value]) =>
    value === undefined || value === '' ? [] : [[label, value] as const],
  );
}

function endWords(goesOn: boolean, written = 0, expected?: number): string {
  const results = plural(written, 'result');
  const so = expected === undefined ? results : t('{0} of {1}', results, expected);
  return goesOn
    ? t('running, {0} so far', so)
    : t('end not reported, {0} so far: it goes on, or was killed', so);
}

/** Metrics that scorers computed over all samples. */
function scoresOf(scores: Json | undefined): (readonly [string, string])[] {
  return listOf(scores).flatMap((score) =>
    Object.entries(objectOf(memberOf(score, 'metrics')) ?? {}).flatMap(([name, metric]) => {
      const value = numberOf(isObject(metric) ? metric['value'] : metric);
      const scorer = wordOf(memberOf(score, 'name')) ?? t('score');
      if (value === undefined) return [];
      const isShare = /^(accuracy|mean)/.test(name) && value >= 0 && value <= 1;
      return [[`${scorer}: ${name}`, isShare ? formatPercent(value * 100) : String(value)] as const];
    }),
  );
}
