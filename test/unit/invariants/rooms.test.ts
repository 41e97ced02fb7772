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

test('no feature imports another', () => {
  const alien = ({ target }: Import, { path }: Source) => {
    const feature = featureOf(target);
    return feature === undefined || feature === featureOf(path);
  };
  assert.deepEqual(
    breaches(
      /^src\/vscode\//,
      (target, source) => source.path === 'src/vscode/program.ts' || alien(target, source),
    ),
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
