import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withinTime } from '../../../src/services/host/withinTime.ts';
import type { Block } from '../../../src/core/run/blocks.ts';
import { find } from '../../../src/panel/run/find.ts';
import { partText } from '../../../src/panel/run/parts.ts';
import { timelineOf, turnPage } from '../../../src/panel/run/turns.ts';
import type { TurnView } from '../../../src/panel/run/views.ts';
import { makeRun, makeTurn } from '../../webview/support/runs.ts';

const text = (words: string): Block => ({ kind: 'text', text: words });
const thought = (words: string): Block => ({ kind: 'reasoning', text: words });
const data = (value: number): Block => ({ kind: 'data', data: { n: value } });
const call = (name: string): Block => ({ kind: 'toolCall', name, callId: undefined, arguments: undefined });

function turnOf(blocks: readonly Block[]) {
  const spoken = blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []));
  return makeTurn(spoken.length === 0 ? undefined : spoken.join('\n\n'), { blocks });
}

function viewOf(blocks: readonly Block[]): TurnView | undefined {
  const turns = [turnOf(blocks)];
  return turnPage({ turns }, timelineOf(turns), 0, 1)[0];
}

/** Each piece as `kind number words`. */
function piecesOf(blocks: readonly Block[]): string[] {
  return (viewOf(blocks)?.pieces ?? []).map((piece) =>
    [piece.kind, piece.nth ?? '-', piece.kind === 'card' ? piece.card.title : piece.text.text].join(' '),
  );
}

describe('a turn on the page', () => {
  it('is in the order of its data, each piece with its number among its kind', () => {
    const blocks = [text('First look.'), call('ls'), thought('Hm.'), data(1), text('Then say.'), call('cat')];
    assert.deepEqual(piecesOf([...blocks, data(2), data(3)]), [
      'said 0 First look.',
      'card 0 ls()',
      'thought - Hm.',
      'data 0 {"n":1}',
      'said 1 Then say.',
      'card 1 cat()',
      'data 1 [{"n":2},{"n":3}]',
    ]);
  });

  it('joins neighbours, and needs no number for what is the only one', () => {
    assert.deepEqual(piecesOf([thought('A'), thought('B'), text('C'), text('D'), data(1)]), [
      'thought - A\n\nB',
      'said - C\n\nD',
      'data - {"n":1}',
    ]);
  });

  it('gives each piece its own text, and without a number all of the turn', () => {
    const run = makeRun({ turns: [turnOf([text('One.'), data(1), text('Two.'), thought('X'), data(2)])] });
    const at = (of: 'turnText' | 'turnThought' | 'turnData', card?: number) =>
      partText(run, { of, index: 0, card });
    assert.deepEqual([at('turnText', 0), at('turnText', 1), at('turnText', 2)], ['One.', 'Two.', undefined]);
    assert.deepEqual([at('turnText'), at('turnThought')], ['One.\n\nTwo.', 'X']);
    assert.deepEqual([at('turnData', 0), at('turnData', 1)], ['{"n":1}', '{"n":2}']);
    assert.equal(at('turnData'), '[{"n":1},{"n":2}]');
  });

  it('is searched in the same order, by the same numbers', () => {
    const run = makeRun({ turns: [turnOf([text('a x'), call('x'), text('x b'), thought('x')])] });
    const { hits } = find(
      run,
      { text: 'x', matchCase: false, wholeWord: false, regex: false },
      { withinTime },
    );
    assert.deepEqual(
      hits.map(({ of, card, at }) => [of, card, ...at]),
      [
        ['turnText', 0, 0, 2, 3],
        ['turnCall', 0, 0, 0, 1],
        ['turnText', 1, 0, 0, 1],
        ['turnThought', undefined, 0, 0, 1],
      ],
    );
  });

  it('of more than 400 pieces says what it says first, once', () => {
    const blocks = Array.from({ length: 300 }, (_, i) => [text(`w${i}`), call(`t${i}`)]).flat();
    const pieces = viewOf(blocks)?.pieces ?? [];
    assert.equal(pieces.length, 201);
    assert.ok(pieces[0]?.kind === 'said');
    assert.equal(pieces[0].text.text.split('\n\n').length, 300);
    const run = makeRun({ turns: [turnOf(blocks)] });
    const { hits } = find(
      run,
      { text: 'w299', matchCase: false, wholeWord: false, regex: false },
      { withinTime },
    );
    assert.deepEqual([hits[0]?.of, hits[0]?.card], ['turnText', undefined]);
  });
});
