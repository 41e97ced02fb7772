/** How a row reads: label, description, icon, words for screen readers. Made for every row, so kept cheap. */
import { formatCount, plural } from '../kit/format.ts';
import { counted, t } from '../kit/l10n.ts';
import { commas, sentences } from '../kit/punctuation.ts';
import { visibleLine } from '../kit/visible.ts';
import { outcomeOfItem } from '../run/outcome.ts';
import { outcomeWord } from '../run/outcomeWords.ts';
import { archivedWords } from './archivedWords.ts';
import { isStalled, timeWords } from '../live/going.ts';
import type { Archived, RunItem } from '../run/run.ts';
import { isInFile } from '../provider/runFiles.ts';
import { collectionView, connectionView } from './collectionView.ts';
import { factWords, figuresOf, shortReason, stateWords } from './rowWords.ts';
import { outcomeIcons } from './outcomeIcons.ts';
import type { RowView } from './rowShape.ts';
import { ageWords, groupWords, type GroupRow, type RunGroup } from './groups.ts';
import { rowConnection, type Row } from './tree.ts';

/** What a row is besides its data. */
export interface RowCircumstances {
  /** For what time alone makes of a run; without it, rows say nothing of time. */
  readonly now?: number;
  readonly watched?: boolean;
  /** Whether the run has a web page at its service. */
  readonly hasPage?: boolean;
}

export function viewOf(row: Row, circumstances: RowCircumstances = {}): RowView {
  const view = foreignViewOf(row, circumstances);
  return {
    ...view,
    label: visibleLine(view.label),
    description: visibleLine(view.description),
    accessibleLabel: visibleLine(view.accessibleLabel),
  };
}

/** With words as services and files have them, which may hide something or turn the writing round. */
function foreignViewOf(row: Row, { now, watched = false, hasPage = false }: RowCircumstances): RowView {
  const archived = 'item' in row ? row.item.archived : undefined;
  if (isInFile(rowConnection(row))) return fileView(plainViewOf(row, undefined));
  const view = archived ? archivedView(plainViewOf(row, now), archived, now) : plainViewOf(row, now);
  const paged = hasPage ? { ...view, context: `${view.context} page` } : view;
  if (!watched) return paged;
  return {
    ...paged,
    description: [paged.description, t('watched')].filter(Boolean).join(' · '),
    context: `${paged.context} watched`,
    accessibleLabel: commas([paged.accessibleLabel, t('watched')]),
  };
}

/** What is in a file stands still: nothing goes on there, and there is no service behind it. */
function fileView(view: RowView): RowView {
  return {
    ...view,
    ...(view.icon === 'plug' && {
      description: '',
      icon: 'files',
      color: undefined,
      accessibleLabel: view.label,
    }),
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
    accessibleLabel: commas([view.accessibleLabel, ...words]),
  };
}

function plainViewOf(row: Row, now: number | undefined): RowView {
  switch (row.kind) {
    case 'connection':
      return connectionView(row, now);
    case 'collection':
      return collectionView(row, now);
    case 'run':
      return runView(row.item, now, row.group);
    case 'group':
      return groupView(row);
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

function groupView({ group, rows }: GroupRow): RowView {
  const [icon, color] = outcomeIcons[group.outcome];
  const all = group.runs.size;
  const isGone = group.age === 'gone';
  const count =
    rows.length < all
      ? counted(all, '{0} of {1} run', '{0} of {1} runs', formatCount(rows.length), formatCount(all))
      : plural(all, 'run');
  const said = [isGone ? '' : count, ageWords(group)].filter(Boolean);
  return {
    label: group.title,
    description: said.join(' · '),
    ...(isGone ? { icon: 'check', color: undefined } : { icon, color }),
    ...{ context: 'group', expandable: !isGone },
    accessibleLabel: commas([
      t('Failure group {0}', group.title),
      outcomeWord(group.outcome),
      ...said,
      group.why,
    ]),
  };
}

function runView(item: RunItem, now: number | undefined, group: RunGroup | undefined): RowView {
  if (item.kind === 'broken')
    return {
      ...plain(item.title),
      description: t('could not be read: {0}', item.problem),
      icon: 'warning',
      color: 'list.warningForeground',
      context: 'run broken',
      accessibleLabel: commas([item.title, t('could not be read: {0}', item.problem)]),
    };
  const outcome = outcomeOfItem(item);
  const [icon, color] = outcomeIcons[outcome];
  const stalled = now !== undefined && isStalled(item, now);
  const unfinished = outcome === 'running' || outcome === 'queued';
  const said = item.reason ?? (unfinished || outcome === 'unknown' ? stateWords(item) : undefined);
  const figures = [
    ...factWords(item, said),
    ...figuresOf(item),
    ...(now === undefined ? [] : timeWords(item, now)),
  ];
  const alike = group && t('{0} alike', formatCount(group.runs.size));
  return {
    label: item.title,
    description: [said === item.reason ? shortReason(item) : said, alike, ...figures]
      .filter(Boolean)
      .join(' · '),
    icon: outcome === 'running' && !stalled ? 'loading~spin' : icon,
    color,
    context: `run ${outcome}${item.turns ? ' transcript' : ''}`,
    accessibleLabel: commas([
      item.title,
      outcomeWord(outcome),
      said === outcomeWord(outcome) ? undefined : said,
      ...figures,
      group && groupWords(group),
    ]),
    expandable: false,
  };
}

function failureView({ error, stale, archived }: Extract<Row, { kind: 'failure' }>): RowView {
  const archive = archived ? t('Showing what is archived.') : undefined;
  const shown = stale ? t('Showing what was loaded before.') : archive;
  const words = t('Could not load: {0}', sentences([error.message, error.nextStep]));
  return {
    ...plain(error.message),
    description: sentences([error.nextStep, shown]),
    icon: 'warning',
    color: 'list.errorForeground',
    context: `failure ${error.remedy}`,
    accessibleLabel: sentences([words, archive]),
  };
}

function moreView({ loaded, total, note }: Extract<Row, { kind: 'more' }>): RowView {
  const count = total === undefined ? note : t('{0} of {1}', formatCount(loaded), formatCount(total));
  return {
    ...plain(count ? t('Load more ({0})', count) : t('Load more')),
    icon: 'ellipsis',
    context: 'more',
  };
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
