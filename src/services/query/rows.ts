/** How runs and collections stand in an answer: first what we say of them, then their own words. */
import { formatCount, formatDuration, plural } from '../../core/kit/format.ts';
import { visibleLine } from '../../core/kit/visible.ts';
import { outcomeOfItem } from '../../core/run/outcome.ts';
import type { Archived, Collection, Counts, Outcome, RunItem } from '../../core/run/run.ts';
import { momentText, zonedDate } from '../../export/moments.ts';
import { idOfPlace, idOfRun } from './ids.ts';
import type { Entry, Line } from './sheet.ts';

const longestTitle = 160;
const longestReason = 300;

/** `run ID: failed, 12 turns, 42 s, 2026-11-22 14:03:09 +01:00`, its title and why it did not pass. */
export function runEntry(item: RunItem, at: number): Entry {
  const reason = item.kind === 'run' ? item.reason : item.problem;
  return {
    lines: [
      `run ${idOfRun(item.ref)}: ${runWords(item).join(', ')}`,
      { quote: item.title, most: longestTitle },
      ...(reason ? [{ quote: reason, most: longestReason }] : []),
    ],
    runs: [item.ref],
    at: String(at),
  };
}

/** What is known of a run besides its words. */
export function runWords(item: RunItem): string[] {
  if (item.kind === 'broken') return ['could not be read', ...goneWords(item.archived)];
  const turns = item.turns?.length ?? item.totalTurns;
  const at = item.createdAt ?? item.startedAt;
  return [
    outcomeWords(outcomeOfItem(item)),
    ...(turns === undefined ? [] : [plural(turns, 'turn')]),
    ...(item.duration ? [formatDuration(item.duration.ms)] : []),
    ...(at?.ms === undefined ? [] : [momentText(at)]),
    ...goneWords(item.archived),
  ];
}

export function outcomeWords(outcome: Outcome): string {
  return outcome === 'unknown' ? 'no verdict' : outcome;
}

/** `simulation ID: failed, 8 of 20 passed, 2026-11-22 ...`, and its title. */
export function collectionEntry(collection: Collection, at: number): Entry {
  const { noun, title, outcome, counts, createdAt, archived } = collection;
  const words = [
    ...(outcome ? [outcomeWords(outcome)] : []),
    ...countWords(counts),
    ...(createdAt?.ms === undefined ? [] : [momentText(createdAt)]),
    ...(archived ? [`last seen ${zonedDate(archived.seenAt)}`] : []),
  ];
  const lines: Line[] = [
    `${visibleLine(noun).toLowerCase()} ${idOfPlace(collection)}${words.length > 0 ? `: ${words.join(', ')}` : ''}`,
    { quote: title, most: longestTitle },
  ];
  return { lines, at: String(at) };
}

function countWords(counts: Counts | undefined): string[] {
  const { runs, passed, failed } = counts ?? {};
  if (runs !== undefined && passed !== undefined)
    return [`${formatCount(passed)} of ${plural(runs, 'run')} passed`];
  return [
    ...(runs === undefined ? [] : [plural(runs, 'run')]),
    ...(passed === undefined ? [] : [`${formatCount(passed)} passed`]),
    ...(failed === undefined ? [] : [`the service counts ${formatCount(failed)} failed`]),
  ];
}

function goneWords(archived: Archived | undefined): string[] {
  return archived?.gone ? [`${archived.gone} at the service, from the archive`] : [];
}
