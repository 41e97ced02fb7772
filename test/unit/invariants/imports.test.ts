/** Imports run one way. A rule that nobody checks is a wish. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modulesIn, type Import, type Module } from './modules.ts';

const sources = modulesIn('src', 'webview');

/** `file -> target` for every import that the rule does not allow. */
function breaches(of: RegExp, allows: (target: Import, source: Module) => boolean): string[] {
  return sources
    .filter(({ path }) => of.test(path))
    .flatMap((source) =>
      source.imports
        .filter((target) => !allows(target, source))
        .map(({ target }) => `${source.path} -> ${target}`),
    );
}

const within = (...folders: readonly string[]) => {
  return ({ target }: Import) => folders.some((folder) => target.startsWith(folder));
};

test('there is something to check', () => {
  assert.ok(sources.length > 100);
  const store = sources.find(({ path }) => path === 'src/core/store/store.ts');
  assert.deepEqual(
    store?.imports.find(({ target }) => target === 'src/core/kit/signal.ts'),
    { target: 'src/core/kit/signal.ts', how: 'value', names: ['Signal'] },
  );
  const hows = sources.flatMap(({ imports }) => imports.map(({ how }) => how));
  for (const how of ['value', 'type', 'lazy']) assert.ok(hows.filter((each) => each === how).length > 5, how);
});

