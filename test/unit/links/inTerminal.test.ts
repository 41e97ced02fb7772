import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foundIn, idsPossibleIn } from '../../../src/services/links/inTerminal.ts';

const known = {
  hasConnection: (id: string) => id === 'sample-cognigy' || id === 'src',
  hasRun: (id: string) => id === '895cc549b584c9d75885e786' || id === 'run-17',
};
const found = (line: string) =>
  foundIn(line, known).map(({ start, length, target }) => [line.slice(start, start + length), target]);

test('an id as exports and assistants write it leads to its run or batch', () => {
  const id = 'sample-cognigy/scenario:1/simulation:2#run-3';
  assert.deepEqual(found(`  FAILED ${id}: not met`), [[id, { kind: 'id', id }]]);
  assert.deepEqual(found('see sample-cognigy/scenario:1.'), [
    ['sample-cognigy/scenario:1', { kind: 'id', id: 'sample-cognigy/scenario:1' }],
  ]);
});

test('the bare id of a known run leads to it, any other does not', () => {
  assert.deepEqual(found('{"id":"895cc549b584c9d75885e786","x":"995cc549b584c9d75885e786"}'), [
    ['895cc549b584c9d75885e786', { kind: 'run', id: '895cc549b584c9d75885e786' }],
  ]);
  assert.deepEqual(found('run-17 run-18'), [['run-17', { kind: 'run', id: 'run-17' }]]);
});

test('a link of ours leads where it says, whichever editor it was made in', () => {
  const rest = '/open?id=sample-cognigy/scenario:1%23r&turn=5';
  const link = `vscodium://agent-run-inspector.agent-run-inspector${rest}`;
  assert.deepEqual(found(`<${link}>`), [[link, { kind: 'link', rest }]]);
  assert.deepEqual(found(`(vscode://agent-run-inspector.agent-run-inspector/run?at=eyJ9-_)`), [
    [
      'vscode://agent-run-inspector.agent-run-inspector/run?at=eyJ9-_',
      { kind: 'link', rest: '/run?at=eyJ9-_' },
    ],
  ]);
});

test('paths, addresses and links of others are left to the terminal', () => {
  for (const line of [
    ...['src/index.ts:12:3', 'src/vscode/ids.ts', '/home/me/src/a', 'https://example.com/sample-cognigy'],
    ...['vscode://agent-run-inspector.evil/run?at=x', 'sample-cognigy', 'nobody/scenario:1#r'],
  ])
    assert.deepEqual(found(line), [], line);
});

test('what may be an id of a run is looked up, what cannot is not', () => {
  assert.deepEqual(
    idsPossibleIn(
      'run 895cc549b584c9d75885e786: 2026 failed at src/a1.ts in 123456789 ms, again 895cc549b584c9d75885e786',
    ),
    ['895cc549b584c9d75885e786'],
  );
  assert.deepEqual(idsPossibleIn('only words, nothing else'), []);
  assert.deepEqual(idsPossibleIn('eval-2026-11-22T10:00:00.'), ['eval-2026-11-22T10:00:00']);
});

test('a line of any length is looked at in no time, and no text makes it throw', () => {
  const start = performance.now();
  for (const part of [
    'sample-cognigy/a:',
    'vscode://agent-run-inspector.agent-run-inspector/',
    '#',
    'a/',
    ':',
    '%',
    'x',
  ])
    assert.ok(foundIn(part.repeat(200_000), known).length <= 20);
  assert.ok(performance.now() - start < 5000);
});
