/** What every host of VS Code has, in place of Node's own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { once } from '../../../src/core/kit/once.ts';
import { fromBase64Url, joinedBytes, toBase64Url, utf8Length } from '../../../src/core/kit/utf8.ts';
import { nextTurn } from '../../../src/core/kit/yielding.ts';
import { TookTooLong } from '../../../src/core/kit/timeLimit.ts';
import { withinTime } from '../../../src/services/host/withinTime.ts';

test('base64 in letters for URLs goes there and back', () => {
  assert.equal(toBase64Url('>>>?'), 'Pj4-Pw');
  assert.equal(toBase64Url('Zoë 🦜'), 'Wm_DqyDwn6ac');
  assert.equal(fromBase64Url('Wm_DqyDwn6ac'), 'Zoë 🦜');
  assert.equal(fromBase64Url(toBase64Url('{"a":"\u0000"}')), '{"a":"\u0000"}');
  assert.throws(() => fromBase64Url('a'));
});

test('lengths are those of UTF-8, and parts are joined in order', () => {
  assert.deepEqual([utf8Length(''), utf8Length('aë€🦜')], [0, 10]);
  assert.deepEqual([...joinedBytes([Uint8Array.of(1), Uint8Array.of(), Uint8Array.of(2, 3)])], [1, 2, 3]);
});

test('others have their turn between two portions', async () => {
  const order: string[] = [];
  setImmediate(() => order.push('other'));
  await nextTurn();
  await nextTurn();
  order.push('portion');
  assert.deepEqual(order, ['other', 'portion']);
});

test('what takes for ever is stopped, what fails fails as it is, and a result comes back', () => {
  const forever = () => /^(a+)+$/.test(`${'a'.repeat(40)}b`);
  assert.throws(() => withinTime(20, '(a+)+', forever), TookTooLong);
  assert.throws(() => withinTime(1000, '', () => assert.fail('of its own')), /of its own/);
  assert.deepEqual(
    withinTime(1000, '', () => ({ a: undefined })),
    { a: undefined },
  );
});

test('what is made once is made when it is first asked for, and not again; what failed is tried again', () => {
  let made = 0;
  const make = once(() => [++made]);
  assert.equal(made, 0);
  const first = make();
  assert.equal(make(), first);
  assert.equal(made, 1);
  let tries = 0;
  const failing = once(() => {
    if (++tries === 1) throw new Error('not yet');
    return 'there';
  });
  assert.throws(failing, /not yet/);
  assert.equal(failing(), 'there');
});