test('the core imports nothing but itself', () => {
  assert.deepEqual(breaches(/^src\/core\//, within('src/core/')), []);
});

test('exports know the core alone, and those of analyses what they carry out', () => {
  assert.deepEqual(breaches(/^src\/export\/(?!analysis\/)/, within('src/core/', 'src/export/')), []);
  const carried = within('src/core/', 'src/export/', 'src/analysis/');
  assert.deepEqual(breaches(/^src\/export\/analysis\//, carried), []);
});

test('the analysis knows the core alone, so that a worker, a terminal and an assistant can use it', () => {
  assert.deepEqual(breaches(/^src\/analysis\//, within('src/core/', 'src/analysis/')), []);
});

test('providers know the core, what providers share, their own folder, and of HTTP its types', () => {
  // Large files are read in a thread of their own.
  const threads = ['src/providers/files/thread.ts', 'src/providers/files/worker.ts'];
  const allowed = (target: Import, { path }: Module) =>
    (target.target === 'node:worker_threads' && threads.includes(path)) ||
    // Parts of a provider may have folders of their own.
    (target.target.startsWith('src/providers/inspect/zip/') && path.startsWith('src/providers/inspect/')) ||
    within('src/core/', path.replace(/[^/]*$/, ''))(target) ||
    /^src\/providers\/(blocks\/)?[^/]+\.ts$/.test(target.target) ||
    target.target === 'zod/mini' ||
    (target.how === 'type' && target.target.startsWith('src/http/'));
  assert.deepEqual(breaches(/^src\/providers\//, allowed), []);
});

test('what providers share knows no provider', () => {
  assert.deepEqual(
    breaches(
      /^src\/providers\/(blocks\/[^/]+\.ts|(?!all\.ts)[^/]+\.ts$)/,
      ({ target }) => !/^src\/providers\/((?!blocks\/)[^/]+\/|all\.ts)/.test(target),
    ),
    [],
  );
});

test('HTTP knows the core, Node and undici', () => {
  assert.deepEqual(breaches(/^src\/http\//, within('src/core/', 'src/http/', 'node:', 'undici')), []);
});

test('the archive knows the core and Node', () => {
  assert.deepEqual(breaches(/^src\/archive\//, within('src/core/', 'src/archive/', 'node:')), []);
  const worker = sources.filter(({ path }) => /^src\/archive\/(store\/|worker\.ts)/.test(path));
  assert.ok(worker.length > 5);
});

test('only HTTP knows undici', () => {
  assert.deepEqual(
    breaches(/^(?!src\/http\/)/, ({ target }) => !/^undici(\/|$)/.test(target)),
    [],
  );
});

test('only src/vscode knows VS Code; services and the host half of the panels know its types', () => {
  assert.deepEqual(
    breaches(
      /^(?!src\/vscode\/|src\/(?:browser|extension)\.ts$)/,
      ({ target, how }, { path }) =>
        target !== 'vscode' || (how === 'type' && /^src\/(services|panel)\//.test(path)),
    ),
    [],
  );
});

test('HTTP, samples and archive are loaded when they are first needed; providers are known to nobody', () => {
  const allowed = ({ target, how }: Import) =>
    !target.startsWith('src/providers/') &&
    (!/^src\/(http|samples|archive)\//.test(target) || how !== 'value');
  assert.deepEqual(breaches(/^src\/(vscode|services|panel)\//, allowed), []);
});

test('the samples know the core and Node, so that they are an own bundle', () => {
  assert.deepEqual(breaches(/^src\/samples\//, within('src/samples/', 'src/core/', 'node:')), []);
});

test('the page knows the protocol, how the core formats, puts together, names, reads and compares, and the toolkit in one file', () => {
  const allowed = ({ target, how }: Import) =>
    /^(webview\/|src\/core\/kit\/(dates|format|l10n|punctuation|remedies|sameItems|sentJson|unseen|visible)\.ts|(?!src\/|node:|vscode|undici|zod|@vscode\/)[@a-z])/.test(
      target,
    ) ||
    (how === 'type' && /^src\/(panel\/(\w+\/)?(?:protocol|views)|core\/[^/]+\/[^/]+)\.ts$/.test(target));
  const ownToolkit = (source: Module) => source.path === 'webview/kit/components.ts';
  assert.deepEqual(
    breaches(
      /^webview\//,
      (target, source) => allowed(target) || (ownToolkit(source) && /toolkit/.test(target.target)),
    ),
    [],
  );
});

test('protocols are types, and lists that both sides go by', () => {
  const protocols = sources.filter(({ path }) => /^src\/panel\/(.*\/)?(?:protocol|views)\.ts$/.test(path));
  assert.ok(protocols.length >= 2);
  for (const { path, imports, text } of protocols) {
    assert.ok(
      imports.every(({ how }) => how === 'type'),
      path,
    );
    assert.doesNotMatch(text, /^export (let|function|class)/m, path);
    for (const [list] of text.matchAll(/^export const [^;]*;/gm)) assert.match(list, /\] as const;$/, path);
  }
});

test('one file names each service, and the entries of the program name that file', () => {
  const named = sources
    .filter(({ path }) => !/^src\/providers\/[^/]+\//.test(path))
    .flatMap(({ path, imports }) => imports.map(({ target }) => ({ path, target })))
    .filter(({ target }) => /^src\/providers\/((?!blocks\/)[^/]+\/|all\.ts)/.test(target));
  assert.deepEqual(named, [
    { path: 'src/browser.ts', target: 'src/providers/all.ts' },
    { path: 'src/browser.ts', target: 'src/providers/files/provider.ts' },
    { path: 'src/extension.ts', target: 'src/providers/all.ts' },
    { path: 'src/extension.ts', target: 'src/providers/files/provider.ts' },
    { path: 'src/extension.ts', target: 'src/providers/files/thread.ts' },
    { path: 'src/cli/program.ts', target: 'src/providers/all.ts' },
    { path: 'src/cli/readFiles.ts', target: 'src/providers/files/provider.ts' },
    { path: 'src/mcp/main.ts', target: 'src/providers/all.ts' },
    { path: 'src/providers/all.ts', target: 'src/providers/cognigy/provider.ts' },
    { path: 'src/providers/all.ts', target: 'src/providers/promptingCompany/provider.ts' },
    { path: 'src/providers/all.ts', target: 'src/providers/promptfoo/provider.ts' },
    { path: 'src/providers/all.ts', target: 'src/providers/langwatch/provider.ts' },
    { path: 'src/providers/all.ts', target: 'src/providers/inspect/provider.ts' },
  ]);
  for (const { path, text } of sources)
    if (!/^src\/(providers\/|browser\.ts|extension\.ts|cli\/|mcp\/)/.test(path))
      assert.doesNotMatch(
        text,
        /providers\/(cognigy|promptingCompany|promptfoo|langwatch|inspect|files)/,
        path,
      );
});

test('the terminal program knows nothing of VS Code, panels, network and archive', () => {
  const allowed = within(
    ...['src/cli/', 'src/core/', 'src/export/', 'src/analysis/', 'src/services/files/'],
    ...['src/providers/all.ts', 'src/providers/files/provider.ts', 'node:'],
  );
  assert.deepEqual(breaches(/^src\/cli\//, allowed), []);
});

test('the MCP server reads the archive alone: no VS Code, no network, no writing, and of the SDK what it serves with', () => {
  const own = [
    ...[
      'src/mcp/',
      'src/core/',
      'src/services/query/',
      'src/archive/readOnly.ts',
      'src/analysis/settings.ts',
    ],
    ...['src/services/export/redaction.ts', 'src/services/export/exportPatterns.ts', 'node:path'],
    ...['src/services/host/withinTime.ts', 'src/services/mcpConfiguration.ts'],
  ];
  const sdk = ['server/index', 'shared/transport', 'types'].map(
    (name) => `@modelcontextprotocol/sdk/${name}.js`,
  );
  const allowed = (target: Import) =>
    within(...own, ...sdk, 'src/providers/all.ts')(target) ||
    (target.how === 'type' &&
      within('node:stream', 'src/archive/archive.ts', '@modelcontextprotocol/sdk/')(target));
  assert.deepEqual(breaches(/^src\/mcp\//, allowed), []);
  assert.deepEqual(
    breaches(/^(?!src\/mcp\/)/, ({ target }) => !/^(@modelcontextprotocol\/|src\/mcp\/)/.test(target)),
    [],
  );
});

test('zod comes as zod/mini, whole: other forms cost hundreds of KB', () => {
  const forms = sources.flatMap(({ imports }) => imports.filter(({ target }) => /^zod(\/|$)/.test(target)));
  assert.ok(forms.length >= 4);
  for (const { target, names } of forms) assert.deepEqual([target, names], ['zod/mini', ['*']]);
});

test('the light half of a provider loads nothing heavy', () => {
  const light = new Set([
    'src/providers/cognigy/provider.ts',
    'src/providers/promptingCompany/provider.ts',
    'src/providers/promptfoo/provider.ts',
    'src/providers/langwatch/provider.ts',
    'src/providers/inspect/provider.ts',
    'src/providers/files/provider.ts',
  ]);
  const byPath = new Map(sources.map((source) => [source.path, source]));
  for (const path of light)
    for (const { target, how } of byPath.get(path)?.imports ?? []) {
      if (how !== 'value') continue;
      assert.doesNotMatch(target, /zod|undici|source\.ts|client\.ts|schema\.ts/, path);
      if (byPath.has(target)) light.add(target);
    }
  assert.ok(light.size > 3);
});

test('no barrels', () => {
  // The entry of a bundle hands on what the bundle is asked for.
  const entries = new Set(['src/samples/main.ts']);
  assert.deepEqual(
    sources.filter(({ path, reexports }) => reexports && !entries.has(path)).map(({ path }) => path),
    [],
  );
  assert.deepEqual(
    sources.filter(({ path }) => /\/index\.tsx?$/.test(path)).map(({ path }) => path),
    [],
  );
});

test('no cycles', () => {
  const edges = new Map(
    sources.map(({ path, imports }) => [
      path,
      imports.filter(({ how }) => how === 'value').map(({ target }) => target),
    ]),
  );
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    assert.ok(!trail.includes(path), [...trail, path].join(' -> '));
    if (done.has(path)) return;
    for (const target of edges.get(path) ?? []) walk(target, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) walk(path, []);
});

test('files hold one idea each: under 300 lines', () => {
  // Dialogues are prose.
  const long = sources
    .filter(({ path }) => !path.startsWith('src/samples/data/'))
    .filter(({ text }) => text.split('\n').length > 300)
    .map(({ path }) => path);
  assert.deepEqual(long, []);
});

test('no file opts out of a check or leaves work undone', () => {
  const marks = new RegExp(
    ['eslint', '-disable|@ts-(ignore|nocheck|expect-error)|\\b(TO', 'DO|FIX', 'ME)\\b'].join(''),
  );
  for (const { path, text } of sources) assert.doesNotMatch(text, marks, path);
});

test('only GET is ever sent', () => {
  const verbs = sources
    .filter(({ path }) => path.startsWith('src/http/'))
    .flatMap(({ text }) => text.match(/\bmethod: .*/g) ?? []);
  assert.deepEqual([...new Set(verbs)], ["method: 'GET',"]);
  for (const { path, text } of sources)
    if (!path.startsWith('src/samples/')) assert.doesNotMatch(text, /'(POST|PUT|PATCH|DELETE)'/, path);
});
