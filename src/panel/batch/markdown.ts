/** The analysis of a batch as a document that others can read: figures with their methods and counts. */
import { thresholds, type AnalysisSettings } from '../../analysis/settings.ts';
import { formatCount, formatPercent, plural } from '../../core/kit/format.ts';
import { inline } from '../../export/escape.ts';
import type { BatchPicture } from './view.ts';
import type { BatchView, GroupView } from './views.ts';

/**
 * @param clean what a text of the service, a person or a judge becomes before it is written, e.g. redacted
 */
export function batchMarkdown(
  { view, runs }: BatchPicture,
  settings: AnalysisSettings,
  clean: (text: string) => string,
): string {
  const say = (text: string) => inline(clean(text));
  const titles = new Map(runs.map(({ key, title }) => [key, title]));
  const titleOf = (key: number) => say(titles.get(key) ?? '');
  return [
    `# ${say(view.title)}: ${view.headline.words.replace(/\.$/, '')}`,
    ...(view.trail.length > 0 ? [view.trail.map(say).join(' › ')] : []),
    firstLines(view, say),
    ...criteriaTable(view, say),
    ...groupSections(view, say, titleOf),
    ...measureList(view, say),
    `## Method\n\n${methodLines(view, settings)}`,
  ]
    .join('\n\n')
    .concat('\n');
}

type Say = (text: string) => string;

function firstLines({ headline, counts, inARow, notes }: BatchView, say: Say): string {
  const words = [
    counts.map(({ outcome, count }) => `${formatCount(count)} ${outcome}`).join(', '),
    ...headline.more,
    inARow.map((row) => row.words).join(', '),
    ...notes.map(say),
  ];
  return words
    .filter((line) => line !== '')
    .map((line) => `- ${line}`)
    .join('\n');
}

function criteriaTable({ criteria }: BatchView, say: Say): string[] {
  if (criteria.length === 0) return [];
  const rows = criteria.map(({ name, words, failsWith }) => {
    const others = failsWith.map((index) => cell(say(criteria[index]?.name ?? ''))).join(', ');
    return `| ${cell(say(name))} | ${words} | ${others} |`;
  });
  return [
    [
      '## Criteria',
      '',
      '| criterion | met | fails in the same runs as |',
      '| --- | --- | --- |',
      ...rows,
    ].join('\n'),
  ];
}

function groupSections({ groups }: BatchView, say: Say, titleOf: (key: number) => string): string[] {
  if (groups.length === 0) return [];
  return ['## Failure groups', ...groups.map((group) => groupText(group, say, titleOf))];
}

function groupText(
  { title, why, runs, reasons, alsoIn }: GroupView,
  say: Say,
  titleOf: (key: number) => string,
): string {
  const also = alsoIn.map((other) => `${say(other.title)} (${formatCount(other.runs)})`).join(', ');
  return [
    `### ${plural(runs.length, 'run')}: ${say(title)}`,
    say(why),
    ...(reasons.length > 0
      ? [reasons.map((reason) => `- ${formatCount(reason.runs)} ×: ${say(reason.title)}`).join('\n')]
      : []),
    ...(also === '' ? [] : [`Also in: ${also}`]),
    `Runs: ${runs.map(titleOf).join(', ')}`,
  ].join('\n\n');
}

function measureList({ measures }: BatchView, say: Say): string[] {
  if (measures.length === 0) return [];
  return [`## Measures\n\n${measures.map(({ words }) => `- ${say(words)}`).join('\n')}`];
}

/** Figures without their method say little. */
function methodLines({ headline, counts }: BatchView, settings: AnalysisSettings): string {
  const runs = counts.reduce((sum, { count }) => sum + count, 0);
  const errored =
    settings.erroredRuns === 'failed' ? 'counted as failed in the first rate' : 'not in the first rate';
  return [
    `- Of ${plural(runs, 'run')}. ${headline.how}`,
    `- Errored runs are ${errored}; stopped and unfinished ones, and those without a verdict, are in no rate.`,
    `- Intervals: Wilson, ${formatPercent(settings.confidence * 100)}. In a row: pass^k, with the interval's ends to the power of k.`,
    `- Groups: by kind of outcome, then by error code and place, or by the exact set of criteria not met; reasons of one wording share at least ${formatPercent(thresholds.template * 100)} of their words.`,
    '- Measures: of runs that ended without an error; quartiles from five values on.',
  ].join('\n');
}

/** A bar would end the cell of a table. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
