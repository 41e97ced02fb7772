/** The archive in a real extension host: its own SQLite, the shipped worker, the tree's own rows. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { openArchive } from '../../src/archive/main.ts';
import manifest from '../../package.json' with { type: 'json' };
import type { Run } from '../../src/core/run/run.ts';
import { Signal } from '../../src/core/kit/signal.ts';
import { RunStore } from '../../src/core/store/store.ts';
import { defaultView, type ViewOptions } from '../../src/core/rows/view.ts';
import type { Http } from '../../src/http/http.ts';
import { createHttp } from '../../src/http/main.ts';
import { cognigy } from '../../src/providers/cognigy/provider.ts';
import { promptingCompany } from '../../src/providers/promptingCompany/provider.ts';
import { startSampleService, type SampleService } from '../../src/samples/main.ts';
import { keepRuns } from '../../src/services/archiving/keepRuns.ts';
import { OwnArchive } from '../../src/services/archiving/ownArchive.ts';
import { clearSampleRuns } from '../../src/services/archiving/sampleRuns.ts';
import { Visible } from '../../src/services/visible.ts';
import { clearArchive } from '../../src/vscode/archive/clear.ts';
import type { ArchiveNeeds } from '../../src/vscode/archive/needs.ts';
import type { TreeNode } from '../../src/vscode/tree/node.ts';
import { FailureGroups } from '../../src/services/failureGroups.ts';
import { KeptTrails } from '../../src/services/keptTrails.ts';
import { RunTree } from '../../src/vscode/tree/runTree.ts';
import { waitFor } from '../support/workbench/waitFor.ts';

const providers = [cognigy, promptingCompany];
const extension = vscode.extensions.getExtension(`${manifest.publisher}.${manifest.name}`);

describe('The archive in a real extension host', () => {
  const { showWarningMessage } = vscode.window;
  let folder = '';
  let http: Http;
  let service: SampleService;
  let found: Run;
  const settings = { on: true, days: undefined, megabytes: 1000 };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'archive-host-'));
    http = createHttp({
      clock: { now: Date.now, delay: (ms, stop) => delay(ms, undefined, { signal: stop }) },
      random: Math.random,
      log: () => undefined,
    });
    service = await startSampleService();
  });
  after(async () => {
    Object.assign(vscode.window, { showWarningMessage });
    await http.close();
    await service.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  /** A window over the same folder: store, tree and archive as the program builds them. */
  function openWindow() {
    const changed = new Signal<void>();
    const of = (id: string) => service.connections.find((each) => each.id === id);
    const connections = {
      all: () => service.connections,
      get: of,
      pinned: () => [],
      providerOf: ({ provider }: { provider: string }) => providers.find(({ id }) => id === provider),
      onDidChange: changed.on,
    };
    const archive = new OwnArchive({
      ...{ connections, providers },
      settings: { archive: () => settings, onDidChange: changed.on },
      open: (options) =>
        Promise.resolve(
          openArchive({
            ...options,
            folder: join(folder, 'archive'),
            worker: join(extension?.extensionPath ?? '', 'dist', 'archive-worker.js'),
          }),
        ),
      pageSize: () => 200,
      view: () => defaultView,
      now: Date.now,
      defect: (where, error) => assert.fail(`${where}: ${String(error)}`),
    });
    const store = new RunStore({
      client: async (id) => {
        const connection = of(id)!;
        const own = {
          origin: service.origin,
          auth: 'apiKey',
          key: () => Promise.resolve(service.key),
        } as const;
        return connections.providerOf(connection)!.connect(connection, http.connect({ ...own, label: id }));
      },
      pageSize: () => 200,
      view: () => defaultView,
      grouping: () => 'task',
      label: (id) => of(id)?.label,
      pinned: () => [],
      archive,
      now: Date.now,
    });
    const trails = new KeptTrails({
      archive,
      grouping: () => 'task',
      isFiltered: () => false,
      outdated: [archive.onDidClose],
    });
    const tree = new RunTree({
      ...{
        store,
        connections,
        visible: new Visible(),
        trails,
        unfolded: { has: (key: string) => key === 'sample-cognigy' },
      },
      groups: new FailureGroups(),
      baselines: { of: () => undefined, onDidChange: new Signal<void>().on },
      arrangement: { options: defaultView, onDidChange: new Signal<ViewOptions>().on },
      watched: { has: () => false, onDidChange: new Signal<void>().on },
      ready: () => Promise.resolve(true),
      now: Date.now,
    });
    const keeping = keepRuns(archive, store);
    const needs = { archive, store } as unknown as ArchiveNeeds;
    const close = async () => {
      keeping.dispose();
      store.dispose();
      await archive.dispose();
    };
    return { needs, store, tree, archive, changed, close };
  }

  /** Unfolds everything and returns what the rows say. */
  async function rowsOf(tree: RunTree, node?: TreeNode): Promise<string[]> {
    const rows: string[] = [];
    for (const child of await tree.getChildren(node)) {
      const item = tree.getTreeItem(child);
      rows.push(`${typeof item.label === 'string' ? item.label : ''} | ${String(item.description)}`);
      if (item.collapsibleState !== vscode.TreeItemCollapsibleState.None)
        rows.push(...(await rowsOf(tree, child)));
    }
    return rows;
  }

  it('keeps what is browsed, and finds it by what was said', async () => {
    const { tree, store, archive, close } = openWindow();
    const rows = await rowsOf(tree);
    assert.equal(
      rows.some((row) => row.includes('archived')),
      false,
    );
    const kept = (await archive.get())!.archive;
    await kept.flush();
    const { runs, turns } = await kept.status();
    assert.ok(runs > 90 && turns > 300, `${runs} runs, ${turns} turns`);
    const run = store
      .loadedRuns()
      .find((each): each is Run => each.kind === 'run' && (each.turns?.length ?? 0) > 5);
    assert.ok(run?.turns?.[3]?.text);
    found = run;
    const phrase = `"${run.turns[3].text.split(/\s+/).slice(0, 6).join(' ').replaceAll('"', '')}"`;
    const signal = new AbortController().signal;
    const { hits } = await kept.search({ text: phrase, filters: {}, limit: 500 }, signal);
    const hit = hits.find(({ ref }) => ref.run === run.ref.run);
    assert.deepEqual([hit?.match?.where, hit?.ref.connection], ['turn', 'sample-cognigy']);
    await close();
  });

  it('shows it without the service, each row marked, under the reason', async () => {
    await service.close();
    const { tree, store, close } = openWindow();
    const rows = await rowsOf(tree);
    const archived = rows.filter((row) => / · archived (just now|\d)/.test(row) || /\| archived/.test(row));
    assert.ok(archived.length > 100, rows.slice(0, 20).join('\n'));
    // Outcome and trail of scenarios, and of the connection, from the archive alone.
    const trail = /passed.* · before: [\d.]+ %, [\d.]+ %.* · archived just now/;
    assert.match(rows.find((row) => row.startsWith('Refund policy dispute')) ?? '', trail);
    const [cognigy, other] = await tree.getChildren();
    assert.ok(cognigy && other);
    const item = tree.getTreeItem(cognigy);
    assert.match(
      String(item.description),
      /^\d+\/\d+ passed.* · before: .* · archived just now · made-up data$/,
    );
    assert.equal(item.collapsibleState, vscode.TreeItemCollapsibleState.Expanded, 'as it was left');
    assert.equal(tree.getTreeItem(other).collapsibleState, vscode.TreeItemCollapsibleState.Collapsed);
    const run = await store.load(found.ref, new AbortController().signal);
    assert.ok(run.kind === 'run' && run.archived);
    assert.deepEqual(run.turns, found.turns);
    assert.equal(run.raw(), found.raw());
    await waitFor('the failures', () => store.listings().every(({ failure }) => failure) || undefined);
    const again = await rowsOf(tree);
    assert.ok(
      again.some((row) => row.includes('Showing what is archived.')),
      again.slice(0, 9).join('\n'),
    );
    await close();
  });

  it('reads and writes nothing while it is off, and shows its rows again when it is on', async () => {
    const { archive, tree, store, changed, close } = openWindow();
    await rowsOf(tree);
    settings.on = false;
    changed.fire();
    assert.equal(await archive.get(), undefined);
    const isShown = () => store.listings().some((each) => each.archived.items.length > 0);
    await waitFor('no archived rows', () => !isShown() || undefined);
    assert.equal(store.peek(found.ref), undefined);
    settings.on = true;
    changed.fire();
    await waitFor('archived rows', () => isShown() || undefined);
    await close();
  });

  it('lets go of the samples with the samples, and of everything when it is cleared', async () => {
    const { needs, archive, close } = openWindow();
    const kept = (await archive.get())!.archive;
    kept.keep([{ ...found, ref: { ...found.ref, connection: 'shop@1' } }], ['Shop', 'a', 'b']);
    await clearSampleRuns(kept, ['sample-cognigy', 'sample-promptingCompany']);
    const { connections } = await kept.facets();
    assert.deepEqual(
      connections.map(({ connection }) => connection),
      ['shop@1'],
    );
    const asked: string[] = [];
    Object.assign(vscode.window, {
      showWarningMessage: (text: string, _options: unknown, button: string) => {
        asked.push(text);
        return Promise.resolve(button);
      },
    });
    await clearArchive(needs);
    assert.equal(asked.length, 1);
    assert.match(asked[0] ?? '', /^Remove 1 archived run \([\d.]+ [KM]B\) from this machine\?$/);
    assert.equal((await kept.status()).runs, 0);
    await close();
  });

  it('finds a sample run from outside, and opens it', async () => {
    await vscode.commands.executeCommand('agentRuns.exploreSamples');
    await vscode.commands.executeCommand('agentRuns.openRun', found.ref);
    await tabOf(/./);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    void vscode.commands.executeCommand('agentRuns.searchTranscripts', { query: '', in: 'Cognigy' });
    // Nothing tells from outside when the results are there: accepting before that does nothing.
    await waitFor('its tab', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return tabs().length > 0 || undefined;
    });
    assert.ok(tabs()[0]?.input instanceof vscode.TabInputWebview);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);

  const tabOf = (label: RegExp): Promise<vscode.Tab> =>
    waitFor(`the tab ${String(label)}`, () => tabs().find((each) => label.test(each.label)));
});
