// Builds the extension: one eager host bundle, one bundle per lazily imported host file, the webview.
//   node esbuild.mjs [--production] [--watch]
// --production: minified, without source maps and without what is guarded by DEV_BUILD.
import { build } from 'esbuild';
import { rmSync, writeFileSync, mkdirSync } from 'node:fs';
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
  const host = await buildHost({
    ...common,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode'],
    outdir,
  });
  const webview = await build({
    ...common,
    entryPoints: { panel: 'webview/panel.tsx' },
    platform: 'browser',
    format: 'esm',
    splitting: true,
    target: 'chrome138',
    outdir: resolve(outdir, 'webview'),
    jsx: 'automatic',
    jsxImportSource: 'preact',
  });
  const metafiles = { host: host.metafile, webview: webview.metafile };
  mkdirSync(resolve(root, 'out'), { recursive: true });
  writeFileSync(resolve(root, 'out/metafiles.json'), JSON.stringify(metafiles));
  return metafiles;
}

/**
 * `import('./x.ts')` in host code becomes a bundle of its own that is required on first use: esbuild cannot
 * split CommonJS by itself. Bundles are named after their source path: src/http/main.ts -> http-main.js.
 */
async function buildHost(options) {
  const entries = new Map([['extension', 'src/extension.ts']]);
  for (;;) {
    const before = entries.size;
    const result = await build({
      ...options,
      entryPoints: Object.fromEntries(entries),
      plugins: [lazyImports(entries)],
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
          .replace(/^src\//, '')
          .replace(/\.ts$/, '')
          .replaceAll('/', '-');
        entries.set(name, source);
        return { path: `./${name}.js`, external: true };
      });
    },
  };
}

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  await buildAll({ production: process.argv.includes('--production') });
}
