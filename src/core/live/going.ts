/** What goes on, since when, and what time alone does to a run: it may be stalled, and it expires. */
import { formatDuration } from '../kit/format.ts';
import { t } from '../kit/l10n.ts';
import { isUnfinished } from '../run/outcome.ts';
import type { Collection, Item, Run } from '../run/run.ts';
import { longestRunMs } from './interval.ts';

/** Whether the service may still change this by itself. A run that cannot be read is not waited for. */
export function isGoing(item: Item): boolean {
  if (item.kind === 'run') return isUnfinished(item) || mayGoOn(item);
  return item.kind === 'collection' && isCollectionGoing(item);
}

/** A status that nobody here knows may be a step on the way, where a service says of each run when it has ended. */
function mayGoOn({ state, rawState, verdict, error, expected, completedAt }: Run): boolean {
  const isOpen = state === 'unknown' && rawState !== undefined && verdict === 'none' && !error;
  return isOpen && expected.includes('completedAt') && completedAt === undefined;
}

/** When it began, in ms since the epoch, as far as the service says. */
export function since(item: Item): number | undefined {
  if (item.kind === 'run') return item.startedAt?.ms ?? item.createdAt?.ms;
  return item.kind === 'collection' ? item.createdAt?.ms : undefined;
}

/** The last moment that an unfinished run reports of itself. */
export function lastNews(run: Run): number | undefined {
  const said = run.turns?.at(-1)?.createdAt;
  const moments = [run.createdAt, run.startedAt, run.updatedAt, said].map((moment) => moment?.ms);
  const known = moments.filter((ms) => ms !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

/** An unfinished run that has been silent for longer than any run is meant to take. */
export function isStalled(run: Run, now: number): boolean {
  const news = lastNews(run);
  return isUnfinished(run) && !run.archived && news !== undefined && now - news > longestRunMs;
}

/** What a row says about time: `stalled? no news for 3 h 10 min`, `expires in 2 d 4 h`, `expired`. */
export function timeWords(run: Run, now: number): string[] {
  const news = lastNews(run);
  const expires = run.expiresAt?.ms;
  return [
    ...(isStalled(run, now) && news !== undefined
      ? [t('stalled? no news for {0}', roughly(now - news))]
      : []),
    ...(expires === undefined || expires - now > soonMs || run.archived?.gone
      ? []
      : [expires <= now ? t('expired') : t('expires in {0}', roughly(expires - now))]),
  ];
}

/** Expiry is counted down in the row from here on. */
const soonMs = 7 * 86_400_000;

/** To the minute, and to the hour from a day on: a row is no stopwatch. */
function roughly(ms: number): string {
  const step = ms > 86_400_000 ? 3_600_000 : 60_000;
  return formatDuration(Math.max(step, Math.floor(ms / step) * step)).replace(/ 00 (s|min)$/, '');
}

function isCollectionGoing({ outcome, counts }: Collection): boolean {
  if (outcome === 'running' || outcome === 'queued') return true;
  // Where the service reports verdicts of each run, a failure does not hide that others go on.
  const { runs, completed, passed } = counts ?? {};
  return passed !== undefined && runs !== undefined && completed !== undefined && completed < runs;
}
