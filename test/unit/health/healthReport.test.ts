import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserHost } from '../../../src/services/host/browser.ts';
import { healthReport, type ConnectionHealth } from '../../../src/services/health/healthReport.ts';

const facts = {
  at: Date.UTC(2026, 10, 24, 12, 0, 0),
  ...{ extension: 'agent-runs 1', vscode: '1.139.1 (desktop)', runtime: 'Node v24', system: 'linux 6 x64' },
  ...{ runsOn: 'this machine', autoRefresh: true, archive: '3 runs', lacks: [] },
};

function sectionsOf(...connections: ConnectionHealth[]): string[] {
  const [, ...sections] = healthReport({ ...facts, connections })
    .trimEnd()
    .split('\n\n## ');
  return sections;
}

const promptfoo: ConnectionHealth = {
  ...{ label: 'Evals', provider: 'promptfoo', address: 'http://localhost:15500/', key: 'none needed' },
  ...{ onDisk: false, canRead: true },
  report: {
    ...{
      origin: 'http://localhost:15500',
      transport: 'undici',
      proxy: undefined,
      proxySource: undefined,
      certificates: 'none',
    },
    last: { at: facts.at - 2000, ms: 12, status: 200, reason: undefined, requestId: undefined },
    hostRefused: false,
  },
  budget: { used: 3, of: 30, overAllWindows: true },
  trouble: undefined,
};

test('a local server needs no key, and says its last answer and what may still be asked', () => {
  assert.deepEqual(sectionsOf(promptfoo)[0]?.split('\n').slice(4), [
    '| Service | promptfoo |',
    '| Address | http://localhost:15500/ |',
    '| API key | none needed |',
    '| Transport | undici |',
    '| Proxy | none |',
    '| Certificates | none: not encrypted |',
    '| Last answer | HTTP 200, 2 s ago |',
    '| Latency | 12 ms |',
    '| Request id | not reported |',
    '| Budget for polling | 27 of 30 requests left in this minute, over all windows |',
    '| Trouble | none |',
  ]);
});

test('a folder of logs is asked for nothing, and its trouble is said', () => {
  const folder: ConnectionHealth = {
    ...{ label: 'Logs', provider: 'Inspect logs', address: 'file:///home/me/logs', key: 'none needed' },
    ...{ onDisk: true, canRead: true, report: undefined, budget: undefined },
    trouble: 'notFound: There is no folder "logs".',
  };
  assert.deepEqual(sectionsOf(folder)[0]?.split('\n').slice(4), [
    '| Service | Inspect logs |',
    '| Address | file:///home/me/logs |',
    '| API key | none needed |',
    '| Read | from disk, and again when its files change: nothing is asked for |',
    '| Trouble | notFound: There is no folder "logs". |',
  ]);
});

test('a folder in a browser is not said to be read, nor to be without trouble', () => {
  const folder: ConnectionHealth = {
    ...{ label: 'Logs', provider: 'Inspect logs', address: 'file:///home/me/logs', key: 'none needed' },
    ...{ onDisk: true, canRead: false, report: undefined, budget: undefined, trouble: undefined },
  };
  const trouble = '| Trouble | Logs is a folder, and a browser cannot read folders of this machine. |';
  assert.deepEqual(sectionsOf(folder)[0]?.split('\n').slice(7), [
    '| Read | not at all in a browser |',
    trouble,
  ]);
  const said = sectionsOf({ ...folder, trouble: 'unavailable: Said before.' })[0];
  assert.match(said ?? '', /\| Trouble \| unavailable: Said before\. \|/);
});

test('the budget is that of this window where windows do not count together', () => {
  const [section = ''] = sectionsOf({ ...promptfoo, budget: { used: 31, of: 30, overAllWindows: false } });
  assert.match(
    section,
    /^\| Budget for polling \| 0 of 30 requests left in this minute, for this window \|$/m,
  );
});

test('a service with a key that nobody has asked yet says so, and no name becomes markup', () => {
  const langwatch: ConnectionHealth = {
    ...{ label: 'a|b [x](y)', provider: 'LangWatch', address: 'https://lw.test/', key: 'missing' },
    ...{ onDisk: false, canRead: true, report: undefined, budget: undefined, trouble: undefined },
  };
  assert.deepEqual(sectionsOf(langwatch)[0]?.split('\n').filter(Boolean), [
    'a\\|b \\[x\\](y)',
    '| | |',
    '| --- | --- |',
    '| Service | LangWatch |',
    '| Address | https://lw.test/ |',
    '| API key | missing |',
    '| Last answer | none: nothing was asked in this window |',
    '| Budget for polling | not used yet |',
    '| Trouble | none |',
  ]);
});

test('what this host cannot do stands in place of how it does it', () => {
  const { lacks } = browserHost();
  const rows = healthReport({ ...facts, lacks, connections: [] })
    .split('\n')
    .filter((line) => line.startsWith('| Archive'));
  assert.deepEqual(rows, [
    '| Archive | In a browser there is no archive: runs are not kept, and there is no search over all transcripts. |',
  ]);
});
