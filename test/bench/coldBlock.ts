/**
 * In a process of its own, where nothing is warm: the longest that anything else has to wait while a large batch is
 * looked at for the first time, or explained. Prints milliseconds of the processor.
 */
import { setImmediate } from 'node:timers/promises';
import { defaultSettings } from '../../src/analysis/settings.ts';
import { BatchSession } from '../../src/panel/batch/session.ts';
import { slicing } from '../../src/services/slicing.ts';
import { ask, sourceOf } from '../unit/query/support.ts';
import { batchPlace, fakeBatch } from '../webview/support/fakeBatch.ts';
import { makeBatch } from './batchInputs.ts';

const [what, runs, criteria] = process.argv.slice(2);
const sizes = { runs: Number(runs), criteria: Number(criteria) };
const work = what === 'overview' ? overview() : explained();
let longest = 0;
const state = { done: false };
const end = work().finally(() => (state.done = true));
for (let before = process.threadCpuUsage(); !state.done; before = process.threadCpuUsage()) {
  await setImmediate();
  const { user, system } = process.threadCpuUsage(before);
  longest = Math.max(longest, (user + system) / 1000);
}
await end;
process.stdout.write(String(longest));

function overview(): () => Promise<void> {
  const batch = makeBatch({ ...sizes, seed: 1 }).map((run) => ({
    ...run,
    ref: { ...batchPlace, run: run.ref.run },
  }));
  const source = fakeBatch(...batch);
  return async () => {
    // Whoever measures is to be there before the work begins.
    await setImmediate();
    const session = new BatchSession(batchPlace, {
      ...{ source, slicing, settings: () => defaultSettings, filter: () => '' },
      ...{ baseline: () => undefined, post: () => undefined, onDidShow: () => undefined },
    });
    await session.seen();
    if (!session.first()) throw new Error('Nothing was seen.');
    session.dispose();
  };
}

function explained(): () => Promise<void> {
  const batch = makeBatch({ ...sizes, turns: 8, seed: 7 }).map((run) => ({
    ...run,
    ref: { ...run.ref, connection: 'shop' },
  }));
  const source = sourceOf({ runs: batch });
  return async () => {
    await setImmediate();
    await ask('explain_batch', { batch: 'shop/batch' }, source);
  };
}
