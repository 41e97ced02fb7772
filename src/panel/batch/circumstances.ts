/** What surrounds the figures of a batch: names, where its loading stands, the baseline. */
import type { AnalysisSettings } from '../../analysis/settings.ts';
import { runsOf } from '../../core/rows/view.ts';
import type { Place } from '../../core/run/refs.ts';
import type { RunItem } from '../../core/run/run.ts';
import { keyOf } from '../../core/store/listing.ts';
import type { Against } from './against.ts';
import { isComing } from './loading.ts';
import { namesOf } from './names.ts';
import type { BatchSource } from './source.ts';
import type { BatchCircumstances } from './view.ts';
import type { Loading } from './views.ts';

/** Where what surrounds a batch is asked for. */
export interface Surroundings {
  readonly source: BatchSource;
  readonly settings: () => AnalysisSettings;
  /** The batch that this one is held against, if the person chose one. */
  readonly baseline: (batch: Place) => Place | undefined;
  /** What the services are asked to leave out, in words; empty when nothing. */
  readonly filter: () => string;
}

/** What somebody loads just now. */
export interface UnderWay {
  /** Runs or names. */
  readonly isLoading: boolean;
  readonly isBaselineLoading: boolean;
}

export function circumstancesOf(
  { source, settings, filter, baseline }: Surroundings,
  place: Place,
  items: readonly RunItem[],
  { isLoading, isBaselineLoading }: UnderWay,
): BatchCircumstances {
  return {
    ...namesOf(source, place, items),
    loading: loadingOf(source, place, items.length, isLoading),
    filter: filter(),
    settings: settings(),
    against: isBaselineLoading ? undefined : againstOf(source, place, baseline(place)),
  };
}

function againstOf(source: BatchSource, place: Place, baseline: Place | undefined): Against | undefined {
  if (!baseline || keyOf(baseline) === keyOf(place)) return undefined;
  const listing = source.listing(baseline);
  // Nothing is said before there is something to say it of.
  if (!listing || listing.loading || !(listing.loaded || listing.failure)) return undefined;
  const runs = runsOf(listing);
  return { title: namesOf(source, baseline, runs).title, runs, isPart: listing.next !== undefined };
}

function loadingOf(source: BatchSource, place: Place, loaded: number, isLoading: boolean): Loading {
  const listing = source.listing(place);
  const total = listing?.total;
  // Names may be on their way when all runs are here.
  if (isLoading && (!listing || isComing(listing))) return { kind: 'going', loaded, total };
  return listing?.next === undefined ? { kind: 'done' } : { kind: 'part', loaded, total };
}
