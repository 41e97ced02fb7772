/** What a service says of a key, before anything is saved. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProviderClient } from '../../../src/core/provider/provider.ts';
import { ProviderError, type ProviderErrorInit } from '../../../src/core/provider/providerError.ts';
import { refusalSentences } from '../../../src/core/provider/refusals.ts';
import { probeKey } from '../../../src/services/connections/wizard/probe.ts';

const never = new AbortController().signal;

const fails = (init: ProviderErrorInit) => () => Promise.reject(new ProviderError(init));
const refused = (kind: 'unauthorized' | 'forbidden' | 'keySentWrongly' | 'notFound' | 'unavailable') =>
  fails(refusalSentences(kind, { label: 'Shop' }));

function clientWith(parts: Partial<ProviderClient>): ProviderClient {
  const other = () => assert.fail('asked for something else');
  return { list: other, run: other, test: other, ...parts };
}

test('a wrong key is said with the whole sentence', async () => {
  const service = {
    ...refusalSentences('unauthorized', { label: 'Shop' }),
    service: { detail: 'Key expired' },
  };
  const why =
    'Shop did not accept the API key. Set a key that is valid for this address. The service said: Key expired.';
  for (const client of [clientWith({ projects: fails(service) }), clientWith({ test: fails(service) })])
    assert.deepEqual(await probeKey(client, never, never), { kind: 'refused', why });
});

test('a right key that is sent in the wrong way is told from a wrong one', async () => {
  const found = await probeKey(clientWith({ test: refused('keySentWrongly') }), never, never);
  assert.deepEqual(found, {
    kind: 'refused',
    why: 'Shop does not take keys sent in this way. Choose another way to send it, with the button above.',
  });
});

test('who may not list projects may still have a good key', async () => {
  for (const kind of ['forbidden', 'notFound', 'unavailable'] as const) {
    const { kind: found, ...rest } = await probeKey(clientWith({ projects: refused(kind) }), never, never);
    assert.equal(found, 'unlisted');
    assert.match('why' in rest ? rest.why : '', /^Projects cannot be listed: /);
  }
  assert.deepEqual(await probeKey(clientWith({ projects: () => Promise.resolve([]) }), never, never), {
    kind: 'unlisted',
    why: 'The key sees no projects.',
  });
});

test('where there are no projects, a key that lacks a right is wrong, and an outage says nothing of it', async () => {
  assert.equal((await probeKey(clientWith({ test: refused('forbidden') }), never, never)).kind, 'refused');
  assert.equal((await probeKey(clientWith({ test: refused('unavailable') }), never, never)).kind, 'fine');
  assert.equal(
    (await probeKey(clientWith({ test: () => Promise.resolve('ok') }), never, never)).kind,
    'fine',
  );
});

test('the projects are there for the next step', async () => {
  const projects = [{ id: 'p', name: 'Shop' }];
  const found = await probeKey(clientWith({ projects: () => Promise.resolve(projects) }), never, never);
  assert.deepEqual(found, { kind: 'projects', projects });
});

test('a silent service is told from a person who went elsewhere', async () => {
  const untilAborted = (signal: AbortSignal) =>
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new ProviderError({ ...cancelled })));
    });
  const cancelled = { reason: 'aborted', message: 'Cancelled.', nextStep: 'Try again.' } as const;
  const late = new AbortController();
  const waiting = probeKey(clientWith({ projects: untilAborted }), never, late.signal);
  late.abort();
  assert.deepEqual(await waiting, {
    kind: 'unlisted',
    why: 'Projects cannot be listed: no answer came within 20 s.',
  });
  const left = new AbortController();
  const given = probeKey(clientWith({ projects: untilAborted }), left.signal, never);
  left.abort();
  await assert.rejects(given, { name: 'AbortError' });
});
