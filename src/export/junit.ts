/** Runs as a JUnit report, as the schema of Jenkins' xUnit plugin has it: a run is a test case. */
import { t } from '../core/kit/l10n.ts';
import { commas } from '../core/kit/punctuation.ts';
import { outcomeOf } from '../core/run/outcome.ts';
import { outcomeWord } from '../core/run/outcomeWords.ts';
import type { Criterion, Run, RunItem } from '../core/run/run.ts';
import { escapeMarkup, escapeText } from './characters.ts';
import type { ExportedRun } from './exported.ts';
import { markdownOf } from './markdown.ts';

/** A statement about all runs together, as a test case of its own. */
export interface JunitCheck {
  readonly name: string;
  /** Words that stand with it in any case. */
  readonly words: readonly string[];
  /** `skipped`: nothing can be said. */
  readonly result: 'passed' | 'failure' | 'skipped';
  /** Why it failed or was skipped. */
  readonly message: string;
}

/**
 * A suite for each collection, in the order in which they come.
 * @param checks of the runs as a batch; they stand first, in a suite of their own
 */
export function* junitPieces(
  runs: readonly ExportedRun[],
  checks: readonly JunitCheck[] = [],
): Generator<string> {
  const total = totals([...checks.map(({ result }) => result), ...runs.map(({ item }) => resultOf(item))]);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="Agent Runs" ${attributes({
    tests: total.tests,
    failures: total.failures,
    errors: total.errors,
  })}>\n`;
  if (checks.length > 0) {
    const own = totals(checks.map(({ result }) => result));
    yield `  <testsuite name="${checksSuite}" ${attributes(own)}>\n`;
    for (const check of checks) yield checkCase(check);
    yield '  </testsuite>\n';
  }
  for (const [name, own] of Map.groupBy(runs, suiteName)) {
    yield `  <testsuite name="${escapeMarkup(name)}" ${attributes(totals(own.map(({ item }) => resultOf(item))))}>\n`;
    for (const run of own) yield testCase(run, name);
    yield '  </testsuite>\n';
  }
  yield '</testsuites>\n';
}

interface Totals {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped?: number;
}

type Result = 'passed' | 'failure' | 'error' | 'skipped';

/** What could not be read is an error: nobody may take it for passed. */
function resultOf(item: RunItem): Result {
  if (item.kind === 'broken') return 'error';
  switch (outcomeOf(item)) {
    case 'passed':
      return 'passed';
    case 'failed':
      return 'failure';
    case 'errored':
      return 'error';
    case 'stopped':
    case 'running':
    case 'queued':
    case 'unknown':
      return 'skipped';
  }
}

function totals(results: readonly Result[]): Totals {
  const count = (result: Result) => results.filter((each) => each === result).length;
  return {
    tests: results.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  };
}

function attributes(values: Totals): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${value}"`)
    .join(' ');
}

function suiteName({ item, where }: ExportedRun): string {
  return where.length > 0 ? where.join(' › ') : item.provider;
}

const checksSuite = 'Batch';

function checkCase({ name, words, result, message }: JunitCheck): string {
  const said = {
    passed: [],
    failure: [element('failure', 'batch', message)],
    skipped: [`<skipped message="${escapeMarkup(message)}"/>`],
  };
  return [
    `    <testcase name="${escapeMarkup(name)}" classname="${checksSuite}">`,
    ...said[result].map((line) => `      ${line}`),
    `      <system-out>${escapeText(words.join('\n'))}</system-out>`,
    '    </testcase>\n',
  ].join('\n');
}

function testCase({ item }: ExportedRun, suite: string): string {
  const time = item.kind === 'run' && item.duration ? ` time="${seconds(item.duration.ms)}"` : '';
  const name = `${item.title} (${item.ref.run})`;
  return [
    `    <testcase name="${escapeMarkup(name)}" classname="${escapeMarkup(suite)}"${time}>`,
    ...results(item).map((line) => `      ${line}`),
    `      <system-out>${escapeText(markdownOf(item))}</system-out>`,
    '    </testcase>\n',
  ].join('\n');
}

/** The schema knows no minus and no exponent. */
function seconds(ms: number): string {
  return (Math.min(Math.max(0, ms), 1e15) / 1000).toFixed(3);
}

/** In the order that both the older schema (a sequence) and Jenkins' own (any order) allow: skipped, errors, failures. */
function results(item: RunItem): string[] {
  if (item.kind === 'broken')
    return [element('error', 'unreadable', t('could not be read: {0}', item.problem))];
  switch (resultOf(item)) {
    case 'passed':
      return [];
    case 'failure':
      return failures(item);
    case 'error':
      return [
        element(
          'error',
          'error',
          item.error?.message ?? item.reason ?? t('The service reported no message.'),
        ),
        ...unmetFailures(item.criteria.filter(({ met }) => met === 'notMet')),
      ];
    case 'skipped':
      return [`<skipped message="${escapeMarkup(item.reason ?? whySkipped(item))}"/>`];
  }
}

/** A failure each criterion that was not met; a run that failed without one says why in one of its own. */
function failures(run: Run): string[] {
  const unmet = run.criteria.filter(({ met }) => met === 'notMet');
  if (unmet.length > 0) return unmetFailures(unmet);
  return [
    element('failure', 'verdict', run.reason ?? t('The run failed; no criterion was reported as not met.')),
  ];
}

/** The first one names all of them and says why: several readers show no other. */
function unmetFailures(unmet: readonly Criterion[]): string[] {
  const [first, ...others] = unmet;
  if (!first) return [];
  if (others.length === 0) return [criterionFailure(first)];
  const message = t('{0} criteria not met: {1}', unmet.length, commas(unmet.map(({ name }) => name)));
  const details = others.flatMap(({ name, text, reason }) => ['', `${name}:`, text, reason]);
  return [
    element('failure', 'criterion', message, [`${first.name}:`, first.text, first.reason, ...details]),
    ...others.map(criterionFailure),
  ];
}

function criterionFailure({ name, text, reason }: Criterion): string {
  return element('failure', 'criterion', t('criterion not met: {0}', name), [text, reason]);
}

function element(
  kind: 'failure' | 'error',
  type: string,
  message: string,
  more: readonly (string | undefined)[] = [],
): string {
  const body = more.filter((line) => line !== undefined).join('\n');
  return `<${kind} message="${escapeMarkup(message)}" type="${type}">${escapeText(body)}</${kind}>`;
}

function whySkipped(run: Run): string {
  const outcome = outcomeOf(run);
  return outcome === 'unknown' ? t('No verdict was reported.') : t('The run is {0}.', outcomeWord(outcome));
}
