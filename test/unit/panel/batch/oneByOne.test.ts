/** Runs that change one by one: only what they change is made again, and it is as if all were made anew. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batchStats, statsMemory } from '../../../../src/analysis/batch/batch.ts';
import { clustersOf, type Clustered } from '../../../../src/analysis/clusters/clusters.ts';
import { defaultSettings } from '../../../../src/analysis/settings.ts';
import { seeded } from '../../../../src/analysis/stats/random.ts';
import type { Run } from '../../../../src/core/run/run.ts';
import { finished } from '../../../../src/analysis/slices.ts';
import { batchMemory, noOrder } from '../../../../src/panel/batch/memory.ts';
import { batchPicture } from '../../../../src/panel/batch/view.ts';
import { runOf, type Said } from '../../analysis/support.ts';

const about = {
  ...{ title: 'Nightly', noun: 'Simulation', trail: [], loading: { kind: 'done' } as const, filter: '' },
  settings: defaultSettings,
};

const pictureFrom = (...args: Parameters<typeof batchPicture>) => finished(batchPicture(...args));

const outcomes = ['passed', 'failed', 'failed', 'failed', 'errored', 'stopped', 'running'] as const;
const names = ['Late', 'Rude', 'Wrong', 'Long'];

/** What a run may come to, with words of a judge that are often, but not always, of one wording. */
function anyRun(sequence: number, random: () => number): Run {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const said = () => pick([true, true, false, `Order ${Math.floor(random() * 99)} was not found.`, 'No.']);
  // Now and then a run has another list of criteria.
  const own = random() < 0.9 ? names : names.slice(1);
  const criteria = Object.fromEntries(own.map((name) => [name, said() ?? null]));
  const outcome: NonNullable<Said['outcome']> = pick(outcomes) ?? 'passed';
  const ms = Math.floor(random() * 60_000);
  return runOf(sequence, {
    ...{ outcome, criteria },
    more: { duration: random() < 0.8 ? { ms, raw: ms, assumedUnit: false } : undefined },
  });
}

/** The batch after each of so many changes: mostly of a run, at times with one more. */
function* changing(changes: number): Generator<Run[]> {
  const random = seeded(7);
  const runs = Array.from({ length: 30 }, (_, at) => anyRun(at + 1, random));
  yield [...runs];
  for (let change = 0; change < changes; change++) {
    const at = random() < 0.05 ? runs.length : Math.floor(random() * runs.length);
    runs[at] = anyRun(at + 1, random);
    yield [...runs];
  }
}

test('the picture, the statistics and the groups are those of the whole batch, whatever was there before', () => {
  const memory = batchMemory();
  const stats = statsMemory();
  let found: Clustered | undefined;
  for (const runs of changing(200)) {
    const anew = { ...batchMemory(), runs: memory.runs, groups: memory.groups, order: noOrder };
    const picture = pictureFrom(runs, about, { ...memory, order: noOrder });
    assert.deepEqual(picture, pictureFrom(runs, about, anew));
    assert.deepEqual(batchStats(runs, defaultSettings, stats), batchStats(runs, defaultSettings));
    found = clustersOf(runs, undefined, found);
    assert.deepEqual(found.clusters, clustersOf(runs).clusters);
  }
});

test('runs and groups that are as they were are the very same objects, which the page is not sent again', () => {
  const memory = { ...batchMemory(), order: noOrder };
  const failed = (sequence: number, name: string) =>
    runOf(sequence, { outcome: 'failed', criteria: { Late: true, Rude: true, [name]: 'No.' } });
  const runs = [failed(1, 'Late'), failed(2, 'Rude'), runOf(3, { outcome: 'running' })];
  const before = pictureFrom(runs, about, memory);
  const now = pictureFrom([...runs.slice(0, 2), failed(3, 'Rude')], about, {
    ...memory,
    order: before.order,
  });
  assert.deepEqual(
    now.runs.map((line, at) => line === before.runs[at]),
    [true, true, false],
  );
  const groupOf = ({ view }: typeof now, title: string) => view.groups.find((group) => group.title === title);
  assert.ok(groupOf(now, 'Late'));
  assert.equal(groupOf(now, 'Late'), groupOf(before, 'Late'));
  assert.deepEqual([groupOf(before, 'Rude')?.runs, groupOf(now, 'Rude')?.runs], [[1], [1, 2]]);
});
