// Builds the extension: one eager host bundle, what it loads later, the bundle of hosts in a browser, the webview.
//   node esbuild.mjs [--production] [--watch]
// --production: minified, without source maps and without what is guarded by DEV_BUILD.
import { build, transform } from 'esbuild';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
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
  const webview = await buildPages({
    ...common,
    platform: 'browser',
    format: 'esm',
    target: 'chrome138',
    outdir: resolve(outdir, 'webview'),
    jsx: 'automatic',
    jsxImportSource: 'preact',
  });
  const metafiles = { host, webview };
  mkdirSync(resolve(root, 'out'), { recursive: true });
  writeFileSync(resolve(root, 'out/metafiles.json'), JSON.stringify(metafiles));
  return metafiles;
}

/**
 * A file more that a page needs before it can paint is a round trip: the pages that are opened most are one file each.
 * The others take what they have in common from one that their HTML names, so that it is fetched at the same time.
 * What is loaded lazily shares nothing with any page (no preact, no parts).
 */
async function buildPages(options) {
  const lazy = new Map();
  const sharing = await build({
    ...options,
    entryPoints: { comparison: 'webview/comparison/panel.tsx', trend: 'webview/trend/panel.tsx' },
    plugins: [lazyImports(lazy)],
    ...{ splitting: true, chunkNames: 'analysis' },
  });
  const pages = [
    ['panel', 'webview/run/panel.tsx'],
    ['batch', 'webview/batch/panel.tsx'],
  ];
  const alone = await buildWithLazy(new Map([...pages, ...lazy]), options);
  return together([sharing, alone]);
}

