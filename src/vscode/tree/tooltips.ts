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
import { msg, sent, t, type Message } from '../../core/kit/l10n.ts';
import { commas } from '../../core/kit/punctuation.ts';
import { outcomeOf } from '../../core/run/outcome.ts';
import type { Sort } from '../../core/provider/provider.ts';
import { explain } from '../../core/provider/providerError.ts';
import { unmetFirst } from '../../core/run/unmet.ts';
import type { Archived, Moment, Run } from '../../core/run/run.ts';
import { namedWithNoun } from '../../core/rows/collectionView.ts';
import { judgedWords } from '../../core/rows/rowWords.ts';
import type { Trail } from '../../core/rows/trail.ts';
import type { CollectionRow, Row } from '../../core/rows/tree.ts';
import { outcomeWord } from '../../core/run/outcomeWords.ts';

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
        row.provider ? t(sent(row.provider.label)) : t('Unknown provider "{0}"', row.connection.provider),
        row.connection.baseUrl,
        row.connection.projectId && t('Project {0}', row.connection.projectId),
        ...trailLines(row.trail, now),
      ]);
    case 'collection':
      return collectionTooltip(row, now);
    case 'group':
      return lines([
        row.group.title,
        row.group.age && t(ages[row.group.age]),
        row.group.why,
        row.group.reason && t('Reason: {0}', row.group.reason),
      ]);
    case 'run':
      return row.item.kind === 'run'
        ? lines([
            runTooltip(row.item, now),
            row.group && t('Failure group: {0} ({1})', row.group.title, plural(row.group.runs.size, 'run')),
          ])
        : lines([row.item.title, row.item.problem, ...archivedLines(row.item.archived, now)]);
    case 'message':
      return row.text;
    case 'failure':
      return [...explain(row.error), t('Click: {0}', t(remedies[row.error.remedy]))].join('\n');
    case 'more':
      return row.sortedHere && t(orders[row.sortedHere]);
  }
}

const orders: Readonly<Record<Sort, Message>> = {
  failedFirst: msg('The service does not sort so: of what is loaded, failed runs come first.'),
  newest: msg('The service does not sort so: of what is loaded, the newest runs come first.'),
  sequence: msg('The service does not sort so: of what is loaded, runs are in sequence.'),
};

const ages = {
  new: msg('Against the baseline: new'),
  known: msg('Against the baseline: known'),
  gone: msg('Against the baseline: gone'),
};

function collectionTooltip({ item, trail }: CollectionRow, now: number): string {
  const { title: label } = item;
  return lines([
    namedWithNoun(item.noun, label),
    ...(item.holds === 'collections' || trail?.seenAt !== undefined ? trailLines(trail, now) : []),
    ...archivedLines(item.archived, now),
    at(t('Created'), item.createdAt, now),
    ...item.facts.map(([label, value]) => `${t(sent(label))}: ${value}`),
  ]);
}

function runTooltip(run: Run, now: number): string {
  return lines([
    `${run.title}: ${outcomeWord(outcomeOf(run))}`,
    run.reason,
    ...unmetLines(run),
    run.repeat && t('Case {0}, repeat {1}', run.repeat.case, formatPart(run.repeat.number, run.repeat.total)),
    ...archivedLines(run.archived, now),
    at(t('Created'), run.createdAt, now),
    at(t('Expires'), run.expiresAt, now),
    at(t('Deleted'), run.deletedAt, now),
    run.duration && t('Duration: {0}', formatDuration(run.duration.ms)),
    run.maxTurns === undefined ? undefined : t('At most {0} turns', formatCount(run.maxTurns)),
    ...reportedFacts(run.facts).map((fact) => `${t(sent(fact.about.label))}: ${factText(fact)}`),
    run.rawState && t('Status: {0}', run.rawState),
    t('Run id: {0}', run.ref.run),
  ]);
}

/** Up to three, each with the judge's words. */
function unmetLines({ criteria }: Run): string[] {
  const unmet = unmetFirst(criteria);
  const told = unmet.slice(0, mostUnmet).map(({ name, reason }) => {
    const words = reason && shortLine(reason, 300);
    return words ? `✗ ${name}: ${words}` : `✗ ${name}`;
  });
  return unmet.length > mostUnmet
    ? [...told, t('and {0} more', formatCount(unmet.length - mostUnmet))]
    : told;
}

const mostUnmet = 3;

/** One for each of the newest batches. */
function trailLines(trail: Trail | undefined, now: number): string[] {
  return (trail?.batches ?? []).map(({ at, outcome, judged, seenAt }) => {
    const date = at === undefined ? t('No date') : shortDateWords({ ms: at, raw: at }, now);
    const seen = seenAt === undefined ? [] : [t('archived {0}', formatMoment(seenAt, now))];
    return `${date}: ${commas([judged ? judgedWords(judged) : outcomeWord(outcome), ...seen])}`;
  });
}

function archivedLines(archived: Archived | undefined, now: number): (string | undefined)[] {
  return archived
    ? [
        t(
          'From the archive, as of {0} ({1})',
          formatMoment(archived.seenAt, now),
          formatDate(archived.seenAt),
        ),
        archived.gone && t(goneWords[archived.gone]),
      ]
    : [];
}

const goneWords = {
  expired: msg('The service no longer has it (expired).'),
  deleted: msg('The service no longer has it (deleted).'),
};

function at(label: string, moment: Moment | undefined, now: number): string | undefined {
  if (!moment) return undefined;
  const [ago, date] = [agoWords(moment, now), dateWords(moment)];
  return ago === date ? `${label}: ${date}` : `${label}: ${ago} (${date})`;
}

function lines(parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join('\n');
}
