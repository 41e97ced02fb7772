/** Tooltips, made when somebody hovers: everything worth knowing of a row, as plain text lines. */
import {
  plural,
  formatCount,
  formatDate,
  formatDuration,
  formatMoment,
  formatPart,
} from '../../core/kit/format.ts';
import { agoWords, dateWords, shortDateWords } from '../../core/kit/dates.ts';
import { factText, reportedFacts } from '../../core/run/facts.ts';
import { remedies } from '../../core/kit/remedies.ts';
import { shortLine, visibleLines } from '../../core/kit/visible.ts';
import { outcomeOf } from '../../core/run/outcome.ts';
import type { Sort } from '../../core/provider/provider.ts';
import { explain } from '../../core/provider/providerError.ts';
import { unmetFirst } from '../../core/run/unmet.ts';
import type { Archived, Moment, Run } from '../../core/run/run.ts';
import { judgedWords } from '../../core/rows/rowWords.ts';
import type { Trail } from '../../core/rows/trail.ts';
import type { CollectionRow, Row } from '../../core/rows/tree.ts';

export function tooltipOf(row: Row, now: number): string | undefined {
  const words = wordsOf(row, now);
  return words === undefined ? undefined : visibleLines(words);
}

function wordsOf(row: Row, now: number): string | undefined {
  switch (row.kind) {
    case 'connection':
      return lines([
        row.connection.label,
        row.connection.problem,
        row.provider?.label ?? `Unknown provider "${row.connection.provider}"`,
        row.connection.baseUrl,
        row.connection.projectId && `Project ${row.connection.projectId}`,
        ...trailLines(row.trail, now),
      ]);
    case 'collection':
      return collectionTooltip(row, now);
    case 'group':
      return lines([
        row.group.title,
        row.group.age && `Against the baseline: ${row.group.age}`,
        row.group.why,
        row.group.reason && `Reason: ${row.group.reason}`,
      ]);
    case 'run':
      return row.item.kind === 'run'
        ? lines([
            runTooltip(row.item, now),
            row.group && `Failure group: ${row.group.title} (${plural(row.group.runs.size, 'run')})`,
          ])
        : lines([row.item.title, row.item.problem, ...archivedLines(row.item.archived, now)]);
    case 'message':
      return row.text;
    case 'failure':
      return [...explain(row.error), `Click: ${remedies[row.error.remedy]}`].join('\n');
    case 'more':
      return row.sortedHere && `The service does not sort so: of what is loaded, ${orders[row.sortedHere]}.`;
  }
}

const orders: Readonly<Record<Sort, string>> = {
  failedFirst: 'failed runs come first',
  newest: 'the newest runs come first',
  sequence: 'runs are in sequence',
};

function collectionTooltip({ item, trail }: CollectionRow, now: number): string {
  const { title: label } = item;
  return lines([
    label.startsWith(item.noun) ? label : `${item.noun} ${label}`,
    ...(item.holds === 'collections' || trail?.seenAt !== undefined ? trailLines(trail, now) : []),
    ...archivedLines(item.archived, now),
    at('Created', item.createdAt, now),
    ...item.facts.map(([label, value]) => `${label}: ${value}`),
  ]);
}

function runTooltip(run: Run, now: number): string {
  return lines([
    `${run.title}: ${outcomeOf(run)}`,
    run.reason,
    ...unmetLines(run),
    run.repeat && `Case ${run.repeat.case}, repeat ${formatPart(run.repeat.number, run.repeat.total)}`,
    ...archivedLines(run.archived, now),
    at('Created', run.createdAt, now),
    at('Expires', run.expiresAt, now),
    at('Deleted', run.deletedAt, now),
    run.duration && `Duration: ${formatDuration(run.duration.ms)}`,
    run.maxTurns === undefined ? undefined : `At most ${formatCount(run.maxTurns)} turns`,
    ...reportedFacts(run.facts).map((fact) => `${fact.about.label}: ${factText(fact)}`),
    run.rawState && `Status: ${run.rawState}`,
    `Run id: ${run.ref.run}`,
  ]);
}

/** Up to three, each with the judge's words. */
function unmetLines({ criteria }: Run): string[] {
  const unmet = unmetFirst(criteria);
  const told = unmet.slice(0, mostUnmet).map(({ name, reason }) => {
    const words = reason && shortLine(reason, 300);
    return words ? `✗ ${name}: ${words}` : `✗ ${name}`;
  });
  return unmet.length > mostUnmet ? [...told, `and ${formatCount(unmet.length - mostUnmet)} more`] : told;
}

const mostUnmet = 3;

/** One for each of the newest batches. */
function trailLines(trail: Trail | undefined, now: number): string[] {
  return (trail?.batches ?? []).map(({ at, outcome, judged, seenAt }) => {
    const date = at === undefined ? 'No date' : shortDateWords({ ms: at, raw: at }, now);
    const seen = seenAt === undefined ? '' : `, archived ${formatMoment(seenAt, now)}`;
    return `${date}: ${judged ? judgedWords(judged) : outcome}${seen}`;
  });
}

function archivedLines(archived: Archived | undefined, now: number): (string | undefined)[] {
  return archived
    ? [
        `From the archive, as of ${formatMoment(archived.seenAt, now)} (${formatDate(archived.seenAt)})`,
        archived.gone && `The service no longer has it (${archived.gone}).`,
      ]
    : [];
}

function at(label: string, moment: Moment | undefined, now: number): string | undefined {
  if (!moment) return undefined;
  const [ago, date] = [agoWords(moment, now), dateWords(moment)];
  return ago === date ? `${label}: ${date}` : `${label}: ${ago} (${date})`;
}

function lines(parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join('\n');
}
