/** The rooms of the program (README: The code): which may know which. A rule that nobody checks is a wish. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourcesIn, type Import, type Source } from './sources.ts';

const sources = sourcesIn('src', 'webview');
const ours = (target: string) => /^(src|webview)\//.test(target);

/** `src/vscode/tree/treeItem.ts` -> `tree`; `undefined` for the files that all features share. */
function featureOf(path: string): string | undefined {
  return /^src\/vscode\/([^/]+)\//.exec(path)?.[1];
}

function breaches(of: RegExp, allows: (target: Import, source: Source) => boolean): string[] {
  return sources
    .filter(({ path }) => of.test(path))
    .flatMap((source) =>
      source.imports
        .filter((target) => ours(target.target) && !allows(target, source))
        .map(({ target }) => `${source.path} -> ${target}`),
    );
}

/** Still to be taken apart; these lists only shrink. */
const servicesThatKnowVscode: readonly string[] = [
  'src/services/archiving/lazyArchive.ts -> src/vscode/app.ts',
  'src/services/archiving/lazyArchive.ts -> src/vscode/archive/openArchiving.ts',
  'src/services/connections/connections.ts -> src/vscode/settings.ts',
  'src/services/connections/lazyHttp.ts -> src/vscode/log.ts',
  'src/services/connections/lazyHttp.ts -> src/vscode/network.ts',
  'src/services/files/runFiles.ts -> src/vscode/app.ts',
  'src/services/files/runFiles.ts -> src/vscode/files/openRunFiles.ts',
  'src/services/files/runFiles.ts -> src/vscode/files/openRunFiles.ts',
  'src/services/files/runFiles.ts -> src/vscode/files/runFileEditor.ts',
  'src/services/files/runFiles.ts -> src/vscode/files/runFileEditor.ts',
  'src/services/live/refresh.ts -> src/vscode/app.ts',
  'src/services/live/refresh.ts -> src/vscode/live/watch.ts',
  'src/services/live/refreshLazily.ts -> src/vscode/app.ts',
];
const featuresThatMeet: readonly string[] = [
  'src/vscode/app.ts -> src/vscode/documents/lazyDocuments.ts',
  'src/vscode/app.ts -> src/vscode/tree/refreshNote.ts',
  'src/vscode/app.ts -> src/vscode/tree/runTree.ts',
  'src/vscode/app.ts -> src/vscode/tree/runsView.ts',
  'src/vscode/register.ts -> src/vscode/copy/copyOpenLink.ts',
  'src/vscode/targets.ts -> src/vscode/tree/runTree.ts',
  'src/vscode/connections/connectionCommands.ts -> src/vscode/archive/clear.ts',
  'src/vscode/copy/copyRun.ts -> src/vscode/export/exportRedaction.ts',
  'src/vscode/copy/copyRun.ts -> src/vscode/export/exportRun.ts',
  'src/vscode/copy/copyRun.ts -> src/vscode/runs/runCommands.ts',
  'src/vscode/export/exportTargets.ts -> src/vscode/runs/runCommands.ts',
  'src/vscode/files/saveRun.ts -> src/vscode/export/exportFile.ts',
  'src/vscode/files/saveRun.ts -> src/vscode/runs/runCommands.ts',
  'src/vscode/health/health.ts -> src/vscode/archive/clear.ts',
  'src/vscode/tree/runTreeView.ts -> src/vscode/files/runFileDrop.ts',
];
const filesInCircles: readonly string[] = [
  'src/providers/files/provider.ts',
  'src/providers/files/source.ts',
  'src/services/archiving/lazyArchive.ts',
  'src/services/connections/clients.ts',
  'src/services/connections/connections.ts',
  'src/services/connections/lazyClients.ts',
  'src/services/files/runFiles.ts',
  'src/services/live/refresh.ts',
  'src/services/live/refreshLazily.ts',
  'src/vscode/app.ts',
  'src/vscode/archive/openArchiving.ts',
  'src/vscode/files/runFileEditor.ts',
  'src/vscode/live/watch.ts',
  'src/vscode/tree/runTree.ts',
  'src/vscode/tree/treeItem.ts',
];

test('services and the host half of the panels know nothing of src/vscode', () => {
  assert.deepEqual(
    breaches(/^src\/(services|panel)\//, ({ target }) => !/^src\/(vscode|extension)/.test(target)),
    servicesThatKnowVscode,
  );
});

test('the host half of the panels knows core, services and export', () => {
  assert.deepEqual(
    breaches(/^src\/panel\//, ({ target }) => /^src\/(core|panel|services|export|analysis)\//.test(target)),
    [],
  );
});

test('no feature imports another', () => {
  const alien = ({ target }: Import, { path }: Source) => {
    const feature = featureOf(target);
    return feature === undefined || feature === featureOf(path);
  };
  const program = /^src\/vscode\/(program|handlers)\.ts$/;
  assert.deepEqual(
    breaches(/^src\/vscode\//, (target, source) => program.test(source.path) || alien(target, source)),
    featuresThatMeet,
  );
});

test('no cycles, counting types', () => {
  const edges = new Map(
    sources.map(({ path, imports }) => [path, imports.map(({ target }) => target).filter(ours)]),
  );
  const reachesItself = (start: string): boolean => {
    const reached = new Set<string>();
    const waiting = [...(edges.get(start) ?? [])];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next === start) return true;
      if (reached.has(next)) continue;
      reached.add(next);
      waiting.push(...(edges.get(next) ?? []));
    }
    return false;
  };
  assert.deepEqual([...edges.keys()].filter(reachesItself).sort(), filesInCircles);
});
