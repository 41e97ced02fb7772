import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { makeChecks, type Check } from '../layers/checks.ts';
import type { Counts } from '../layers/counts.ts';
import { projectRoot } from '../paths.ts';
import { sayWithTime } from '../say.ts';
import { prepareServer } from '../workbench/prepare.ts';
import { askedInBrowser } from './askedInBrowser.ts';
import { makePackage, type Package } from './makePackage.ts';
import { tryInstalled } from './tryInstalled.ts';
import { zipEntries } from './zipEntries.ts';

const kb = 1024;
const noWarning = '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON';
const vsixLimitKb = 800;
const eagerLimitKb = 10;

/** Everything the package holds, and nothing else: each entry matches a pattern, each pattern an entry. */
const expectedEntries: readonly RegExp[] = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/package\.json$/,
  /^extension\/package\.nls(\.(de|ja))?\.json$/,
  /^extension\/l10n\/bundle\.l10n\.(de|ja)\.json$/,
  /^extension\/readme\.md$/,
  /^extension\/changelog\.md$/,
  /^extension\/LICENSE\.txt$/,
  /^extension\/skills\/agent-runs\/SKILL\.md$/,
  /^extension\/media\/walkthrough\/(samples|connection|compare|assistant)\.svg$/,
  /^extension\/media\/(agent-runs|run-\w+-(dark|light))\.svg$/,
  /^extension\/media\/icon\.png$/,
  /^extension\/media\/walkthrough\/(samples|connection|compare|assistant)\.svg$/,
  /^extension\/dist\/(extension|cli|mcp|program|shared)\.js$/,
  /^extension\/dist\/(services|http|samples|providers|archive|files|cli)-[\w-]+\.js$/,
  /^extension\/ThirdPartyNotices\.txt$/,
  /^extension\/dist\/webview\/[\w-]+\.(js|css|ttf)$/,
];

/** Words that only code under DEV_BUILD and the tests contain. */
const developmentWords = ['DEV_BUILD', 'AGENT_RUNS_DATA', 'sourceMappingURL'];

/** Of Node, what the MCP server and the readers of kept runs use: nothing that reaches beyond this machine. */
const harmlessForMcp =
  /^(node:)?(crypto|fs|fs\/promises|path|url|util|zlib|os|vm|buffer|process|worker_threads|timers\/promises)$/;

/** Packs the extension and checks what would be published. */
export async function checkPackage(): Promise<Counts> {
  const made = await sayWithTime('Packing the extension', makePackage);
  const entries = await zipEntries(made.vsix);
  await prepareServer();
  return makeChecks(packageChecks(made, entries));
}

