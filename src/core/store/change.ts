import { placeOfRun, type Place } from '../run/refs.ts';
import type { RunRef } from '../run/run.ts';

/** What has changed in the store: the children of a place, or a run that came by itself. */
export type StoreChange =
  | { readonly kind: 'listing'; readonly place: Place }
  | { readonly kind: 'run'; readonly ref: RunRef };

/** The place whose rows are to be looked at again. */
export function placeOfChange(change: StoreChange): Place {
  return change.kind === 'listing' ? change.place : placeOfRun(change.ref);
}
