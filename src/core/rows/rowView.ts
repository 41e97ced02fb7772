/** How a row reads: label, description, icon, words for screen readers. Made for every row, so kept cheap. */
import {
  formatCount,
  formatDate,
  formatDuration,
  formatPart,
  formatPercent,
  formatValue,
  plural,
} from '../kit/format.ts';
import { reportedFacts } from '../run/facts.ts';
import { outcomeOfItem } from '../run/outcome.ts';
import { archivedWords } from './archivedWords.ts';
import { isGoing, isStalled, timeWords } from '../live/going.ts';
import type { Archived, Collection, Outcome, Run, RunItem } from '../run/run.ts';
import { isSampleId } from '../provider/reservedIds.ts';
import { isInFile } from '../provider/runFiles.ts';
import { rowConnection, type Judged, type Row } from './tree.ts';

export interface RowView {
  readonly label: string;
  readonly description: string;
  /** A product icon of VS Code, and the colour that goes with it. */
  readonly icon: string;
  readonly color: string | undefined;
  /** Words that `when` clauses of menus look for. */
  readonly context: string;
  readonly accessibleLabel: string;
  readonly expandable: boolean;
}

/** What a row is besides its data. */
export interface RowCircumstances {
  /** For what time alone makes of a run; without it, rows say nothing of time. */
  readonly now?: number;
  readonly watched?: boolean;
}

export function viewOf(row: Row, { now, watched = false }: RowCircumstances = {}): RowView {
  const archived = 'item' in row ? row.item.archived : undefined;
  if (isInFile(rowConnection(row))) return fileView(plainViewOf(row, undefined));
  const view = archived ? archivedView(plainViewOf(row, now), archived, now) : plainViewOf(row, now);
  if (!watched) return view;
  return {
    ...view,
    description: [view.description, 'watched'].filter(Boolean).join(' · '),
    context: `${view.context} watched`,
    accessibleLabel: `${view.accessibleLabel}, watched`,
  };
}

/** What is in a file stands still: nothing goes on there, and there is no service behind it. */
function fileView(view: RowView): RowView {
  return {
    ...view,
    ...(view.icon === 'plug' && { description: '', icon: 'files', accessibleLabel: view.label }),
    ...(view.icon === 'loading~spin' && { icon: 'sync' }),
    context: `${view.context.replace(/ (running|queued|own)\b/, '')} file`,
  };
}

/** Dimmed, and without what can be done with a live run only. */
function archivedView(view: RowView, archived: Archived, now = archived.seenAt): RowView {
  const words = archivedWords(archived, now);
  return {
    ...view,
    description: [view.description, ...words].filter(Boolean).join(' · '),
    icon: view.icon.replace('loading~spin', 'sync'),
    color: 'disabledForeground',
    context: `${view.context.replace(/ (running|queued)\b/, '')} archived`,
    accessibleLabel: [view.accessibleLabel, ...words].join(', '),
  };
}

function plainViewOf(row: Row, now: number | undefined): RowView {
  switch (row.kind) {
    case 'connection':
      return connectionView(row);
    case 'collection':
      return collectionView(row.item, row.judged);
    case 'run':
      return runView(row.item, now);
    case 'failure':
      return failureView(row);
    case 'more':
      return moreView(row);
    case 'message':
      return {
        ...plain(row.text),
        icon: 'info',
        context: row.clearsFilter ? 'message filtered' : 'message',
      };
  }
}

/** Product icon and colour of each outcome. */
export const outcomeIcons: Readonly<Record<Outcome, readonly [icon: string, color: string | undefined]>> = {
  passed: ['pass', 'testing.iconPassed'],
  failed: ['error', 'testing.iconFailed'],
  errored: ['bug', 'testing.iconErrored'],
  stopped: ['circle-slash', 'testing.iconSkipped'],
  running: ['sync', 'charts.blue'],
  queued: ['watch', 'testing.iconQueued'],
  unknown: ['question', 'testing.iconUnset'],
};

function connectionView({ connection, provider }: Extract<Row, { kind: 'connection' }>): RowView {
  const name = provider?.label ?? connection.provider;
  const sample = isSampleId(connection.id);
  const kind = connection.problem ? 'refused' : sample ? 'sample' : 'own';
  return {
    label: connection.label,
    description:
      connection.problem ??
      (sample ? 'made-up data' : [name, host(connection.baseUrl)].filter(Boolean).join(' · ')),
    icon: connection.problem ? 'warning' : 'plug',
    color: undefined,
    context: `connection ${kind}${provider?.parseReference && kind === 'own' ? ' tracks' : ''}`,
    accessibleLabel: [`Connection ${connection.label}`, name, connection.problem].filter(Boolean).join(', '),
    expandable: true,
  };
}

function collectionView(item: Collection, judged: Judged | undefined): RowView {
  const outcome = judged ? outcomeOfRuns(judged, item.outcome) : item.outcome;
  const [icon, color] = outcome ? outcomeIcons[outcome] : [item.icon, undefined];
  const counts = countsOf(item, judged);
  const created = item.createdAt?.ms === undefined ? undefined : formatDate(item.createdAt.ms);
  return {
    label: item.title,
    description: [counts, created].filter(Boolean).join(' · '),
    icon,
    color,
    context: ['collection', item.holds, outcome, isGoing(item) ? 'running' : ''].filter(Boolean).join(' '),
    accessibleLabel: [
      item.title.startsWith(item.noun) ? item.title : `${item.noun} ${item.title}`,
      outcome === 'unknown' ? undefined : outcome,
      counts,
    ]
      .filter(Boolean)
      .join(', '),
    expandable: true,
  };
}