function packageChecks(made: Package, entries: readonly string[]): Check[] {
  const eager = join(made.folder, 'dist', 'extension.js');
  return [
    {
      name: 'the package holds only what is expected',
      run: () =>
        assert.deepEqual(
          entries.filter((name) => !expectedEntries.some((one) => one.test(name))),
          [],
        ),
    },
    {
      name: 'the package holds all that is expected',
      run: () =>
        assert.deepEqual(
          expectedEntries.filter((one) => !entries.some((name) => one.test(name))),
          [],
        ),
    },
    {
      name: 'packed once more, it is the same bytes',
      run: async () => {
        const before = readFileSync(made.vsix);
        const { vsix } = await makePackage();
        assert.ok(before.equals(readFileSync(vsix)));
      },
    },
    {
      name: 'vsce finds nothing to complain of',
      run: () => assert.doesNotMatch(made.said, /\b(WARN(ING)?|ERROR)\b/),
    },
    {
      name: 'the notices in the repository are those of what is packed',
      remedy: 'Run npm run package.',
      run: () => assert.equal(readFileSync(join(projectRoot, 'ThirdPartyNotices.txt'), 'utf8'), made.notices),
    },
    { name: `the package has at most ${vsixLimitKb} KB`, run: () => atMost(made.vsix, vsixLimitKb) },
    {
      name: `what loads at activation has at most ${eagerLimitKb} KB`,
      run: () => atMost(eager, eagerLimitKb),
    },
    {
      name: 'every bundle finds what it shares with others',
      run: () => {
        const script = join(import.meta.dirname, 'loadBundles.ts');
        const loaded = execFileSync(process.execPath, [noWarning, script, join(made.folder, 'dist')], {
          encoding: 'utf8',
        });
        assert.ok(Number(loaded) > 80, `${loaded} bundles were loaded.`);
      },
    },
    {
      name: 'in a browser the extension is one file that asks for nothing but VS Code',
      run: () => {
        const { modules, parts } = askedInBrowser(join(made.folder, 'dist', 'program.js'));
        assert.deepEqual(modules, ['vscode']);
        assert.ok(parts > 50, `${parts} parts were loaded.`);
      },
    },
    {
      name: 'the program from a terminal reads a file',
      run: () => {
        const file = join(projectRoot, 'test/fixtures/files/cognigy-list.json');
        const cli = join(made.folder, 'dist', 'cli.js');
        const said = execFileSync(process.execPath, [cli, 'read', file], { encoding: 'utf8' });
        assert.match(said, /^passed +Run 1/);
      },
    },
    {
      name: 'the server for assistants answers, and names its tools',
      run: () => {
        const lines = [
          `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"check","version":"1"}}}`,
          `{"jsonrpc":"2.0","id":2,"method":"tools/list"}`,
        ];
        const mcp = join(made.folder, 'dist', 'mcp.js');
        const input = `${lines.join('\n')}\n`;
        const said = execFileSync(process.execPath, [mcp, made.folder], { encoding: 'utf8', input });
        assert.equal(said.match(/"readOnlyHint":true/g)?.length, 6);
      },
    },
    {
      name: 'the server for assistants has no network and writes to no archive, in any file that it may load',
      run: () => {
        const { outside, inside } = reachedFrom(made, 'mcp.js');
        assert.deepEqual(outside.filter((name) => !harmlessForMcp.test(name)).toSorted(), []);
        assert.deepEqual(
          inside.filter((path) =>
            /^src\/(http|vscode|panel|samples|archive\/store\/writing)\b|node_modules\/undici\//.test(path),
          ),
          [],
        );
      },
    },
    {
      name: 'what loads at activation has no library in it',
      run: () =>
        assert.deepEqual(
          inputsOf(made, 'extension.js').filter((path) => path.includes('node_modules/')),
          [],
        ),
    },
    {
      name: 'nothing in the package comes from the tests',
      run: () =>
        assert.deepEqual(
          Object.keys(made.host.inputs).filter((path) => path.startsWith('test/')),
          [],
        ),
    },
    {
      name: 'installed into a fresh profile, it leads from the welcome view to the reason of a failed run',
      run: () => tryInstalled(made.vsix),
    },
    ...developmentWords.map((word) => ({
      name: `no published file says ${word}`,
      run: () =>
        assert.deepEqual(
          scripts(made).filter((file) => readFileSync(file, 'utf8').includes(word)),
          [],
        ),
    })),
  ];
}

function atMost(file: string, limitKb: number): void {
  const size = statSync(file).size / kb;
  assert.ok(size <= limitKb, `${basename(file)} has ${size.toFixed(1)} KB.`);
}

function inputsOf(made: Package, bundle: string): string[] {
  const output = Object.entries(made.host.outputs).find(([path]) => basename(path) === bundle);
  assert.ok(output, `There is no bundle ${bundle}.`);
  return Object.keys(output[1].inputs);
}

/** Modules outside the bundles, and sources within them, of all files that a bundle may load, also later. */
function reachedFrom(
  made: Package,
  bundle: string,
): { readonly outside: string[]; readonly inside: string[] } {
  const { outputs, inputs } = made.host;
  const start = Object.keys(outputs).find((path) => basename(path) === bundle);
  assert.ok(start, `There is no bundle ${bundle}.`);
  const files = new Set([start]);
  const outside = new Set<string>();
  const inside = new Set<string>();
  /** Taken from the program's file, where each source loads only what it imports. */
  const taken = new Set<string>();
  for (const path of files) {
    const output = outputs[path];
    for (const source of Object.keys(output?.inputs ?? {})) inside.add(source);
    for (const each of output?.imports ?? []) {
      if (each.path.startsWith('program:')) taken.add(each.path.slice('program:'.length));
      else if (each.external) outside.add(each.path);
      else files.add(each.path);
    }
  }
  for (const path of taken) {
    inside.add(path);
    for (const each of inputs[path]?.imports ?? []) {
      if (each.external) outside.add(each.path);
      else taken.add(each.path);
    }
  }
  return { outside: [...outside], inside: [...inside] };
}

function scripts(made: Package): string[] {
  return globSync('dist/**/*.js', { cwd: made.folder }).map((path) => join(made.folder, path));
}
