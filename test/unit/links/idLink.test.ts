import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idLinkOf, readIdLink } from '../../../src/services/links/idLink.ts';

const run = { connection: 'sample-cognigy', path: ['scenario:1', 'simulation:2'], run: 'run-3' };
const place = { connection: 'shop@ab12', path: ['scenario:ü%2F', 'simulation:a&b#c'] };
const turn = undefined;

/** As VS Code hands an address over: its parts are decoded once. */
function opened(link: string) {
  const { pathname, search, hash } = new URL(link.replace(/^[\w-]+:/, 'https:'));
  return readIdLink(pathname, decodeURIComponent(search.slice(1)), decodeURIComponent(hash.slice(1)));
}

test('a link by id can be read, and leads back', () => {
  const link = idLinkOf('vscode', run);
  assert.equal(
    link,
    'vscode://agent-run-inspector.agent-run-inspector/open?id=sample-cognigy/scenario:1/simulation:2%23run-3',
  );
  assert.deepEqual(opened(link), { topic: { kind: 'run', ref: run }, turn });
  assert.deepEqual(opened(idLinkOf('vscode', run, undefined, 4)), {
    topic: { kind: 'run', ref: run },
    turn: 4,
  });
  assert.deepEqual(opened(idLinkOf('vscodium', place)), { topic: { kind: 'place', place }, turn });
});

test('a link by two ids leads to their comparison', () => {
  const second = { ...run, run: 'r/4 %#&' };
  assert.deepEqual(opened(idLinkOf('vscode', run, second)), {
    topic: { kind: 'runs', runs: [run, second] },
    turn,
  });
  assert.deepEqual(opened(idLinkOf('vscode', place, { ...place, path: ['x'] })), {
    topic: { kind: 'batches', before: place, now: { ...place, path: ['x'] } },
    turn,
  });
});

test('an id whose # was not escaped is read all the same, as assistants forget it', () => {
  assert.deepEqual(readIdLink('/open', 'id=a/b', 'r'), {
    topic: { kind: 'run', ref: { connection: 'a', path: ['b'], run: 'r' } },
    turn,
  });
  assert.deepEqual(readIdLink('/open', 'id=a/b', 'r&turn=2'), {
    topic: { kind: 'run', ref: { connection: 'a', path: ['b'], run: 'r' } },
    turn: 1,
  });
});

test('anything else is no link by id', () => {
  for (const query of [
    ...[
      '',
      'id=',
      'id=a//b',
      'id=a#b#c',
      'id=a&x=1',
      'x=1&id=a',
      'id=a%',
      'id=a#b&turn=x',
      'id=a#b&with=a/b',
    ],
    ...['id=a#b&turn=12345678', `id=${'a'.repeat(7000)}`, 'with=a#b', 'id=a&with='],
  ])
    assert.equal(readIdLink('/open', query, ''), undefined, query);
  assert.equal(readIdLink('/run', 'id=a#b', ''), undefined);
  assert.equal(readIdLink('/open', 'id=a#b&turn=0', '')?.turn, undefined);
});

test('whatever the ids hold, a link leads back to them or is none', () => {
  let seed = 7;
  const random = (below: number) => (seed = (seed * 1103515245 + 12345) % 2 ** 31) % below;
  const letters = [
    'a',
    'b',
    '1',
    ...':/#?&=%+@.-_ \'"<>()!*~'.split(''),
    'ü',
    '漢',
    '😀',
    '\u202e',
    '\u0007',
    '\n',
    '%23',
    '\ud800',
  ];
  const word = () => Array.from({ length: 1 + random(12) }, () => letters[random(letters.length)]).join('');
  for (let round = 0; round < 2000; round++) {
    const ref = { connection: word(), path: Array.from({ length: random(4) }, word), run: word() };
    const read = opened(idLinkOf('vscode', ref, undefined, random(9)));
    assert.deepEqual(read?.topic, { kind: 'run', ref }, JSON.stringify(ref));
  }
});

test('no text at all makes the reader of links throw', () => {
  let seed = 11;
  const random = (below: number) => (seed = (seed * 1103515245 + 12345) % 2 ** 31) % below;
  for (let round = 0; round < 5000; round++) {
    const text = Array.from({ length: random(40) }, () =>
      String.fromCharCode(random(round % 2 ? 128 : 65536)),
    );
    assert.doesNotThrow(() => readIdLink('/open', `id=${text.join('')}`, text.join('')));
  }
});
