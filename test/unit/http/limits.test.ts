import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLimiter } from '../../../src/http/limits.ts';

const idle = new AbortController().signal;

/** Tasks that end when told to, and the order in which they began. */
function tasks() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const task = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
  };
  return { begun, task, end: (name: string) => ends.get(name)?.() };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('createLimiter', () => {
  it('lets the others wait in the order they came, for each key by itself', async () => {
    const limiter = createLimiter(2);
    const { begun, task, end } = tasks();
    const all = ['a', 'b', 'c', 'd'].map((name) => limiter.run('one', idle, task(name)));
    const other = limiter.run('two', idle, task('x'));
    assert.deepEqual(begun, ['a', 'b', 'x']);
    end('b');
    await settle();
    assert.deepEqual(begun, ['a', 'b', 'x', 'c']);
    end('a');
    await settle();
    assert.deepEqual(begun, ['a', 'b', 'x', 'c', 'd']);
    for (const name of ['c', 'd', 'x']) end(name);
    assert.deepEqual(await Promise.all([...all, other]), ['a', 'b', 'c', 'd', 'x']);
  });

  it('lets one leave the queue, whose place the next one takes', async () => {
    const limiter = createLimiter(1);
    const { begun, task, end } = tasks();
    const controller = new AbortController();
    const first = limiter.run('one', idle, task('a'));
    const second = limiter.run('one', controller.signal, task('b'));
    const third = limiter.run('one', idle, task('c'));
    controller.abort();
    await assert.rejects(second, { name: 'AbortError' });
    end('a');
    await first;
    await settle();
    assert.deepEqual(begun, ['a', 'c']);
    end('c');
    assert.equal(await third, 'c');
  });

  it('gives the place back when a task fails', async () => {
    const limiter = createLimiter(1);
    await assert.rejects(
      limiter.run('one', idle, () => Promise.reject(new Error('no'))),
      { message: 'no' },
    );
    assert.equal(await limiter.run('one', idle, () => Promise.resolve(1)), 1);
  });

  it('does not begin what is aborted already', async () => {
    const limiter = createLimiter(1);
    const { begun, task } = tasks();
    await assert.rejects(limiter.run('one', AbortSignal.abort(), task('a')), { name: 'AbortError' });
    assert.deepEqual(begun, []);
  });
});
