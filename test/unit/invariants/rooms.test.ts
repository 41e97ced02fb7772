/** The rooms of the program (docs/development.md: The code): which may know which. A rule that nobody checks is a wish. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modulesIn, type Import, type Module } from './modules.ts';

const sources = modulesIn('src', 'webview');
const ours = (target: string) => /^(src|webview)\//.test(target);

/** `src/vscode/tree/treeItem.ts` -> `tree`; `undefined` for the files that all features share. */
function featureOf(path: string): string | undefined {
  return /^src\/vscode\/([^/]+)\//.exec(path)?.[1];
}

function breaches(of: RegExp, allows: (target: Import, source: Module) => boolean): string[] {
  return sources
    .filter(({ path }) => of.test(path))
    .flatMap((source) =>
      source.imports
        .filter((target) => ours(target.target) && !allows(target, source))
        .map(({ target }) => `${source.path} -> ${target}`),
    );
}

test('services and the host half of the panels know nothing of src/vscode', () => {
  assert.deepEqual(
    breaches(/^src\/(services|panel)\//, ({ target }) => !/^src\/(vscode|extension)/.test(target)),
    [],
  );
});

test('the host half of the panels knows core, services and export', () => {
  assert.deepEqual(
    breaches(/^src\/panel\//, ({ target }) => /^src\/(core|panel|services|export|analysis)\//.test(target)),
    [],
  );
});

/** What puts the features together. */
const composition = new Set(['src/vscode/activation.ts', 'src/vscode/program.ts', 'src/vscode/features.ts']);

test('no feature imports another', () => {
  const alien = ({ target }: Import, { path }: Module) => {
    const feature = featureOf(target);
    return feature === undefined || feature === featureOf(path);
  };
  assert.deepEqual(
    breaches(/^src\/vscode\//, (target, source) => composition.has(source.path) || alien(target, source)),
    [],
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
  assert.deepEqual([...edges.keys()].filter(reachesItself).sort(), []);
});

/** What the host in a browser brings in another form, or not at all: file, and the modules of Node it stands for. */
const needNode: Readonly<Record<string, readonly string[]>> = {
  'src/providers/files/thread.ts': ['node:worker_threads'],
  'src/providers/files/worker.ts': ['node:worker_threads'],
  'src/services/files/diskRanges.ts': [
    ...['node:buffer', 'node:fs', 'node:fs/promises', 'node:path', 'node:url'],
  ],
  'src/services/files/gzipMembers.ts': ['node:buffer', 'node:util', 'node:zlib'],
  'src/services/files/laterZlib.ts': ['node:zlib'],
  'src/services/files/nodeUnpacker.ts': ['node:util', 'node:zlib'],
  'src/services/files/regularFile.ts': ['node:buffer', 'node:fs', 'node:fs/promises'],
  'src/services/files/runFileBytes.ts': ['node:buffer', 'node:util', 'node:zlib'],
  'src/services/host/held.ts': ['node:timers/promises'],
  'src/services/host/node.ts': ['node:os', 'node:process'],
  'src/services/host/withinTime.ts': ['node:vm'],
  'src/services/live/fileLedger.ts': ['node:fs/promises', 'node:path', 'node:timers/promises'],
};

test('what needs Node is named, outside of HTTP, archive, samples, terminal and MCP server', () => {
  const found = sources
    .filter(({ path }) => !/^src\/(http|archive|samples|cli|mcp)\//.test(path))
    .map(({ path, imports }) => [
      path,
      imports.map(({ target }) => target).filter((target) => target.startsWith('node:')),
    ])
    .filter(([, modules]) => modules && modules.length > 0);
  assert.deepEqual(Object.fromEntries(found), needNode);
});

test('and no global of Node that other hosts lack', () => {
  const users = sources
    .filter(({ path }) => !/^src\/(http|archive|samples|cli|mcp)\//.test(path) && !(path in needNode))
    .filter(({ text }) => /\b(?:Buffer\.|setImmediate\(|process\.(?!env\b))/.test(text))
    .map(({ path }) => path);
  assert.deepEqual(users, []);
});

test('nothing that the entry of a browser reaches needs Node', () => {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const reached = new Set(['src/browser.ts']);
  const faults: string[] = [];
  for (const path of reached) {
    const { imports = [], text = '' } = byPath.get(path) ?? {};
    const isProse = path.startsWith('src/samples/data/');
    if (!isProse && /\b(?:Buffer\.|setImmediate\(|process\.(?!env\b))/.test(text))
      faults.push(`${path}: a global`);
    for (const { target, how } of imports) {
      if (how === 'type') continue;
      if (/^(?:node:|undici)/.test(target)) faults.push(`${path} -> ${target}`);
      if (byPath.has(target)) reached.add(target);
    }
  }
  assert.deepEqual(faults, []);
  assert.ok(reached.size > 200, String(reached.size));
});
