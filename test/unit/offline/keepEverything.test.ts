/** *Keep All Runs*: all that a service still has, the oldest batch first, and it goes on where it stopped. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { emptyLedger, reserve, usedOf } from '../../../src/core/live/ledger.ts';
import type { Page, PageRequest } from '../../../src/core/provider/provider.ts';
import { ProviderError } from '../../../src/core/provider/providerError.ts';
import type { Collection } from '../../../src/core/run/run.ts';
import { keepEverything, type KeptEverything } from '../../../src/services/archiving/keepEverything.ts';
import { keptWords, progressWords } from '../../../src/services/archiving/keptWords.ts';
import { UpToDate } from '../../../src/services/archiving/upToDate.ts';
import { openRig } from '../archive/support.ts';
import { collectionAt, page, refused, runAt } from '../core/support.ts';

type Answer = (path: readonly string[], request: PageRequest) => Page;

const scenario = collectionAt(['s'], { noun: 'Scenario', holds: 'collections', title: 'Returns' });
const batchAt = (id: string, day: number, runs: number | undefined = 2): Collection =>
  collectionAt(['s', id], {
    title: id,
    createdAt: { ms: Date.UTC(2026, 10, day) } as Collection['createdAt'],
    counts: { runs, completed: runs, passed: undefined, failed: undefined },
  });
const runsOf = (batch: string, ...ids: string[]) =>
  ids.map((id) => runAt(id, { ref: { connection: 'c', path: ['s', batch], run: id }, provider: 'fake' }));

/** A service that lists the scenario with the newest of three batches first, as services do. */
const shop: Answer = ([, batch], { cursor }) => {
  if (batch === undefined) return page([batchAt('new', 3), batchAt('middle', 2), batchAt('old', 1)]);
  if (batch === 'middle' && cursor === undefined) return page(runsOf(batch, 'middle-1'), { next: 'p2' });
  if (batch === 'middle') return page(runsOf(batch, 'middle-2'));
  return page(runsOf(batch, `${batch}-1`, `${batch}-2`));
};

function keepRig(context: TestContext, answer: Answer) {
  const { archive } = openRig(context);
  const asked: string[] = [];
  const turns = { open: 0, taken: 0 };
  const pauses: number[] = [];
  const told: string[] = [];
  const rig = { archive, asked, turns, pauses, told, answer };
  const keep = (
    path: readonly string[] = ['s'],
    signal = new AbortController().signal,
  ): Promise<KeptEverything> =>
    keepEverything(
      { connection: 'c', path },
      {
        archive,
        client: {
          list: (at, request) => {
            assert.equal(turns.open, 1, 'no request without its turn');
            asked.push([...at, ...(request.cursor === undefined ? [] : [request.cursor])].join('/'));
            return new Promise((resolve) => resolve(rig.answer(at, request)));
          },
          run: ({ run, path: at }) => {
            asked.push(`run ${run}`);
            const edition = { name: '1', isWhole: true };
            const found = runAt(run, {
              ref: { connection: 'c', path: at, run },
              text: `{"whole":"${run}"}`,
              edition,
            });
            return run === 'lost'
              ? Promise.reject(refused())
              : Promise.resolve({ ...found, provider: 'fake' });
          },
        },
        key: 'c@1',
        titles: ['Shop', ...(path.length > 0 ? ['Returns'] : [])],
        grouping: undefined,
        pinned: [],
        turn: () => {
          turns.open++;
          turns.taken++;
          return Promise.resolve(() => {
            turns.open--;
          });
        },
        pause: async (ms) => {
          pauses.push(ms);
          await Promise.resolve();
        },
        now: () => 1000,
        onProgress: (progress) => told.push(progressWords(progress)),
      },
      signal,
    );
  return Object.assign(rig, { keep });
}

const count = async ({ archive }: ReturnType<typeof keepRig>, path: readonly string[] = ['s']) =>
  (await archive.list({ connection: 'c@1', path }, 0)).total;

test('all pages of all batches are kept, the oldest batch first, each request in its turn', async (context) => {
  const rig = keepRig(context, shop);
  const kept = await rig.keep();
  assert.deepEqual(rig.asked, ['s', 's/old', 's/middle', 's/middle/p2', 's/new']);
  assert.equal(rig.turns.taken, 5);
  assert.deepEqual(kept, { runs: 6, done: 3, batches: 3, known: 0, missing: [], stopped: undefined });
  assert.equal(await count(rig), 6);
  const run = await rig.archive.run({ connection: 'c@1', path: ['s', 'old'], run: 'old-1' });
  assert.deepEqual(run?.trail, ['Shop', 'Returns', 'old']);
  assert.equal(keptWords(kept), 'The archive has 6 runs as the service has them now.');
  assert.equal(rig.told[0], 'looking what there is · 0 runs');
  assert.equal(rig.told.at(-1), 'batch 3 of 3 · 6 runs');
});

