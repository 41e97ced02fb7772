/** A comparison of runs: which one is the reference, what is told, and what follows a change. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { defaultSettings } from '../../../../src/analysis/settings.ts';
import type { Run } from '../../../../src/core/run/run.ts';
import type { ComparisonHostMessage, RunsSubject } from '../../../../src/panel/comparison/protocol.ts';
import { RunsSession } from '../../../../src/panel/comparison/runsSession.ts';
import { fakeSource, makeCriterion, makeRef, makeRun, makeTurn } from '../../../webview/support/runs.ts';

const hello = 'Hello, how can I help you today?';
const asked = 'Please tell me the number of your order.';
const offered = 'I offer you a full refund of it right away.';

function talk(id: string, verdict: 'passed' | 'failed', said: string): Run {
  return makeRun({
    ...{ ref: makeRef(id), title: `Run ${id}`, verdict },
    turns: [makeTurn(hello), makeTurn(said)],
    criteria: [
      makeCriterion('Order Located', { met: verdict === 'passed' ? 'met' : 'notMet' }),
      makeCriterion('Polite', { met: 'met' }),
    ],
  });
}

const failed = talk('3', 'failed', offered);
const passed = talk('7', 'passed', asked);
const other = talk('9', 'passed', asked);

function rig(runs: readonly Run[], more: Partial<RunsSubject> = {}, held: readonly Run[] = runs) {
  const source = fakeSource(...held);
  const sent: ComparisonHostMessage[] = [];
  const titles: string[] = [];
  const refs = runs.map(({ ref }) => ref);
  const subject = { kind: 'runs', runs: refs, chosen: false, threshold: undefined, atSplit: false } as const;
  const session = new RunsSession(
    { ...subject, ...more },
    {
      ...{ source, settings: () => defaultSettings },
      post: (message) => sent.push(message),
      onDidShow: (title) => titles.push(title),
      slicing: { now: () => 0, pause: () => Promise.resolve() },
    },
  );
  session.ready(undefined);
  const shown = () => {
    const last = sent.findLast((message) => message.type === 'runs');
    assert.ok(last, JSON.stringify(sent));
    return last;
  };
  const letters = () => shown().view.runs.map(({ letter, title }) => `${letter} ${title}`);
  return { source, sent, titles, session, shown, letters, settle };
}

/** What the session does needs no clock: it is over after a few turns. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await setImmediate();
}

test('two runs are held against the first one: facts and criteria that differ, and where they part', async () => {
  const { sent, settle, shown, letters, titles } = rig([failed, passed]);
  assert.equal(sent[0]?.type, 'loading');
  await settle();
  const { view, rows } = shown();
  assert.deepEqual(letters(), ['A Run 3', 'B Run 7']);
  assert.equal(titles.at(-1), 'Run 3 · Run 7');
  assert.deepEqual(
    view.facts.filter(({ differs }) => differs).map(({ name, values }) => [name, ...values]),
    [
      ['Outcome', 'failed', 'passed'],
      ['Verdict', 'failed', 'passed'],
    ],
  );
  assert.deepEqual(
    view.criteria.map(({ name, differs }) => [name, differs]),
    [
      ['Order Located', true],
      ['Polite', false],
    ],
  );
  assert.deepEqual([view.splits[0]?.level, view.splits[0]?.row, view.splitRow], ['wording', 1, 1]);
  assert.deepEqual(
    rows.map(({ cells, parts }) => [cells[0]?.text, cells[1]?.text, parts]),
    [
      [hello, hello, ''],
      [offered, asked, 'B'],
    ],
  );
});

test('of three, the most typical one that passed is the reference, unless a person chose', async () => {
  const free = rig([failed, passed, other]);
  const chosen = rig([failed, passed, other], { chosen: true });
  await free.settle();
  assert.deepEqual(free.letters(), ['A Run 7', 'B Run 3', 'C Run 9']);
  assert.deepEqual(chosen.letters(), ['A Run 3', 'B Run 7', 'C Run 9']);
});

test('a run that is chosen later becomes the reference, and stays it; one that is not compared changes nothing', async () => {
  const { session, settle, letters, sent } = rig([failed, passed, other]);
  await settle();
  session.referTo({ ...other.ref });
  await settle();
  assert.deepEqual(letters(), ['A Run 9', 'B Run 7', 'C Run 3']);
  assert.deepEqual([session.subject.chosen, session.subject.runs[0]], [true, other.ref]);
  const told = sent.length;
  session.referTo(makeRef('77'));
  await settle();
  assert.equal(sent.length, told);
  session.retry();
  await settle();
  assert.deepEqual(letters(), ['A Run 9', 'B Run 7', 'C Run 3']);
});

test('the page names the reference by the number that it knows the run by', async () => {
  const { session, settle, letters, shown } = rig([failed, passed]);
  await settle();
  const [, second] = shown().view.runs;
  assert.deepEqual(session.find(second?.key ?? -1), passed.ref);
  session.setReference(second?.key ?? -1);
  await settle();
  assert.deepEqual(letters(), ['A Run 7', 'B Run 3']);
});

test('the threshold says from where on two turns say another thing', async () => {
  const { session, settle, shown } = rig([failed, passed]);
  await settle();
  session.setThreshold(0);
  await settle();
  assert.deepEqual([shown().view.threshold, shown().view.splits[0]?.level], [0, 'none']);
  assert.equal(session.subject.threshold, 0);
});

test('a run that cannot be loaded is named, and the others are compared; without two there is nothing', async () => {
  const three = rig([failed, passed, other], {}, [failed, passed]);
  await three.settle();
  assert.deepEqual(three.letters(), ['A Run 7', 'B Run 3']);
  assert.match(three.shown().view.notes.join(), /^A run could not be loaded: /);
  const one = rig([failed, passed], {}, [failed]);
  await one.settle();
  const last = one.sent.at(-1);
  assert.ok(last?.type === 'failed');
  assert.equal(last.title, 'Run 3');
});

test('a run that goes on is aligned anew; a change of something else is not told', async () => {
  const { source, settle, shown, sent } = rig([failed, passed]);
  await settle();
  const told = sent.length;
  source.put(talk('100', 'passed', asked));
  await settle();
  assert.equal(sent.length, told);
  source.put(talk('7', 'passed', offered));
  await settle();
  assert.deepEqual([shown().view.splits[0]?.level, shown().view.splitRow], ['none', undefined]);
});
