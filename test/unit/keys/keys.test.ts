import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeyStore, type KeyTrouble } from '../../../src/services/connections/keys.ts';
import { FakeMemento, FakeSecrets } from './support.ts';

const shop = { id: 'shop', provider: 'cognigy', label: 'Shop', baseUrl: 'https://api.example/testing' };
const name = 'apiKey:v1:cognigy:shop:https://api.example';
const settled = () => new Promise((resolve) => setImmediate(resolve));

function rig(secrets = new FakeSecrets(), memory = new FakeMemento()) {
  const keys = new KeyStore(secrets, memory);
  const troubles: KeyTrouble[] = [];
  const changes: true[] = [];
  keys.onDidMeetTrouble((trouble) => troubles.push(trouble));
  keys.onDidChange(() => changes.push(true));
  return { secrets, memory, keys, troubles, changes };
}

test('a key is stored under provider, connection and origin, and found nowhere else', async () => {
  const { keys, secrets } = rig();
  assert.equal(await keys.set(shop, 'k1'), true);
  assert.deepEqual([...secrets.stored], [[name, 'k1']]);
  assert.equal(await keys.get({ ...shop, baseUrl: 'https://api.example:443/other' }), 'k1');
  for (const other of [
    { ...shop, baseUrl: 'https://evil.example/testing' },
    { ...shop, baseUrl: 'http://api.example/testing' },
    { ...shop, baseUrl: 'https://api.example:8443/testing' },
    { ...shop, id: 'other' },
    { ...shop, provider: 'promptingCompany' },
    { ...shop, baseUrl: 'nonsense' },
  ])
    assert.equal(await keys.get(other), undefined, JSON.stringify(other));
});

test('an address without a scheme is the one that requests go to, and two hosts never share a key', async () => {
  const { keys } = rig();
  await keys.set({ ...shop, baseUrl: 'api.example:8443' }, 'k1');
  assert.equal(await keys.get({ ...shop, baseUrl: 'https://api.example:8443/x' }), 'k1');
  for (const baseUrl of ['evil.example:8443', 'mailto:a@evil.example', 'nonsense one', 'nonsense two', ''])
    assert.equal(await keys.get({ ...shop, baseUrl }), undefined, baseUrl);
  await keys.set({ ...shop, baseUrl: 'nonsense one' }, 'k2');
  assert.equal(await keys.get({ ...shop, baseUrl: 'nonsense two' }), undefined);
});

test('each read is fresh: another window may have replaced or removed the key', async () => {
  const { keys, secrets, troubles, changes } = rig();
  await keys.set(shop, 'k1');
  changes.length = 0;
  secrets.fromElsewhere(name, 'k2');
  await settled();
  assert.equal(await keys.get(shop), 'k2');
  secrets.fromElsewhere(name, undefined);
  await settled();
  assert.equal(await keys.get(shop), undefined);
  assert.deepEqual([changes.length, troubles], [2, []]);
});

test('a storage that throws is told once, and the key of this session is used', async () => {
  const { keys, secrets, troubles } = rig();
  await keys.set(shop, 'k1');
  secrets.broken = true;
  assert.deepEqual([await keys.get(shop), await keys.get(shop)], ['k1', 'k1']);
  assert.deepEqual(troubles, ['unreadable']);
  assert.equal(await keys.set(shop, 'k2'), false);
  assert.equal(await keys.get(shop), 'k2');
});

test('a storage that forgets is told once, and the key of this session is used', async () => {
  const { keys, secrets, troubles } = rig();
  await keys.set(shop, 'k1');
  secrets.stored.clear();
  assert.deepEqual([await keys.get(shop), await keys.get(shop)], ['k1', 'k1']);
  assert.deepEqual(troubles, ['forgotten']);
});

test('a storage that lives in memory alone is noticed in the next session', async () => {
  const memory = new FakeMemento();
  await rig(new FakeSecrets(), memory).keys.set(shop, 'k1');
  const { keys, troubles } = rig(new FakeSecrets(), memory);
  assert.deepEqual([await keys.get(shop), await keys.get(shop)], [undefined, undefined]);
  assert.deepEqual(troubles, ['forgotten']);
  assert.deepEqual(rig(new FakeSecrets(), memory).troubles, []);
});

test('a key that was cleared is not missed', async () => {
  const { keys, troubles } = rig();
  await keys.set(shop, 'k1');
  await keys.clear(shop);
  assert.equal(await keys.get(shop), undefined);
  assert.deepEqual(troubles, []);
});

test('all keys go, also those that removed connections left behind, and nobody else loses a secret', async () => {
  const { keys, secrets } = rig();
  await keys.set(shop, 'k1');
  secrets.stored.set('apiKey:v1:cognigy:gone:https://old.example', 'k0');
  secrets.stored.set('something else', 's');
  assert.deepEqual(await keys.clearAll([shop]), { count: 2, all: true });
  assert.deepEqual([...secrets.stored.keys()], ['something else']);
  assert.equal(await keys.get(shop), undefined);
});

test('where keys cannot be listed, those of known connections go', async () => {
  const { keys, secrets } = rig();
  secrets.unlistable = true;
  await keys.set(shop, 'k1');
  assert.deepEqual(await keys.clearAll([shop]), { count: 1, all: true });
  assert.equal(secrets.stored.size, 0);
});

test('what cannot be removed is said', async () => {
  const { keys, secrets } = rig();
  await keys.set(shop, 'k1');
  secrets.undeletable = true;
  assert.equal((await keys.clearAll([shop])).all, false);
});

test('what is remembered over sessions holds no key', async () => {
  const { keys, memory } = rig();
  await keys.set(shop, 'canary-key');
  assert.deepEqual(memory.values, new Map([['agentRuns.keys', [name]]]));
});