test('a connection is read down to its batches, over all its scenarios', async (context) => {
  const rig = keepRig(context, (path, request) =>
    path.length === 0 ? page([scenario]) : shop(path, request),
  );
  const kept = await rig.keep([]);
  assert.equal(rig.asked[0], '');
  assert.equal(kept.runs, 6);
  const run = await rig.archive.run({ connection: 'c@1', path: ['s', 'new'], run: 'new-2' });
  assert.deepEqual(run?.trail, ['Shop', 'Returns', 'new']);
});

test('one batch alone is kept, too', async (context) => {
  const rig = keepRig(context, shop);
  const kept = await rig.keep(['s', 'middle']);
  assert.deepEqual(rig.asked, ['s/middle', 's/middle/p2']);
  assert.deepEqual([kept.runs, kept.done, kept.batches], [2, 1, 1]);
});

test('what was stopped goes on with what is not archived, and says how much is left', async (context) => {
  const rig = keepRig(context, shop);
  const abort = new AbortController();
  rig.answer = (path, request) => {
    if (path[1] === 'middle') abort.abort();
    return shop(path, request);
  };
  const first = await rig.keep(['s'], abort.signal);
  assert.equal(first.stopped, 'cancelled');
  assert.equal(keptWords(first), 'Stopped after 2 runs. 2 batches left: Keep All Runs goes on there.');
  assert.equal(await count(rig), 2);
  rig.asked.length = 0;
  rig.answer = shop;
  const second = await rig.keep();
  assert.deepEqual(rig.asked, ['s', 's/middle', 's/middle/p2', 's/new']);
  assert.equal(
    keptWords(second),
    'The archive has 4 runs as the service has them now. 1 batch was archived before.',
  );
  rig.asked.length = 0;
  assert.equal(keptWords(await rig.keep()), 'All runs were archived before.');
  assert.deepEqual(rig.asked, ['s']);
});

test('a batch that goes on, or of which the service does not say how many runs it has, is asked for again', async (context) => {
  const running = runAt('r', { ref: { connection: 'c', path: ['s', 'old'], run: 'r' }, state: 'running' });
  const rig = keepRig(context, ([, batch]) =>
    batch === undefined
      ? page([batchAt('old', 1, 1), { ...batchAt('new', 2), counts: undefined }])
      : page(batch === 'old' ? [running] : runsOf('new', 'n')),
  );
  await rig.keep();
  rig.asked.length = 0;
  await rig.keep();
  assert.deepEqual(rig.asked, ['s', 's/old', 's/new']);
});

test('a batch that cannot be read is named with its reason, and the others are kept', async (context) => {
  const rig = keepRig(context, (path, request) => {
    if (path[1] === 'middle' && request.cursor === 'p2') throw refused('unavailable');
    return shop(path, request);
  });
  const kept = await rig.keep();
  assert.deepEqual(kept.missing, [{ title: 'Returns › middle', why: 'After 1 run: It is down.' }]);
  assert.equal(kept.stopped, undefined);
  assert.equal(await count(rig), 5);
  assert.match(keptWords(kept), /Not kept: Returns › middle: After 1 run: It is down\.$/);
});

test('a key that is refused ends it; a service that is down does after three places', async (context) => {
  const refusing = keepRig(context, (path, request) => {
    if (path.length === 2) throw refused('unauthorized');
    return shop(path, request);
  });
  const kept = await refusing.keep();
  assert.deepEqual(refusing.asked, ['s', 's/old']);
  assert.match(keptWords(kept), /^Stopped after 0 runs: It is down\. 3 batches left/);
  const down = keepRig(context, ([, batch]) => {
    if (batch === undefined) return page([1, 2, 3, 4, 5].map((day) => batchAt(`b${day}`, day)));
    throw refused('unavailable');
  });
  await down.keep();
  assert.deepEqual(down.asked, ['s', 's/b1', 's/b2', 's/b3']);
});

test('a service that wants a pause gets it, and the same page is asked for again', async (context) => {
  let refusals = 0;
  const rig = keepRig(context, (path, request) => {
    if (path[1] !== 'old' || refusals++ > 0) return shop(path, request);
    throw new ProviderError({ reason: 'rateLimited', message: 'Slow.', nextStep: 'Wait.', retryAt: 21_000 });
  });
  const kept = await rig.keep();
  assert.deepEqual(rig.pauses, [20_000]);
  assert.equal(rig.turns.open, 0);
  assert.deepEqual([kept.runs, kept.missing], [6, []]);
});

