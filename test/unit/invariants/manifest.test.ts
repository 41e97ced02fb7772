/** Ids stand once in the code and once in the manifest, and agree. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withinTime } from '../../../src/services/host/withinTime.ts';
import type { Outcome } from '../../../src/core/run/run.ts';
import { ProviderError } from '../../../src/core/provider/providerError.ts';
import type { Remedy } from '../../../src/core/kit/remedies.ts';
import { outcomeIcons } from '../../../src/core/rows/outcomeIcons.ts';
import { viewOf } from '../../../src/core/rows/rowView.ts';
import type { Row } from '../../../src/core/rows/tree.ts';
import { panelActions } from '../../../src/panel/protocol.ts';
import { cognigy } from '../../../src/providers/cognigy/provider.ts';
import { promptfoo } from '../../../src/providers/promptfoo/provider.ts';
import {
  commandIds,
  runPanelType,
  batchPanelType,
  comparisonPanelType,
  contextKeys,
  documentScheme,
  focusedRow,
  runFileEditors,
  settingsSection,
  trendPanelType,
  mcpProviderId,
  viewId,
} from '../../../src/vscode/ids.ts';
import { filesConnection } from '../../../src/core/provider/runFiles.ts';
import { collectionAt, place, runAt } from '../core/support.ts';
import { makeTurn } from '../../webview/support/runs.ts';
import { ownRules } from '../../../src/services/export/exportPatterns.ts';
import { browserHost } from '../../../src/services/host/browser.ts';
import { manifestText, notInBrowser, readText, sourcesIn } from './sources.ts';

/** A command, or a menu below. */
interface MenuItem {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
  readonly group?: string;
}

