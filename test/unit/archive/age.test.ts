/** Age counts by looks at the services, not by the clock, and nobody loses most of the archive unasked. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Run } from '../../../src/core/run/run.ts';
import { collectionAt } from '../core/support.ts';
import { batch, openRig, openSession, saidRun, temporaryFolder, trail } from './support.ts';

const day = 86_400_000;
const year = 365 * day;
const start = 1000 * day;

function runs(count: number, name = 'r'): Run[] {
  return Array.from({ length: count }, (_, i) => saidRun(`${name}${i}`, [`word ${i}`], { minute: i }));
}

test('a clock that is years ahead removes nothing, and after a look with it a person is asked', (context) => {
  const folder = temporaryFolder(context);
  const before = openSession(context, { folder, now: start });
  before.keep(runs(120), start);
  before.session.close();
  const retention = { days: 365 };
  const ahead = openSession(context, { folder, retention, now: start + 3 * year });
  assert.equal(ahead.session.status().runs, 120);
  ahead.maintain();
  assert.deepEqual([ahead.session.status().runs, ahead.questions], [120, []]);
  ahead.keep(runs(1, 'new'), start + 3 * year);
  ahead.session.close();
  const looked = openSession(context, { folder, retention, now: start + 3 * year });
  looked.session.status();
  looked.maintain();
  assert.equal(looked.session.status().runs, 121);
  assert.deepEqual(looked.questions, [
    { why: 'age', due: 120, runs: 121, limit: 365, before: start + 2 * year },
  ]);
});

test('asked once a day by one window; kept is kept for good; removed is removed', (context) => {
  const folder = temporaryFolder(context);
  const retention = { days: 30 };
  const window = (now: number) => {
    const rig = openSession(context, { folder, retention, now });
    rig.session.status();
    rig.maintain();
    return rig;
  };
  const first = window(start);
  first.keep(runs(50), start);
  first.keep(runs(40, 'later'), start + 100 * day);
  const now = start + 100 * day;
  assert.equal(window(now).questions.length, 1);
  assert.equal(window(now + day / 2).questions.length, 0);
  const again = window(now + 2 * day);
  assert.equal(again.questions.length, 1);
  again.session.decide({ question: again.questions[0]!, answer: 'keep' });
  again.maintain();
  assert.equal(window(now + 9 * day).questions.length, 0);
  assert.equal(again.session.status().runs, 90);
  again.keep(runs(5, 'latest'), start + 200 * day);
  const last = window(start + 200 * day);
  assert.deepEqual(
    last.questions.map(({ due, runs: all }) => [due, all]),
    [[40, 95]],
  );
  last.session.decide({ question: last.questions[0]!, answer: 'remove' });
  last.maintain();
  assert.equal(last.session.status().runs, 55);
  assert.ok(last.session.run({ ...batch, run: 'r0' }), 'what was to be kept');
  assert.equal(last.session.run({ ...batch, run: 'later0' }), undefined);
});

test('few runs before a leap of the clock are asked for, too; few that grew old one by one are not', (context) => {
  for (const [name, between, expected] of [
    ['leap', [], 60],
    ['day by day', [5, 10, 15, 20, 25, 30, 35, 40], 58],
  ] as const) {
    const { session, keep, maintain, questions } = openSession(context, {
      retention: { days: 30 },
      now: start + 50 * day,
    });
    keep(runs(10), start);
    for (const days of between) keep(runs(1, `at${days}-`), start + days * day);
    keep(runs(50 - between.length, 'new'), start + 50 * day);
    maintain();
    // Twelve are due: those of day 0, 5, 10 and 15; day 20 is thirty days before the newest look.
    assert.equal(questions.length, name === 'leap' ? 1 : 0, name);
    assert.equal(session.status().runs, name === 'leap' ? expected : 60 - 13, name);
  }
});

test('runs grow old by looks that found collections alone', (context) => {
  const { session, keep, maintain, questions } = openSession(context, {
    retention: { days: 30 },
    now: start + 40 * day,
  });
  keep(runs(5), start);
  keep(runs(6, 'new'), start + 20 * day);
  const collection = collectionAt(['scenario:s'], { connection: 'shop' });
  session.keep({ runs: [], collections: [{ collection, seenAt: start + 40 * day }], seen: [] });
  maintain();
  assert.deepEqual(questions, [{ why: 'age', due: 5, runs: 11, limit: 30, before: start + 10 * day }]);
});

test('a limit of the size that would remove most of it asks first', (context) => {
  const folder = temporaryFolder(context);
  const first = openSession(context, { folder });
  const noise = (i: number) =>
    Array.from({ length: 900 }, (_, at) => ((i * 7919 + at * 104_729) % 1_000_003).toString(36)).join(' ');
  first.keep(Array.from({ length: 300 }, (_, i) => saidRun(`r${i}`, [noise(i)], { minute: i })));
  first.session.close();
  const second = openSession(context, { folder, retention: { megabytes: 0.5 } });
  second.session.status();
  second.maintain();
  assert.equal(second.session.status().runs, 300);
  assert.deepEqual(
    second.questions.map(({ why, runs: all, limit }) => [why, all, limit]),
    [['size', 300, 0.5]],
  );
  second.session.decide({ question: second.questions[0]!, answer: 'later' });
  second.maintain();
  assert.equal(second.session.status().runs, 300);
  second.session.decide({ question: second.questions[0]!, answer: 'remove' });
  second.maintain();
  assert.ok(second.session.status().runs < 150);
});

test('the question comes to whoever is there to ask, and the answer back to the worker', async (context) => {
  const folder = temporaryFolder(context);
  const retention = { days: 365, megabytes: 1000 };
  const first = openRig(context, { folder, retention });
  first.archive.keep(runs(20), trail);
  await first.archive.dispose();
  const next = openRig(context, { folder, retention, now: () => Date.now() + 2 * year });
  next.archive.keep(runs(1, 'new'), trail);
  await next.archive.dispose();
  // The window before has asked already, and nobody was there to answer.
  const last = openRig(context, { folder, retention, now: () => Date.now() + 2 * year + 2 * day });
  assert.equal((await last.archive.status()).runs, 21);
  // The worker takes its messages one after the other.
  for (let i = 0; i < 5; i++) await last.archive.status();
  assert.equal((await last.archive.status()).runs, 21, 'while nobody is asked, nothing goes');
  const asked: number[] = [];
  last.archive.onQuestion(({ due }) => {
    asked.push(due);
    return Promise.resolve('remove');
  });
  while ((await last.archive.status()).runs > 1);
  assert.deepEqual(asked, [20]);
});