test('a service that sends the same page for ever ends it with a sentence; runs without an id are counted', async (context) => {
  const broken = { kind: 'broken', title: '#2', problem: 'no id', provider: 'fake', hasId: false } as const;
  const lost = {
    ...broken,
    ref: { connection: 'c', path: ['s', 'b'], run: '2' },
    raw: () => '{}',
    rest: {},
  };
  const rig = keepRig(context, () => page([...runsOf('b', 'x'), lost], { next: 'same' }));
  const kept = await rig.keep(['s', 'b']);
  assert.equal(rig.asked.length, 2);
  assert.deepEqual(kept.missing.map(({ why }) => why).slice(-1), [
    'The service sends the same page again and again.',
  ]);
  assert.match(kept.missing[0]?.why ?? '', /^1 run without an id/);
});

test('a request takes its room in the budget of all windows, and waits where there is none', () => {
  const advice = { requests: 4, windowMs: 60_000, atLeastMs: 5000 };
  let state = emptyLedger;
  const ask = (now: number) => {
    const [next, until] = reserve(state, { origin: 'o', now, advice });
    state = next;
    return until;
  };
  assert.equal(ask(1000), undefined);
  assert.equal(ask(1000), undefined);
  assert.equal(usedOf(state, 'o', 1000), 2);
  assert.equal(ask(2000), 65_000);
  assert.equal(usedOf(state, 'o', 2000), 2);
  assert.equal(ask(65_000), undefined);
});

test('a connection is kept up to date as long as that is chosen, and the choice stays', async () => {
  const values = new Map<string, unknown>();
  const memory = {
    get: (key: string) => values.get(key),
    update: (key: string, value: unknown) => Promise.resolve(void values.set(key, value)),
    keys: () => [...values.keys()],
  } as never;
  let waiting: { readonly ms: number; readonly call: () => void }[] = [];
  const kept: string[] = [];
  const clock = {
    now: () => 0,
    after: (ms: number, call: () => void) => {
      const timer = { ms, call };
      waiting.push(timer);
      return { dispose: () => (waiting = waiting.filter((each) => each !== timer)) };
    },
  };
  const deps = {
    ...{ memory, clock },
    exists: (id: string) => id !== 'gone',
    keep: (id: string) => Promise.resolve(void kept.push(id)),
  };
  const fire = () => {
    const due = waiting;
    waiting = [];
    for (const { call } of due) call();
  };
  const first = new UpToDate(deps);
  assert.deepEqual(waiting, []);
  await first.choose('c', true);
  await first.choose('gone', true);
  assert.equal(first.has('c'), true);
  first.dispose();
  const second = new UpToDate(deps);
  assert.deepEqual(
    waiting.map(({ ms }) => ms),
    [60_000],
  );
  fire();
  await new Promise(setImmediate);
  assert.deepEqual(kept, ['c']);
  assert.deepEqual(
    waiting.map(({ ms }) => ms),
    [900_000],
  );
  await second.choose('c', false);
  await second.choose('gone', false);
  assert.deepEqual(waiting, []);
  assert.equal(second.has('c'), false);
});

test('a window that closes while one connection is kept asks for no other', async () => {
  const memory = { get: () => ['a', 'b'], update: () => Promise.resolve(), keys: () => [] } as never;
  const kept: string[] = [];
  let fire: (() => void) | undefined;
  const upToDate = new UpToDate({
    memory,
    clock: { now: () => 0, after: (_ms, call) => ((fire = call), { dispose: () => (fire = undefined) }) },
    exists: () => true,
    keep: (id) => {
      kept.push(id);
      upToDate.dispose();
      return Promise.resolve();
    },
  });
  fire?.();
  fire = undefined;
  await new Promise(setImmediate);
  assert.deepEqual([kept, fire], [['a'], undefined]);
});

test('rows of which a list holds a part are read one by one, and one that cannot be is named', async (context) => {
  const row = (run: string) => ({
    ...runAt(run, {
      ref: { connection: 'c', path: ['s', 'log'], run },
      edition: { name: '1', isWhole: false },
    }),
    provider: 'fake',
  });
  const { archive, keep, asked } = keepRig(context, () => page([row('a'), row('lost'), row('b')]));
  const kept = await keep(['s', 'log']);
  assert.deepEqual(asked, ['s/log', 'run a', 'run lost', 'run b']);
  assert.deepEqual([kept.missing.map(({ why }) => why), kept.stopped], [['It is down.'], undefined]);
  const found = await archive.list({ connection: 'c@1', path: ['s', 'log'] }, 10);
  assert.deepEqual(found.runs.map(({ raw }) => raw).toSorted(), ['{"whole":"a"}', '{"whole":"b"}']);
});