/** @returns one metafile for all */
function together(results) {
  const metafiles = results.map(({ metafile }) => metafile);
  return {
    inputs: Object.assign({}, ...metafiles.map(({ inputs }) => inputs)),
    outputs: Object.assign({}, ...metafiles.map(({ outputs }) => outputs)),
  };
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
 * The file of it. As it is shipped, hosts with Node, threads and the terminal take from it what they share with it,
 * by the path of the source: twice the program would be twice the package.
 */
const programFile = 'program.js';

/**
 * What VS Code loads at once is one file. Everything else is loaded when it is needed, and shares its code: esbuild
 * splits ES modules only, so it is split first, and then turned into the CommonJS that extension hosts load.
 */
async function buildHost(options, outdir) {
  const inProgram = new Set(options.minify ? await inputsOfProgram(options) : []);
  /** Sources that somebody outside of the program's file takes from it. */
  const taken = new Set();
  const entries = new Map(hostEntries);
  const eager = await build({
    ...options,
    plugins: [lazyFromProgram(inProgram, taken), lazyImports(entries), vscodeApi()],
    entryPoints: { extension: 'src/extension.ts' },
    format: 'cjs',
    outdir,
  });
  const split = await splitWithNames(entries, {
    ...options,
    plugins: [
      fromProgram(inProgram, taken),
      vscodeApi(),
      without('ajv-provider', 'export class AjvJsonSchemaValidator {}'),
      ...partsForNobody,
      parserAsHex(),
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
  await writeAsCommonJs(split, options, outdir, wanted);
  const extension = resolve(outdir, 'extension.js');
  if (options.minify) writeFileSync(extension, takenFromProgram(readFileSync(extension, 'utf8')));
  const program = await (options.minify
    ? buildProgram(options, outdir, taken)
    : buildBrowserAlone(options, outdir));
  return together([eager, split, program]);
}

/** For debugging, with a source map. */
function buildBrowserAlone(options, outdir) {
  return build({
    ...options,
    ...{ plugins: [vscodeApi()], platform: 'browser', format: 'cjs', target: 'chrome138' },
    entryPoints: { [programFile.replace('.js', '')]: browserEntry },
    outdir,
  });
}

async function inputsOfProgram(options) {
  const { metafile } = await build({
    ...options,
    ...{ plugins: [vscodeApi()], format: 'cjs', write: false, outdir: root, entryPoints: [browserEntry] },
  });
  // Of a library that somebody takes from it, it would have to have everything.
  return Object.keys(metafile.inputs).filter((path) => path.startsWith('src/'));
}

/** Each part runs when it is needed. @param taken sources that are to be had by their paths */
function buildProgram(options, outdir, taken) {
  const parts = [...taken]
    .sort()
    .map((path) => `${JSON.stringify(path)}: () => require(${JSON.stringify(`./${path}`)})`);
  const contents = `const parts = {${parts.join(',')}};
module.exports = (path) => parts[path]();
module.exports.activate = (context) => require('./${browserEntry}').activate(context);`;
  return build({
    ...options,
    ...{ plugins: [vscodeApi()], format: 'cjs', outfile: resolve(outdir, programFile) },
    stdin: { contents, resolveDir: root, sourcefile: 'program' },
  });
}

/** What the program's file has is taken from there. */
function fromProgram(inProgram, taken) {
  return {
    name: 'from-program',
    setup(builder) {
      builder.onResolve({ filter: /.*/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
        if (inProgram.size === 0 || kind === 'entry-point' || pluginData === 'resolving') return undefined;
        const found = await builder.resolve(path, { kind, importer, resolveDir, pluginData: 'resolving' });
        const source = found.namespace === 'file' && !found.external ? fromRoot(found.path) : undefined;
        return source !== undefined && inProgram.has(source) ? takenSource(source, taken) : undefined;
      });
    },
  };
}

/** As {@link fromProgram}, for what is loaded later; the rest becomes a part of the file that loads it. */
function lazyFromProgram(inProgram, taken) {
  return {
    name: 'lazy-from-program',
    setup(builder) {
      builder.onResolve({ filter: /^\./ }, ({ kind, resolveDir, path }) => {
        const source = fromRoot(resolve(resolveDir, path));
        return kind === 'dynamic-import' && inProgram.has(source) ? takenSource(source, taken) : undefined;
      });
    },
  };
}

function takenSource(source, taken) {
  taken.add(source);
  return { path: `program:${source}`, external: true, sideEffects: false };
}

function takenFromProgram(code) {
  return code
    .replace(
      /\bimport\("program:([^"]+)"\)/g,
      `Promise.resolve().then(()=>require("./${programFile}")("$1"))`,
    )
    .replace(/\brequire\("program:([^"]+)"\)/g, `require("./${programFile}")("$1")`);
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
 */
async function writeAsCommonJs({ outputFiles, metafile }, { minify, sourcemap, target }, outdir, wanted) {
  const isEntry = (path) => metafile.outputs[fromRoot(path)].entryPoint !== undefined;
  const files = [];
  const shared = [];
  for (const { path, text } of outputFiles) {
    const { code } = await transform(text, {
      ...{ format: 'cjs', platform: 'node', target, minify, sourcemap: sourcemap ? 'inline' : false },
      // As `require`, which finds the names of what was an ES module.
      supported: { 'dynamic-import': false },
    });
    const name = `./${basename(path)}`;
    const isShared = minify && (!isEntry(path) || (code.length < smallBytes && !wanted.has(name)));
    (isShared ? shared : files).push([name, takenFromProgram(code)]);
  }
  const inShared = new Set(shared.map(([name]) => name));
  for (const [name, code] of files) writeFileSync(resolve(outdir, name), sharedOf(code, inShared));
  if (shared.length > 0) writeFileSync(resolve(outdir, 'shared.js'), sharedFile(shared));
}

/** What is smaller is no file of its own: it would cost more to open and to pack than to have at hand. */
const smallBytes = 4096;

/** Many small files take longer to open than their code to read: they are one, and each runs when it is needed. */
function sharedFile(modules) {
  const all = modules.map(([name, code]) => `${JSON.stringify(name)}(module,exports,require){${code}}`);
  return `"use strict";const all={${all.join(',')}},made={};
const load=(name)=>{if(!(name in all))return require(name);
if(!(name in made)){const module={exports:{}};made[name]=module;all[name](module,module.exports,load)}
return made[name].exports};module.exports=load;`;
}

function sharedOf(code, names) {
  return code.replace(/\brequire\(("(\.\/[\w-]+\.js)")\)/g, (all, quoted, name) =>
    names.has(name) ? `require("./shared.js")(${quoted})` : all,
  );
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
const otherParsers = ['llhttp_simd-wasm', 'milo/simd', 'milo/no-simd'];
/**
 * What src/http never asks undici for: HTTP/2 (`allowH2` is false), SOCKS (refused before undici is asked), and bodies
 * to send, of which a GET has none.
 */
const otherRequests = [
  ...['dispatcher/client-h2', 'dispatcher/socks5-proxy-agent'],
  ...['fetch/body', 'fetch/formdata', 'webidl/index'],
];
const partsForNobody = [...otherParsers, ...otherRequests].map((name) => without(name, ''));

/** As base64, bytes that are alike no longer look alike to the zip: as hexadecimal digits the parser is 4 KB smaller there. */
function parserAsHex() {
  return {
    name: 'parser-as-hex',
    setup(builder) {
      builder.onLoad({ filter: /[\\/]llhttp-wasm\.js$/ }, ({ path }) => ({
        contents: `module.exports = Buffer.from('${require(path).toString('hex')}', 'hex');`,
      }));
    },
  };
}

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