/** Verdicts of loaded runs are exact; what the service counts is shown in its own words. */
function countsOf({ counts, expects }: Collection, judged: Judged | undefined): string | undefined {
  // Conversations have no verdict: that none of them passed says nothing.
  const verdicts = judged ? judged.passed + judged.failed + judged.errored : 0;
  if (judged && !expects.includes('verdicts') && verdicts === 0) return plural(judged.runs, 'run');
  if (judged) {
    const of = judged.complete ? formatCount(judged.runs) : `${formatCount(judged.runs)} loaded`;
    // A rate while runs are still going would count them as failed.
    const settled = judged.complete && judged.unfinished === 0;
    const rate = settled ? ` (${formatPercent((100 * judged.passed) / judged.runs)})` : '';
    const going = judged.unfinished > 0 ? `, ${formatCount(judged.unfinished)} not finished` : '';
    return `${formatCount(judged.passed)} of ${of} passed${rate}${going}`;
  }
  if (!counts) return undefined;
  const { runs, completed, passed, failed } = counts;
  if (passed !== undefined && runs !== undefined)
    return `${formatCount(passed)} of ${formatCount(runs)} passed`;
  const done =
    completed !== undefined && runs !== undefined
      ? `${formatCount(completed)} of ${plural(runs, 'run')} completed`
      : runs !== undefined
        ? plural(runs, 'run')
        : undefined;
  const bad = failed ? `${formatCount(failed)} failed` : undefined;
  return (
    [done, bad].filter(Boolean).join(', ') || (expects.includes('counts') ? 'counts not reported' : undefined)
  );
}

function outcomeOfRuns(judged: Judged, reported: Outcome | undefined): Outcome {
  if (judged.failed > 0) return 'failed';
  if (judged.errored > 0) return 'errored';
  if (judged.unfinished > 0) return 'running';
  if (judged.complete && judged.passed === judged.runs) return 'passed';
  return reported === 'stopped' || reported === 'running' ? reported : 'unknown';
}

function runView(item: RunItem, now: number | undefined): RowView {
  if (item.kind === 'broken')
    return {
      ...plain(item.title),
      description: `could not be read: ${item.problem}`,
      icon: 'warning',
      color: 'list.warningForeground',
      context: 'run broken',
      accessibleLabel: `${item.title}, could not be read: ${item.problem}`,
    };
  const outcome = outcomeOfItem(item);
  const [icon, color] = outcomeIcons[outcome];
  const stalled = now !== undefined && isStalled(item, now);
  const unfinished = outcome === 'running' || outcome === 'queued';
  const said = item.reason ?? (unfinished || outcome === 'unknown' ? stateWords(item) : undefined);
  const figures = [
    ...factWords(item),
    ...figuresOf(item),
    ...(now === undefined ? [] : timeWords(item, now)),
  ];
  return {
    label: item.title,
    description: [said, ...figures].filter(Boolean).join(' · '),
    icon: outcome === 'running' && !stalled ? 'loading~spin' : icon,
    color,
    context: `run ${outcome}${item.turns ? ' transcript' : ''}`,
    accessibleLabel: [item.title, outcome, said === outcome ? undefined : said, ...figures]
      .filter(Boolean)
      .join(', '),
    expandable: false,
  };
}

function stateWords(run: Run): string {
  const word = run.rawState?.replaceAll('_', ' ');
  if (run.state === 'finished') return 'finished, no verdict reported';
  if (run.state === 'unknown') return word ? `status "${word}"` : 'outcome not reported';
  return word ?? run.state;
}

/** A text stands for itself; a figure says what it is. */
function factWords({ facts }: Run): string[] {
  return reportedFacts(facts)
    .filter(({ about }) => about.shown.includes('row'))
    .map(({ value, about: { kind, label } }) => {
      const text = formatValue(kind, value);
      return kind === 'text' ? text : `${label.toLowerCase()} ${text}`;
    });
}

function figuresOf(run: Run): (string | undefined)[] {
  const turns = run.turns?.length ?? run.totalTurns;
  return [
    run.repeat && `repeat ${formatPart(run.repeat.number, run.repeat.total)}`,
    turns === undefined ? undefined : plural(turns, 'turn'),
    run.duration && formatDuration(run.duration.ms),
    run.deletedAt && 'deleted',
  ];
}

function failureView({ error, stale, archived }: Extract<Row, { kind: 'failure' }>): RowView {
  const shown = stale ? 'Showing what was loaded before.' : archived && 'Showing what is archived.';
  return {
    ...plain(error.message),
    description: [error.nextStep, shown].filter(Boolean).join(' '),
    icon: 'warning',
    color: 'list.errorForeground',
    context: `failure ${error.remedy}`,
    accessibleLabel: `Could not load: ${error.message} ${error.nextStep}${archived ? ' Showing what is archived.' : ''}`,
  };
}

function moreView({ loaded, total, note }: Extract<Row, { kind: 'more' }>): RowView {
  const count = total === undefined ? note : `${formatCount(loaded)} of ${formatCount(total)}`;
  return { ...plain(`Load more${count ? ` (${count})` : ''}`), icon: 'ellipsis', context: 'more' };
}

function plain(label: string): RowView {
  return {
    label,
    description: '',
    icon: '',
    color: undefined,
    context: '',
    accessibleLabel: label,
    expandable: false,
  };
}

function host(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
