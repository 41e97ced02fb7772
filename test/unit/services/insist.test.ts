/** Questions that VS Code closes before anybody can have read them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { insist, showInsisting } from '../../../src/vscode/insist.ts';

/** Asks that take so long and are answered so, with a clock that they turn. */
function asking(...answers: readonly (readonly [ms: number, answer: string | undefined])[]) {
  let now = 1_000;
  let asked = 0;
  const ask = () => {
    const [ms, answer] = answers[asked] ?? [0, 'asked too often'];
    asked += 1;
    now += ms;
    return Promise.resolve(answer);
  };
  return { ask, now: () => now, asked: () => asked };
}

test('a question that is closed at once is asked once more', async () => {
  const { ask, now, asked } = asking([80, undefined], [3_000, 'Text']);
  assert.equal(await insist(ask, now), 'Text');
  assert.equal(asked(), 2);
});

test('one that is closed at once again stays closed', async () => {
  const { ask, now, asked } = asking([80, undefined], [80, undefined]);
  assert.equal(await insist(ask, now), undefined);
  assert.equal(asked(), 2);
});

test('one that a person closed, that was answered, or that was never shown is not asked again', async () => {
  const unseen = asking([1, undefined]);
  assert.equal(await insist(unseen.ask, unseen.now), undefined);
  const closed = asking([250, undefined]);
  assert.equal(await insist(closed.ask, closed.now), undefined);
  const answered = asking([10, 'Text']);
  assert.equal(await insist(answered.ask, answered.now), 'Text');
  const empty = asking([10, '']);
  assert.equal(await insist(empty.ask, empty.now), '');
  assert.deepEqual([unseen.asked(), closed.asked(), answered.asked(), empty.asked()], [1, 1, 1, 1]);
});

/** An input that says what happened to it. */
function shownInput(isLeft: () => boolean) {
  const said: string[] = [];
  let now = 0;
  const listeners: (() => void)[] = [];
  const input = {
    show: () => said.push('shown'),
    onDidHide: (listener: () => unknown) => {
      listeners.push(listener);
      return { dispose: () => undefined };
    },
  };
  showInsisting(
    input,
    isLeft,
    () => said.push('gone'),
    () => now,
  );
  const hide = (at: number) => {
    now = at;
    for (const listener of listeners) listener();
  };
  return { said, hide };
}

test('an input that is closed at once is shown once more, and then gone', () => {
  const { said, hide } = shownInput(() => true);
  hide(90);
  assert.deepEqual(said, ['shown', 'shown']);
  hide(180);
  assert.deepEqual(said, ['shown', 'shown', 'gone']);
});

test('an input that a person closed, or that we close ourselves, is gone', () => {
  const left = shownInput(() => true);
  left.hide(250);
  assert.deepEqual(left.said, ['shown', 'gone']);
  const answered = shownInput(() => false);
  answered.hide(90);
  assert.deepEqual(answered.said, ['shown', 'gone']);
});
