/** Calls and their results, in one card each. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Block } from '../../../src/core/run/blocks.ts';
import { imageAddress } from '../../../src/core/run/image.ts';
import { cardTitle, toolCards, toolText } from '../../../src/core/run/toolCards.ts';

const call = (name: string, sent?: string, callId?: string): Block => ({
  ...{ kind: 'toolCall', name, arguments: sent, callId },
});
const result = (content: string | undefined, callId?: string, name?: string, isError = false): Block => ({
  ...{ kind: 'toolResult', callId, name, content, isJson: false, isError },
});
const turn = (...blocks: Block[]) => ({ blocks });
const textsOf = (...turns: { blocks: Block[] }[]) => turns.map((_, index) => toolText(turns, index));

test('calls stand with their own results, whatever the order, and errors say that they are', () => {
  const blocks = [
    call('a', '{}', '1'),
    call('b', '{"x":1}', '2'),
    result('second', '2'),
    result('no such file', '1', undefined, true),
    result('of nobody'),
  ];
  assert.deepEqual(textsOf({ blocks }), ['a()\n→ Error: no such file\nb(x: 1)\n→ second\n→ of nobody']);
  assert.deepEqual(textsOf(turn(result(undefined))), ['→ nothing was returned']);
  assert.deepEqual(textsOf(turn(), turn({ kind: 'text', text: 'Hello.' })), [undefined, undefined]);
});

test('a result that comes turns later stands at its call, and its own turn says where', () => {
  const turns = [
    turn(call('getBooking', '{"reference":"BN2H4S"}', 'c1'), call('getWeather', '{}', 'c2')),
    turn({ kind: 'text', text: 'One moment.' }),
    turn(result('sunny', 'c2')),
    turn(result('confirmed', 'c1', 'getBooking')),
  ];
  assert.deepEqual(textsOf(...turns), [
    'getBooking(reference: "BN2H4S")\n→ confirmed\ngetWeather()\n→ sunny',
    undefined,
    'Result of getWeather: see turn 1',
    'Result of getBooking: see turn 1',
  ]);
  const [card] = toolCards(turns, 0);
  assert.equal(card?.kind === 'call' && card.resultTurn, 3);
});

test('without ids, a result belongs to the call of the same name in its turn or the one before that used tools', () => {
  assert.deepEqual(
    textsOf(
      turn(call('a'), call('b')),
      turn({ kind: 'text', text: 'Wait.' }),
      turn(result('of b', undefined, 'b'), result('of a', undefined, 'a')),
    ),
    ['a()\n→ of a\nb()\n→ of b', undefined, 'Result of b: see turn 1\nResult of a: see turn 1'],
  );
  assert.deepEqual(textsOf(turn(call('a')), turn(call('b')), turn(result('late', undefined, 'a'))), [
    'a()',
    'b()',
    'a → late',
  ]);
});

test('an id that is used again pairs in order, and a result never answers a call that comes later', () => {
  assert.deepEqual(
    textsOf(
      turn(result('early', 'x')),
      turn(call('a', '{"n":1}', 'x')),
      turn(result('first', 'x')),
      turn(call('a', '{"n":2}', 'x')),
      turn(result('second', 'x')),
    ),
    [
      '→ early',
      'a(n: 1)\n→ first',
      'Result of a: see turn 2',
      'a(n: 2)\n→ second',
      'Result of a: see turn 4',
    ],
  );
});

test('the cards of a turn are made once, however many there are and however often they are asked for', () => {
  const turns = [turn(...Array.from({ length: 1000 }, (_, i) => call(`tool${i}`)))];
  const cards = toolCards(turns, 0);
  assert.equal(cards.length, 1000);
  assert.equal(toolCards(turns, 0), cards);
});

test('an image is shown from its data alone, and only pixels', () => {
  const image = { kind: 'media', mediaKind: 'image', size: 3, altText: 'a lamp' } as const;
  const png = { ...image, mediaType: 'image/png', data: 'iVBORw0KGgo_-w==' };
  assert.equal(imageAddress(png), 'data:image/png;base64,iVBORw0KGgo/+w==');
  assert.equal(imageAddress({ ...png, mediaType: undefined }), 'data:image/png;base64,iVBORw0KGgo/+w==');
  for (const other of [
    { ...png, mediaType: 'image/svg+xml' },
    { ...png, data: 'iVBO"onerror=' },
    { ...png, data: undefined, address: 'https://evil.example/x.png' },
    { ...png, mediaKind: 'audio', mediaType: 'audio/wav' } as const,
    { ...png, mediaType: undefined, data: 'AAAA' },
    { ...png, data: 'A'.repeat(9 * 1024 * 1024) },
  ])
    assert.equal(imageAddress(other), undefined);
  assert.equal(cardTitle({ kind: 'media', media: png }), 'image/png, 3 B: a lamp');
});
