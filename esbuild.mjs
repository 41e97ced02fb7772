// Builds the extension: one eager host bundle, what it loads later, the bundle of hosts in a browser, the webview.
//   node esbuild.mjs [--production] [--watch]
// --production: minified, without source maps and without what is guarded by DEV_BUILD.
import { build, transform } from 'esbuild';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const { version: packageVersion } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));

/**
 * @param {{production?: boolean, outdir?: string}} [options]
 * @returns {Promise<Record<string, import('esbuild').Metafile>>} metafiles by bundle family
 */
export async function buildAll({ production = false, outdir = resolve(root, 'dist') } = {}) {
  rmSync(outdir, { recursive: true, force: true });
  const common = {
    absWorkingDir: root,
    bundle: true,
    metafile: true,
    minify: production,
    sourcemap: production ? false : 'linked',
    legalComments: 'none',
    logLevel: 'warning',
    define: { DEV_BUILD: String(!production), PACKAGE_VERSION: JSON.stringify(packageVersion) },
  };
  const define = { ...common.define, ...onlyPlainParser };
  const host = await buildHost({ ...common, define, platform: 'node', target: 'node22' }, outdir);
  // Not esbuild's own splitting: it moves shared helpers to a third file, and every file that the page needs before
  // it can paint is a round trip. What is loaded lazily here shares nothing with the page (no preact, no parts).
  const pages = [
    ['panel', 'webview/run/panel.tsx'],
    ['batch', 'webview/batch/panel.tsx'],
    ['comparison', 'webview/comparison/panel.tsx'],
    ['trend', 'webview/trend/panel.tsx'],
  ];
  const webview = await buildWithLazy(new Map(pages), {
    ...common,
    platform: 'browser',
    format: 'esm',
    target: 'chrome138',
    outdir: resolve(outdir, 'webview'),
    jsx: 'automatic',
    jsxImportSource: 'preact',
  });
  const metafiles = { host, webview: webview.metafile };
  mkdirSync(resolve(root, 'out'), { recursive: true });
  writeFileSync(resolve(root, 'out/metafiles.json'), JSON.stringify(metafiles));
  return metafiles;
}

const hostEntries = [
  // A thread is started from a file, not from an import.
  ['archive-worker', 'src/archive/worker.ts'],
  ['files-worker', 'src/providers/files/worker.ts'],
  // The program from a terminal.
  ['cli', 'src/cli/main.ts'],
  // The server for assistants.
  ['mcp', 'src/mcp/main.ts'],
];

/** What VS Code loads in a browser, where an extension is a single file. */
const browserEntry = 'src/browser.ts';
/**
 * The file of it. As it is shipped, it also has all that hosts with Node share with it, each part to be loaded by
 * name: twice the program would be twice the package.
 */
const programFile = 'program.js';

/**
 * What VS Code loads at once is one file. Everything else is loaded when it is needed, and shares its code: esbuild
 * splits ES modules only, so it is split first, and then turned into the CommonJS that extension hosts load.
 */
async function buildHost(options, outdir) {
  const entries = new Map(options.minify ? [...hostEntries, ['browser', browserEntry]] : hostEntries);
  const eager = await build({
    ...options,
    plugins: [lazyImports(entries), vscodeApi()],
    entryPoints: { extension: 'src/extension.ts' },
    format: 'cjs',
    outdir,
  });
  const split = await splitWithNames(entries, {
    ...options,
    plugins: [
      vscodeApi(),
      without('ajv-provider', 'export class AjvJsonSchemaValidator {}'),
      ...otherParsers,
    ],
    format: 'esm',
    outdir,
    sourcemap: options.sourcemap ? 'inline' : false,
    write: false,
  });
  const byEager = Object.values(eager.metafile.outputs).flatMap(({ imports }) => imports);
  const wanted = new Set([
    ...byEager.map(({ path }) => path),
    ...hostEntries.map(([name]) => `./${name}.js`),
  ]);
  const program = await writeAsCommonJs(split, options, outdir, wanted);
  if (options.minify) loadFromProgram(resolve(outdir, 'extension.js'), program);
  else await buildBrowserAlone(options, outdir);
  return {
    inputs: { ...eager.metafile.inputs, ...split.metafile.inputs },
    outputs: { ...eager.metafile.outputs, ...split.metafile.outputs },
  };
}

