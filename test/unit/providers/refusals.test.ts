/** Bodies of refusals: what every service has, and what only one of them knows. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  finerKind,
  kindOfCode,
  kindOfStatus,
  refusalIn,
  refusalSentences,
} from '../../../src/core/provider/refusals.ts';
import { readRefusal as cognigy } from '../../../src/providers/cognigy/refusals.ts';
import { readRefusal as promptingCompany } from '../../../src/providers/promptingCompany/refusals.ts';
import { promptingCompany as promptingCompanyProvider } from '../../../src/providers/promptingCompany/provider.ts';
import { makeRun } from '../../webview/support/runs.ts';

test('the fields of RFC 9457 are read flat and wrapped, and an error that is a text is its detail', () => {
  const words = { title: 'Not Found', detail: 'No such run', code: '1002', traceId: 't-1' };
  const flat = { title: 'Not Found', detail: 'No such run', code: 1002, traceId: 't-1' };
  assert.deepEqual(refusalIn(flat).words, words);
  assert.deepEqual(refusalIn({ error: flat }).words, words);
  assert.equal(refusalIn({ error: 'broken' }).words.detail, 'broken');
  assert.equal(refusalIn({ message: 'not now', details: { missingScopes: ['a'] } }).missingScopes, undefined);
});

test("Cognigy's own numbers", () => {
  const kinds = [1002, '1008', 8001, 1005, 'x'].map((code) => cognigy({ code }).kind);
  assert.deepEqual(kinds, ['notFound', 'unavailable', 'timeout', undefined, undefined]);
});

test("The Prompting Company's words, scopes and times", () => {
  const kindOf = (code: string, message = '') => promptingCompany({ code, message }).kind;
  assert.equal(kindOf('FORBIDDEN', 'public_api_only'), 'notForKeys');
  assert.equal(kindOf('UNAUTHORIZED', 'auth_method_not_allowed'), 'keySentWrongly');
  assert.equal(kindOf('maintenance_mode'), 'maintenance');
  assert.equal(kindOf('LIVE_INDEX_NOT_FOUND'), 'notFound');
  assert.equal(kindOf('HUH'), undefined);
  const details = { missingScopes: ['runs:read', 7, 'tasks:read'], resetAt: '2026-01-02T03:05:05Z' };
  const reading = promptingCompany({ code: 'FORBIDDEN', details });
  assert.deepEqual(reading.missingScopes, ['runs:read', 'tasks:read']);
  assert.deepEqual([reading.kind, reading.resetAt], ['missingScopes', Date.UTC(2026, 0, 2, 3, 5, 5)]);
  assert.equal(promptingCompany({ details: { resetAt: 'soon', missingScopes: 'all' } }).resetAt, undefined);
});

test('a status and a name of HTTP say the same to every service', () => {
  assert.deepEqual(['404', 'gone', 'TOO_MANY_REQUESTS', '503', '200', 'HUH', undefined].map(kindOfCode), [
    'notFound',
    'gone',
    'rateLimited',
    'unavailable',
    undefined,
    undefined,
    undefined,
  ]);
});

test('a body may refine what the status says, and never says another thing', () => {
  assert.equal(finerKind(kindOfStatus(403), 'missingScopes'), 'missingScopes');
  assert.equal(finerKind(kindOfStatus(503), 'maintenance'), 'maintenance');
  assert.equal(finerKind(kindOfStatus(410), 'notFound'), 'gone');
  assert.equal(finerKind(kindOfStatus(401), 'notForKeys'), 'unauthorized');
  assert.equal(finerKind(kindOfStatus(500), 'unauthorized'), 'unavailable');
});

test('without a label it is the service', () => {
  assert.equal(refusalSentences('unauthorized').message, 'The service did not accept the API key.');
  assert.equal(refusalSentences('forbidden').message, 'The API key may not see this.');
  assert.equal(
    refusalSentences('forbidden', { label: 'Shop' }).message,
    'The API key of Shop may not see this.',
  );
});

test('the command that prints a transcript holds nothing that a shell reads otherwise', () => {
  const commandOf = (run: string) =>
    promptingCompanyProvider.transcriptCommand?.(makeRun({ ref: { connection: 'c', path: [], run } }));
  assert.equal(commandOf('run_7-a'), 'tpc --format json sim run logs run_7-a > run_7-a.json');
  for (const id of ['a b', '$(rm)', '-rf', 'a;b', 'a"b', '']) assert.equal(commandOf(id), undefined);
});
