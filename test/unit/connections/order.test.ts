/** The setting `agentRuns.connections` keeps its order. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withConnection } from '../../../src/services/connections/connectionSettings.ts';

const entry = (id: string, label = id) => ({
  id,
  provider: 'cognigy',
  label,
  baseUrl: 'https://api.example.com',
});

test('a connection that is changed stays where it stands', () => {
  const setting = [entry('a'), 'a note', entry('b'), entry('c')];
  assert.deepEqual(withConnection(setting, entry('a', 'Shop')), [
    entry('a', 'Shop'),
    'a note',
    entry('b'),
    entry('c'),
  ]);
  assert.deepEqual(withConnection(setting, entry('b', 'Shop')), [
    entry('a'),
    'a note',
    entry('b', 'Shop'),
    entry('c'),
  ]);
  assert.deepEqual(withConnection(setting, entry('d')), [...setting, entry('d')]);
});

test('of several entries with its id, which count for nothing, one is left', () => {
  assert.deepEqual(withConnection([entry('a', '1'), entry('b'), entry('a', '2')], entry('a', '3')), [
    entry('a', '3'),
    entry('b'),
  ]);
});