/** For debugging, with a source map. */
async function buildBrowserAlone(options, outdir) {
  await build({
    ...options,
    ...{ plugins: [vscodeApi()], platform: 'browser', format: 'cjs', target: 'chrome138' },
    entryPoints: { [programFile.replace('.js', '')]: browserEntry },
    outdir,
  });
}

/** @param names of what is in the program's file */
function loadFromProgram(file, names) {
  const code = readFileSync(file, 'utf8').replace(/\bimport\(("\.\/[\w-]+\.js")\)/g, (all, quoted) =>
    names.has(JSON.parse(quoted))
      ? `Promise.resolve().then(()=>require("./${programFile}")(${quoted}))`
      : all,
  );
  writeFileSync(file, code);
}

/** What is imported lazily from within gets a name, too: it becomes an entry of the next round. */
async function splitWithNames(entries, options) {
  for (;;) {
    const entryPoints = Object.fromEntries(entries);
    const result = await build({ ...options, entryPoints, splitting: true, chunkNames: 'shared-[hash]' });
    const sources = Object.values(result.metafile.outputs).flatMap(({ entryPoint }) => entryPoint ?? []);
    const unnamed = sources.filter((source) => ![...entries.values()].includes(source));
    if (unnamed.length === 0) return result;
    for (const source of unnamed) entries.set(bundleName(source), source);
  }
}

/**
 * For debugging each stays a file, so that its source map holds.
 * @param {ReadonlySet<string>} wanted files that somebody outside of the split ones loads by name, `./x.js`
 * @returns {Promise<ReadonlySet<string>>} names of what went into the program's file
 */
async function writeAsCommonJs({ outputFiles, metafile }, { minify, sourcemap, target }, outdir, wanted) {
  const isEntry = (path) => metafile.outputs[fromRoot(path)].entryPoint !== undefined;
  const inBrowser = reachedFrom(browserEntry, metafile.outputs);
  /** By the file that they are packed into; without one, each is a file. */
  const packed = { program: new Map(), shared: new Map() };
  const files = [];
  for (const { path, text } of outputFiles) {
    const { code } = await transform(text, {
      ...{ format: 'cjs', platform: 'node', target, minify, sourcemap: sourcemap ? 'inline' : false },
      // As `require`, which finds the names of what was an ES module.
      supported: { 'dynamic-import': false },
    });
    const name = `./${basename(path)}`;
    const isShared = minify && (!isEntry(path) || (code.length < smallBytes && !wanted.has(name)));
    if (inBrowser.has(fromRoot(path))) packed.program.set(name, code);
    else if (isShared) packed.shared.set(name, code);
    else files.push([name, code]);
  }
  for (const [name, code] of files) writeFileSync(resolve(outdir, name), packedOf(code, packed));
  if (packed.program.size > 0)
    writeFileSync(resolve(outdir, programFile), packedFile(packed.program) + forBrowsers);
  if (packed.shared.size > 0)
    writeFileSync(
      resolve(outdir, 'shared.js'),
      packedFile(
        new Map(
          [...packed.shared].map(([name, code]) => [name, packedOf(code, { program: packed.program })]),
        ),
      ),
    );
  return new Set(packed.program.keys());
}

/** Paths of all outputs that the one of an entry may load, also later; none where there is no such entry. */
function reachedFrom(entry, outputs) {
  const reached = new Set(Object.keys(outputs).filter((path) => outputs[path].entryPoint === entry));
  for (const path of reached)
    for (const { path: next, external } of outputs[path].imports) if (!external) reached.add(next);
  return reached;
}

/** What is smaller is no file of its own: it would cost more to open and to pack than to have at hand. */
const smallBytes = 4096;