interface Manifest {
  readonly main: string;
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly mcpServerDefinitionProviders: readonly { readonly id: string }[];
    readonly colors: readonly {
      readonly id: string;
      readonly defaults: { readonly highContrast: string; readonly highContrastLight: string };
    }[];
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
    }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly submenus: readonly { readonly id: string; readonly label: string }[];
    readonly keybindings?: readonly {
      readonly command: string;
      readonly when?: string;
      readonly args?: unknown;
    }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string }[] };
    readonly viewsWelcome: readonly {
      readonly view: string;
      readonly when: string;
      readonly contents: string;
    }[];
    readonly walkthroughs: readonly {
      readonly id: string;
      readonly when: string;
      readonly steps: readonly {
        readonly id: string;
        readonly description: string;
        readonly media: { readonly svg: string; readonly altText: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
    readonly customEditors: readonly { readonly viewType: string; readonly priority: string }[];
    readonly configuration: {
      readonly properties: Readonly<
        Record<
          string,
          { readonly scope?: string; readonly markdownDescription?: string; readonly order?: number }
        >
      >;
    };
  };
}

const manifest = JSON.parse(manifestText()) as Manifest;
const { contributes } = manifest;
const declared = contributes.commands.map(({ command }) => command);
const menus = [...Object.values(contributes.menus).flat(), ...(contributes.keybindings ?? [])];
const settings = contributes.configuration.properties;
const ui = sourcesIn('src/vscode', 'src/services');

test('the commands are those of the code, each once, and under one category', () => {
  assert.deepEqual(declared, [...commandIds]);
  assert.equal(new Set(declared).size, declared.length);
  assert.deepEqual([...new Set(contributes.commands.map(({ category }) => category))], ['Agent Runs']);
});

test('whatever a panel may ask for is a command', () => {
  const asked = panelActions.map((action) => `agentRuns.${action}`);
  assert.deepEqual(
    asked.filter((id) => !declared.includes(id)),
    [],
  );
});

test('menus, keys and links name declared commands', () => {
  const links = JSON.stringify(contributes).matchAll(/\(command:([\w.]+)\)/g);
  const named = [
    ...menus.filter((item) => !('submenu' in item)).map(({ command }) => command),
    ...Array.from(links, ([, command]) => command),
  ];
  assert.ok(named.length > 30);
  assert.deepEqual(
    named.filter((command) => !declared.includes(command ?? '')),
    [],
  );
});

test('the view and its container', () => {
  assert.deepEqual(
    Object.values(contributes.views)
      .flat()
      .map(({ id }) => id),
    [viewId],
  );
  assert.deepEqual(
    Object.keys(contributes.views),
    contributes.viewsContainers.activitybar.map(({ id }) => id),
  );
  assert.ok(contributes.viewsWelcome.every(({ view }) => view === viewId));
  assert.equal(documentScheme, 'agent-run');
});

test('the MCP server is offered under one id', () => {
  assert.deepEqual(
    contributes.mcpServerDefinitionProviders.map(({ id }) => id),
    [mcpProviderId],
  );
});

test('run files open by double click, other JSON by choice', () => {
  const editors = contributes.customEditors;
  assert.deepEqual(
    editors.map(({ viewType, priority }) => [viewType, priority]),
    [
      [runFileEditors[0], 'default'],
      [runFileEditors[1], 'option'],
    ],
  );
});

test('the program is loaded for each page that VS Code brings back after a reload', () => {
  const pages = [runPanelType, batchPanelType, comparisonPanelType, trendPanelType];
  assert.deepEqual(
    manifest.activationEvents.filter((event) => event.startsWith('onWebviewPanel:')),
    pages.map((type) => `onWebviewPanel:${type}`),
  );
});

test('every id in the sources is one of the contract', () => {
  const known = new Set([...commandIds, viewId, ...Object.values(contextKeys), ...Object.keys(settings)]);
  const others = new Set([
    // The panel's type, a command that VS Code makes for every view, and what is remembered between sessions.
    ...[
      'agentRuns.run',
      'agentRuns.batch',
      comparisonPanelType,
      trendPanelType,
      `${viewId}.focus`,
      'agentRuns.samples',
      'agentRuns.arrangement',
    ],
    ...['agentRuns.keys', 'agentRuns.watched', 'agentRuns.watching', 'agentRuns.files'],
    ...['agentRuns.unfolded', 'agentRuns.keptUpToDate', 'agentRuns.baselines'],
    ...runFileEditors,
    ...contributes.colors.map(({ id }) => id),
    ...contributes.mcpServerDefinitionProviders.map(({ id }) => id),
  ]);
  const unknown = sourcesIn('src').flatMap(({ path, text }) =>
    [...text.matchAll(/agentRuns(?:\.[a-zA-Z]+)+/g)]
      .map(([id]) => id)
      .filter((id) => !known.has(id) && !others.has(id))
      .map((id) => `${path}: ${id}`),
  );
  assert.deepEqual(unknown, []);
});

test('Enter passes the row with the focus, in the words that are asked for again while rows are drawn anew', () => {
  const enter = contributes.keybindings?.find(({ command }) => command === 'agentRuns.enterRow');
  assert.deepEqual(enter?.args, [focusedRow]);
});

test('failures are red in both high-contrast themes, whose own colour for them is not', () => {
  for (const outcome of ['failed', 'errored'] as const) {
    const color = contributes.colors.find(({ id }) => id === outcomeIcons[outcome][1]);
    assert.partialDeepStrictEqual(color?.defaults, { highContrast: '#f48771', highContrastLight: '#b5200d' });
  }
});

test('each setting is read, and what is read is declared', () => {
  const read = ui.flatMap(({ text }) =>
    [...text.matchAll(/\.get<[^>]*>\('([\w.]+)'/g)].map(([, name]) => name),
  );
  const names = new Set(read.map((name) => `${settingsSection}.${name}`));
  for (const name of Object.keys(settings)) assert.ok(names.has(name), `${name} is never read`);
  const file = ui.find(({ path }) => path === 'src/vscode/settings.ts');
  for (const [, name] of file?.text.matchAll(/\.(?:get<[^>]*>|update)\('([\w.]+)'/g) ?? [])
    assert.ok(`${settingsSection}.${name}` in settings, `${name} is not declared`);
});

test('one file touches our settings, and one those of the network', () => {
  const touching = ui.filter(({ text }) => text.includes('getConfiguration(')).map(({ path }) => path);
  assert.deepEqual(touching, ['src/vscode/network.ts', 'src/vscode/settings.ts']);
});

test('what steers where a key goes cannot be set by a workspace', () => {
  const steering = Object.entries(settings).filter(([name]) => /\.(connections|network)\b/.test(name));
  assert.deepEqual(steering.map(([name]) => name).includes('agentRuns.connections'), true);
  for (const [name, { scope }] of steering) assert.equal(scope, 'application', name);
});

/** A row of every kind and condition. */
function everyRow(): Row[] {
  const connection = { id: 'mine', provider: 'cognigy', label: 'Mine', baseUrl: 'https://api.example.com' };
  const outcomes: readonly Outcome[] = [
    'passed',
    'failed',
    'errored',
    'stopped',
    'running',
    'queued',
    'unknown',
  ];
  const fields = (outcome: Outcome) =>
    ({
      passed: { verdict: 'passed' },
      failed: { verdict: 'failed' },
      errored: { error: { message: 'm', technicalDetails: undefined } },
      stopped: { state: 'stopped' },
      running: { state: 'running' },
      queued: { state: 'queued' },
      unknown: {},
    })[outcome] as object;
  const remedies: readonly Remedy[] = [
    'retry',
    'setApiKey',
    'editConnection',
    'openNetworkSettings',
    'trackSimulation',
    'showLog',
  ];
  const error = (remedy: Remedy) =>
    new ProviderError({ reason: 'network', message: 'm', nextStep: 'n', remedy });
  return [
    { kind: 'connection', connection, provider: cognigy },
    { kind: 'connection', connection: { ...connection, id: 'sample-cognigy' }, provider: cognigy },
    { kind: 'connection', connection, provider: promptfoo },
    { kind: 'connection', connection, provider: undefined },
    { kind: 'connection', connection: { ...connection, problem: 'p' }, provider: cognigy },
    { kind: 'connection', connection: filesConnection, provider: undefined },
    { kind: 'run', item: runAt('r', { ref: { connection: filesConnection.id, path: ['f'], run: 'r' } }) },
    { kind: 'collection', item: collectionAt(['s']), judged: undefined },
    { kind: 'collection', item: collectionAt(['t'], { tracked: true }), judged: undefined },
    ...outcomes.map((outcome): Row => ({
      kind: 'run',
      item: runAt('r', { turns: undefined, ...fields(outcome) }),
    })),
    { kind: 'run', item: runAt('r', { turns: [makeTurn('a')] }) },
    ...remedies.map((remedy): Row => ({ kind: 'failure', place, error: error(remedy), stale: false })),
    { kind: 'more', place, loaded: 1, total: 2, note: undefined },
    { kind: 'message', place, text: 'm', clearsFilter: true },
    { kind: 'message', place, text: 'm', clearsFilter: false },
  ];
}

test('a menu below another is declared, has commands, and is where its commands would be', () => {
  const used = menus.flatMap((item) => ('submenu' in item && item.submenu ? [item.submenu] : []));
  assert.deepEqual(
    [...new Set(used)].toSorted(),
    contributes.submenus.map(({ id }) => id),
  );
  assert.deepEqual(
    contributes.menus['agentRuns.copy']?.map(({ command }) => command),
    ['copyRunId', 'copyRunAsMarkdown', 'copyRunLink', 'copyRunAsCurl'].map((name) => `agentRuns.${name}`),
  );
  const namesOf = (menu: string) => contributes.menus[menu]?.map(({ command }) => command);
  assert.deepEqual(namesOf('agentRuns.copyOfPanel'), namesOf('agentRuns.copy'));
});

test('settings stand in an order of their own, which is that of the guide', () => {
  const inOrder = Object.entries(settings).toSorted(([, a], [, b]) => (a.order ?? 0) - (b.order ?? 0));
  assert.deepEqual(
    inOrder.map(([, { order }]) => order),
    inOrder.map((_, i) => i + 1),
  );
  const described = [...readText('docs/guide.md').matchAll(/^\| `(agentRuns\.[\w.]+)`/gm)].map(
    ([, name]) => name,
  );
  assert.deepEqual(
    inOrder.map(([name]) => name),
    described,
  );
});

test('the example of a redaction pattern is right as it is typed in the settings', () => {
  const { markdownDescription = '' } = settings['agentRuns.export.redactionPatterns'] ?? {};
  const [, example = ''] = /`(customer[^`]*)`/.exec(markdownDescription) ?? [];
  assert.equal(example, 'customer-\\d+');
  const [rule] = ownRules({ patterns: [example], withinTime });
  assert.deepEqual(rule?.findAll(['see customer-4711']), [[[4, 17]]]);
});

test('the palette offers no command that has nothing to work on', () => {
  const palette = contributes.menus['commandPalette'] ?? [];
  const whenOf = (command: string) =>
    palette.find((item) => item.command === `agentRuns.${command}`)?.when ?? 'always';
  for (const command of [
    'editConnection',
    'removeConnection',
    'setApiKey',
    'refresh',
    'goToRun',
    'filterRuns',
  ])
    assert.equal(whenOf(command), "agentRuns.state != 'noConnection'", command);
  assert.deepEqual(['unwatch', 'showWatched'].map(whenOf), ['agentRuns.watching', 'agentRuns.watching']);
  assert.equal(whenOf('closeRunFile'), 'agentRuns.filesOpen');
  // Ways in, and what is there without a connection, too.
  for (const command of ['addConnection', 'exploreSamples', 'openRunFile', 'clearAllKeys'])
    assert.equal(whenOf(command), 'always', command);
  assert.equal(whenOf('searchTranscripts'), notInBrowser);
  assert.equal(whenOf('openNetworkSettings'), notInBrowser);
  assert.equal(new Set(palette.map(({ command }) => command)).size, palette.length);
});

test('in a browser no menu offers what needs another host', () => {
  const { lacks } = browserHost();
  const missing = lacks.flatMap(({ commands }) => commands);
  assert.deepEqual(missing, [
    'agentRuns.searchTranscripts',
    'agentRuns.keepRuns',
    'agentRuns.clearArchive',
    'agentRuns.copyMcpConfiguration',
    'agentRuns.openNetworkSettings',
  ]);
  assert.deepEqual(
    missing.filter((command) => !commandIds.some((id) => id === command)),
    [],
  );
  for (const { command, when = '' } of menus)
    assert.equal(missing.includes(command ?? ''), when.includes('!agentRuns.inBrowser'), command);
  // The palette offers whatever no menu says otherwise of.
  const palette = contributes.menus['commandPalette'] ?? [];
  for (const id of missing)
    assert.ok(
      palette.some(({ command, when }) => command === id && when?.endsWith(notInBrowser)),
      id,
    );
  for (const { sentence } of lacks) assert.match(sentence, /^In a browser .*\.$/);
});

test('the filter can be changed and cleared in one action while it is on', () => {
  const shown = (contributes.menus['view/title'] ?? [])
    .filter(({ group = '' }) => group.startsWith('navigation'))
    .filter(({ when = '' }) => !when.includes('!agentRuns.filtered'))
    .map(({ command }) => command);
  for (const command of ['agentRuns.filterRuns', 'agentRuns.clearFilter']) assert.ok(shown.includes(command));
});

test('words that menus look for in a row are words that rows have', () => {
  const contexts = everyRow().map(
    (row) => viewOf(row, { watched: true, hasPage: row.kind === 'run' }).context,
  );
  const clauses = menus.flatMap(({ when }) => [...(when ?? '').matchAll(/viewItem =~ \/(.+?)\//g)]);
  assert.ok(clauses.length > 15);
  for (const [clause, pattern = ''] of clauses)
    for (const alternative of /\(([^)]+)\)/.exec(pattern)?.[1]?.split('|') ?? [pattern]) {
      const word = new RegExp(`\\b${alternative.replaceAll('\\b', '')}\\b`);
      assert.ok(
        contexts.some((context) => word.test(context)),
        `${clause}: ${alternative}`,
      );
    }
});

test('conditions name the context keys of the code, and rows only by viewItem', () => {
  const steps = contributes.walkthroughs.flatMap((each) => each.steps);
  const whens = [
    ...menus.map(({ when }) => when ?? ''),
    ...contributes.viewsWelcome.map(({ when }) => when),
    ...contributes.walkthroughs.map(({ when }) => when),
    ...steps.flatMap(({ completionEvents }) => completionEvents),
  ];
  const keys = whens.flatMap(
    (when) => when.replace(/\/.*?\/|config\.[\w.]+/g, '').match(/agentRuns\.\w+/g) ?? [],
  );
  const known = [...Object.values(contextKeys), viewId, runPanelType, comparisonPanelType];
  assert.deepEqual([...new Set(keys)].sort(), known.sort());
});

test('one walkthrough of four steps, each with a drawing in the colours of the theme and an event that does it', () => {
  const [walkthrough, ...more] = contributes.walkthroughs;
  assert.deepEqual(more, []);
  assert.deepEqual(
    walkthrough?.steps.map(({ id, completionEvents }) => [id, ...completionEvents]),
    [
      ['samples', 'onContext:agentRuns.hasSamples'],
      ['connection', 'onContext:agentRuns.hasConnection'],
      ['compare', 'onContext:agentRuns.compared'],
      ['assistant', 'onContext:agentRuns.askedAssistant'],
    ],
  );
  // VS Code opens the walkthrough of what was just installed, unless its condition is not met before the first use.
  assert.equal(walkthrough.when, 'agentRuns.state');
  for (const { media } of walkthrough.steps) {
    assert.match(readText(media.svg), /var\(--vscode-/);
    assert.doesNotMatch(readText(media.svg), /#[0-9a-f]{3,8}\b|<script|href/i);
    assert.ok(media.altText.length > 20);
  }
});

test('a row never offers what needs more than it has', () => {
  const inline = (context: string) => offered(context, /^inline/);
  const offered = (context: string, groups = /./) =>
    ['view/item/context', 'agentRuns.copy']
      .flatMap((menu) => contributes.menus[menu] ?? [])
      .filter((item) => item.command !== undefined)
      .filter(({ group = '' }) => groups.test(group))
      .filter(({ when }) =>
        [...(when ?? '').matchAll(/(!\()?viewItem =~ \/(.+?)\//g)].every(
          ([, not, pattern = '']) => new RegExp(pattern).test(context) === (not === undefined),
        ),
      )
      .map(({ command = '' }) => command.replace('agentRuns.', ''));
  assert.ok(!offered('run failed').includes('openTranscript'));
  assert.ok(offered('run failed transcript').includes('openTranscript'));
  assert.ok(!offered('connection sample').includes('setApiKey'));
  assert.ok(offered('connection own').includes('setApiKey'));
  assert.ok(!offered('connection own keyless').some((command) => command.endsWith('ApiKey')));
  assert.ok(offered('connection own keyless').includes('removeConnection'));
  assert.ok(offered('collection runs tracked').includes('stopTracking'));
  assert.ok(!offered('collection runs').includes('stopTracking'));
  assert.deepEqual(offered('connection refused'), [
    ...['refreshNode', 'refreshNode', 'editConnection', 'removeConnection', 'showLog'],
    'showConnectionHealth',
  ]);
  assert.ok(offered('failure trackSimulation').includes('trackSimulation'));
  assert.ok(!offered('failure retry').includes('trackSimulation'));
  for (const remedy of ['setApiKey', 'editConnection', 'openNetworkSettings', 'trackSimulation'])
    assert.deepEqual(inline(`failure ${remedy}`), ['refreshNode', remedy, 'showLog']);
  assert.ok(offered('run failed page').includes('openInProvider'));
  assert.ok(!offered('run failed').includes('openInProvider'));
  assert.deepEqual(inline('failure retry'), ['refreshNode', 'showLog']);
  assert.deepEqual(offered('message'), []);
  // A file has no address, no key and no service that could be asked again and again.
  const needService = ['copyRunLink', 'copyRunAsCurl', 'watch', 'setApiKey', 'testConnection'];
  const ofFile = ['run failed file', 'connection file', 'failure retry file', 'collection runs file'];
  for (const context of ofFile)
    assert.deepEqual(
      offered(context).filter((command) => needService.includes(command)),
      [],
      context,
    );
  for (const command of needService)
    assert.ok(
      ['run running', 'connection own', 'failure setApiKey'].some((context) =>
        offered(context).includes(command),
      ),
      command,
    );
  assert.ok(offered('collection runs failed file').includes('closeRunFile'));
  assert.ok(!offered('collection runs failed').includes('closeRunFile'));
});
