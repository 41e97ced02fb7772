import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Remedy } from '../../../src/core/kit/remedies.ts';
import { ProviderError } from '../../../src/core/provider/providerError.ts';
import { actionOf } from '../../../src/core/rows/rowAction.ts';
import type { Row } from '../../../src/core/rows/tree.ts';
import { tooltipOf } from '../../../src/vscode/tree/tooltips.ts';
import { collectionAt, place, runAt } from './support.ts';

function failure(remedy: Remedy): Row {
  const error = new ProviderError({ reason: 'network', message: 'It is down.', nextStep: 'Wait.', remedy });
  return { kind: 'failure', place, error, stale: false };
}

test('a click on a row that says what failed runs what may help against it', () => {
  const actions = (
    ['retry', 'setApiKey', 'editConnection', 'openNetworkSettings', 'trackSimulation', 'showLog'] as const
  ).map((remedy) => {
    const { name, title, about } = actionOf(failure(remedy)) ?? {};
    return `${name}: ${title} (${about})`;
  });
  assert.deepEqual(actions, [
    'refreshNode: Retry (row)',
    'setApiKey: Set API Key... (row)',
    'editConnection: Edit Connection (row)',
    'openNetworkSettings: Open Network Settings (row)',
    'trackSimulation: Track Simulation by Reference... (row)',
    'showLog: Show Log (row)',
  ]);
});

test('the tooltip of such a row says so', () => {
  assert.equal(tooltipOf(failure('setApiKey'), 0), 'It is down.\nWait.\nClick: Set API Key...');
});

test('runs open, more is loaded, a filter that hides everything is cleared; what unfolds only unfolds', () => {
  const name = (row: Row) => actionOf(row)?.name;
  assert.equal(name({ kind: 'run', item: runAt('r') }), 'openRun');
  assert.equal(name({ kind: 'more', place, loaded: 1, total: 2, note: undefined }), 'loadMore');
  assert.equal(name({ kind: 'message', place, text: 'm', clearsFilter: true }), 'clearFilter');
  assert.equal(name({ kind: 'message', place, text: 'm', clearsFilter: false }), undefined);
  assert.equal(name({ kind: 'collection', item: collectionAt(['s']), judged: undefined }), undefined);
});