/** Many small files take longer to open than their code to read: they are one, and each runs when it is needed. */
function packedFile(modules) {
  const all = [...modules].map(([name, code]) => `${JSON.stringify(name)}(module,exports,require){${code}}`);
  return `"use strict";const all={${all.join(',')}},made={};
const load=(name)=>{if(!(name in all))return require(name);
if(!(name in made)){const module={exports:{}};made[name]=module;all[name](module,module.exports,load)}
return made[name].exports};module.exports=load;`;
}

/** A browser loads the file as the whole extension. */
const forBrowsers = `load.activate=(context)=>load("./browser.js").activate(context);`;

/** @param packed modules by the file that they are in, without its ending */
function packedOf(code, packed) {
  return code.replace(/\brequire\(("(\.\/[\w-]+\.js)")\)/g, (all, quoted, name) => {
    const file = Object.keys(packed).find((each) => packed[each].has(name));
    return file === undefined ? all : `require("./${file}.js")(${quoted})`;
  });
}

/**
 * `import('./x.ts')` becomes a bundle of its own that is loaded on first use: esbuild cannot split CommonJS by
 * itself. Bundles are named after their source path: src/http/main.ts -> http-main.js.
 */
async function buildWithLazy(entries, options) {
  for (;;) {
    const before = entries.size;
    const result = await build({
      ...options,
      entryPoints: Object.fromEntries(entries),
      plugins: [lazyImports(entries), ...(options.plugins ?? [])],
    });
    if (entries.size === before) return result;
  }
}

/** As esbuild writes paths, on every system: from the root, with slashes. */
function fromRoot(path) {
  return relative(root, path).split(sep).join('/');
}

/** `src/http/main.ts` -> `http-main` */
function bundleName(source) {
  return source
    .replace(/^(src|webview)\//, '')
    .replace(/\.ts$/, '')
    .replaceAll('/', '-');
}

function lazyImports(entries) {
  return {
    name: 'lazy-imports',
    setup(builder) {
      builder.onResolve({ filter: /^\./ }, (args) => {
        if (args.kind !== 'dynamic-import') return undefined;
        const source = fromRoot(resolve(args.resolveDir, args.path));
        const name = bundleName(source);
        entries.set(name, source);
        return { path: `./${name}.js`, external: true };
      });
    },
  };
}

/**
 * `import * as vscode` as one `require` and the names that are used. For each file that imports an external CommonJS
 * module, esbuild copies all of its members, and the API has hundreds.
 */
function vscodeApi() {
  const files = readdirSync(resolve(root, 'src'), { recursive: true }).filter((file) => file.endsWith('.ts'));
  const texts = files.map((file) => readFileSync(resolve(root, 'src', file), 'utf8'));
  const names = texts.flatMap((text) => [...text.matchAll(/\bvscode\.(\w+)/g)].map(([, name]) => name));
  const exported = [...new Set(names)].sort().map((name) => `export const ${name} = api.${name};`);
  return {
    name: 'vscode-api',
    setup(builder) {
      builder.onResolve({ filter: /^vscode$/ }, ({ kind }) =>
        kind === 'require-call'
          ? { path: 'vscode', external: true }
          : { path: 'vscode', namespace: 'vscode-api', sideEffects: false },
      );
      builder.onLoad({ filter: /.*/, namespace: 'vscode-api' }, () => ({
        contents: `const api = require('vscode');\n${exported.join('\n')}`,
      }));
    },
  };
}

/**
 * undici has its parser four times, 75 KB each: an experimental one, and both with and without SIMD. The one without
 * runs everywhere; what is parsed by it are the heads of some hundred answers.
 */
const onlyPlainParser = {
  'process.env.UNDICI_USE_MILO': '""',
  'process.env.UNDICI_NO_WASM_SIMD': '"1"',
};
const otherParsers = ['llhttp_simd-wasm', 'milo/simd', 'milo/no-simd'].map((name) => without(name, ''));

/** Leaves a file of a library out that is never used. @param name the end of its path, without `.js` */
function without(name, contents) {
  return {
    name: `without-${name}`,
    setup(builder) {
      builder.onLoad({ filter: new RegExp(`[\\\\/]${name.replace('/', '[\\\\/]')}\\.js$`) }, () => ({
        contents,
      }));
    },
  };
}

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  await buildAll({ production: process.argv.includes('--production') });
}
