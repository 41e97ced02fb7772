/** Facts in archives that were written before runs had them as data. */
import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { migrate, migrations } from '../../../src/archive/store/migrations.ts';
import { pack, unpack } from '../../../src/archive/store/packing.ts';
import { readFacets, readListing } from '../../../src/archive/store/reading.ts';
import { tagsOf } from '../../../src/archive/store/tags.ts';

test('the models of older archives can still be chosen, and their words in the index still mean them', (context) => {
  const database = new DatabaseSync(':memory:');
  context.after(() => database.close());
  migrate(database, migrations.slice(0, 1));
  database.exec(`
    INSERT INTO place (id, key, connection, trail) VALUES (1, '["shop","s"]', '"shop"', '["Shop"]');
    INSERT INTO run (id, connection, key, place, provider, title, outcome, seen_at, model, turns, hash)
      VALUES (1, '"shop"', '"a"', 1, '"cognigy"', '"Run a"', 'passed', 0, '"gpt-4"', 0, x'00'),
             (2, '"shop"', '"b"', 1, '"cognigy"', '"Run b"', 'passed', 0, NULL, 0, x'00');
    INSERT INTO located (place, run) VALUES (1, 1), (1, 2);
  `);
  migrate(database);
  assert.deepEqual(readFacets(database).facts, { model: ['gpt-4'] });
  const of = { places: [], provider: 'cognigy', outcome: 'passed', unmet: [] } as const;
  const [before, after] = [[], [['model', 'gpt-4'] as const]].map((facts) => tagsOf({ ...of, facts }));
  // sha256 of ["model","gpt-4"], as version 1 wrote it.
  assert.deepEqual(after?.slice(2), ['\ue000ad40ef404a971997a593']);
  assert.equal(before?.length, 2);
});

test('texts that were packed without facts have none', () => {
  const old = { title: 'Run a', summary: '', error: '', criteria: [], turns: ['Hello'] };
  const { packing, rawBytes, data } = pack('{}', { ...old, facts: ['x'] });
  assert.deepEqual(unpack({ packing, rawBytes, data }).texts().facts, ['x']);
  const without = pack('{}', old as never);
  assert.deepEqual(unpack(without).texts(), { ...old, facts: [] });
});

test('a collection that was kept before it named its icon has a plain one', (context) => {
  const database = new DatabaseSync(':memory:');
  context.after(() => database.close());
  migrate(database);
  const kept = {
    ...{ kind: 'collection', connection: 'shop', path: ['s'], noun: 'Scenario', title: 'Orders' },
    ...{ holds: 'runs', facts: [], rest: {} },
  };
  database
    .prepare('INSERT INTO collection (key, parent, connection, seen_at, data) VALUES (?, ?, ?, 0, ?)')
    .run('["shop","s"]', '["shop"]', '"shop"', JSON.stringify(kept));
  const [found] = readListing(database, { connection: 'shop', path: [] }, 10).collections;
  assert.deepEqual([found?.collection.icon, found?.collection.expects], ['checklist', []]);
});
