/** Loads every bundle of a folder with nothing of VS Code behind it: what one bundle needs of another is there. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , folder = ''] = process.argv;
const require = createRequire(join(folder, 'here.js'));

/** Whatever is asked of it, it gives itself. */
const anything = `const anything = () => new Proxy(function () {}, {
  get: (_target, name) =>
    name === 'prototype' ? Object.prototype : name === Symbol.toPrimitive ? () => '' : anything(),
  construct: () => ({}),
  apply: () => anything(),
});
module.exports = anything();`;
const stub = join(tmpdir(), `agent-runs-vscode-${process.pid}.js`);
writeFileSync(stub, anything);

// Threads, the terminal's program and the server begin to work when they are loaded.
const startsByItself = /worker\.js$|^(cli|mcp)\.js$/;
const files = readdirSync(folder).filter((file) => file.endsWith('.js') && !startsByItself.test(file));
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode'
      ? { url: pathToFileURL(stub).href, format: 'commonjs', shortCircuit: true }
      : next(specifier, context),
});
for (const file of files) require(join(folder, file));
// What has no file of its own.
const loaded = Object.entries({
  'program.js': /"(src\/[\w/.-]+)":\(\)=>/g,
  'shared.js': /"(\.\/[\w-]+\.js)"\(module,exports,require\)/g,
}).flatMap(([file, part]) => {
  const load = require(join(folder, file)) as (name: string) => unknown;
  const names = readFileSync(join(folder, file), 'utf8').matchAll(part);
  return Array.from(names, ([, name = '']) => load(name));
});
process.stdout.write(String(files.length + loaded.length));
process.exit(0);
