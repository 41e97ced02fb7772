/** A transcript that stands alone finds its run when that is loaded later. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Place } from '../../../src/core/run/refs.ts';
import { emptyListing } from '../../../src/core/store/listing.ts';
import { joinTranscripts } from '../../../src/services/files/follow.ts';
import { runAt } from '../core/support.ts';

it('reads again the files whose run has come, and no others', async () => {
  const refreshed: Place[] = [];
  const lone = runAt('r1', { fromFile: { lacksRun: true } });
  const listing = { ...emptyListing, connection: 'run-files', path: ['a'], items: [lone] };
  const other = { ...emptyListing, connection: 'run-files', path: ['b'], items: [runAt('r1')] };
  const store = (...loaded: readonly string[]) => ({
    listings: () => [listing, other],
    loadedRuns: () => [lone, ...loaded.map((id) => runAt(id))],
    refresh: (place: Place) => Promise.resolve(void refreshed.push(place)),
  });
  await joinTranscripts(store('r2'));
  assert.deepEqual(refreshed, []);
  await joinTranscripts(store('r2', 'r1'));
  assert.deepEqual(
    refreshed.map(({ path }) => path),
    [['a']],
  );
});
