// Builds the extension: one eager host bundle, one bundle per lazily imported host file, the webview.
//   node esbuild.mjs [--production] [--watch]
// --production: minified, without source maps and without what is guarded by DEV_BUILD.
import { build } from 'esbuild';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));

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
    define: { DEV_BUILD: String(!production) },
  };
  const entries = [
    ['extension', 'src/extension.ts'],
    // A thread is started from a file, not from an import.
    ['archive-worker', 'src/archive/worker.ts'],
    ['files-worker', 'src/providers/files/worker.ts'],
    // The program from a terminal.
    ['cli', 'src/cli/main.ts'],
  ];
  const host = await buildWithLazy(new Map(entries), {
    ...common,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    outdir,
    plugins: [vscodeApi()],
  });
  // Not esbuild's own splitting: it moves shared helpers to a third file, and every file that the page needs before
  // it can paint is a round trip. What is loaded lazily here shares nothing with the page (no preact, no parts).
  const pages = [
    ['panel', 'webview/run/panel.tsx'],
    ['batch', 'webview/batch/panel.tsx'],
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
  const metafiles = { host: host.metafile, webview: webview.metafile };
  mkdirSync(resolve(root, 'out'), { recursive: true });
  writeFileSync(resolve(root, 'out/metafiles.json'), JSON.stringify(metafiles));
  writeFileSync(resolve(outdir, 'third-party-notices.txt'), notices(Object.values(metafiles)));
  return metafiles;
}

/** Name, version and licence of every package that is part of a bundle, as their licences demand. */
function notices(metafiles) {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  const folders = inputs.map((input) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(input)?.[0]);
  const packages = [...new Set(folders)].filter((folder) => folder !== undefined).sort();
  return packages
    .map((folder) => {
      const { name, version, license } = JSON.parse(
        readFileSync(resolve(root, folder, 'package.json'), 'utf8'),
      );
      const file = readdirSync(resolve(root, folder)).find((each) => /^licen[cs]e/i.test(each));
      const text = file ? readFileSync(resolve(root, folder, file), 'utf8').trim() : `Licence: ${license}`;
      return `${name} ${version}\n\n${text}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
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

function lazyImports(entries) {
  return {
    name: 'lazy-imports',
    setup(builder) {
      builder.onResolve({ filter: /^\./ }, (args) => {
        if (args.kind !== 'dynamic-import') return undefined;
        const source = relative(root, resolve(args.resolveDir, args.path));
        const name = source
          .replace(/^(src|webview)\//, '')
          .replace(/\.ts$/, '')
          .replaceAll('/', '-');
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

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  await buildAll({ production: process.argv.includes('--production') });
}
