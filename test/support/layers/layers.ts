import { buildAll } from '../../../esbuild.mjs';
import { findChromium } from '../chromium.ts';
import { runHostTests } from '../host/runHostTests.ts';
import { checkPackage } from '../packaging/checkPackage.ts';
import { say, sayWithTime } from '../say.ts';
import { prepareServer } from '../workbench/prepare.ts';
import { makeChecks, runTool, type Check } from './checks.ts';
import { atSecondTry, type Counts } from './counts.ts';
import { filesOf, runShares, runTogether } from './nodeTests.ts';

export interface Layer {
  readonly name: string;
  /** Neighbours in other lanes run at the same time, those in the same one after it. Without one it runs alone. */
  readonly lane?: string;
  readonly run: () => Promise<Counts>;
}

/** All layers. The development build is made once, for the first layer that needs it. */
export function allLayers(): readonly Layer[] {
  let building: Promise<unknown> | undefined;
  const built = (): Promise<unknown> =>
    (building ??= sayWithTime('Building the extension', () => buildAll()));
  return [
    // The host waits for a clock, a server or a page most of its time, and leaves the processor to the others.
    { name: 'host', lane: 'waits', run: () => built().then(hostTests) },
    { name: 'package', lane: 'waits', run: checkPackage },
    { name: 'typecheck', lane: 'works', run: () => makeChecks(['.', 'webview', 'test'].map(typecheck)) },
    { name: 'lint', lane: 'works', run: () => makeChecks([lint]) },
    { name: 'format', lane: 'works', run: () => makeChecks([format]) },
    {
      name: 'unit',
      lane: 'works',
      run: () =>
        runTogether('test/unit/**/*.test.ts', { concurrency: 2, timeoutMs: 30_000 }, 16, readSources),
    },
    { name: 'webview', run: () => pages(built) },
    // Most of its time a workbench waits for its server, and its server for it.
    { name: 'e2e', run: () => workbenches(built) },
  ];
}

/** Some of them need the sources as trees, which are made once for all of a process. */
const readSources = 'test/unit/invariants/*.test.ts';

/** Two at a time: two cores are all there may be. */
const inBrowsers = { concurrency: 2, timeoutMs: 180_000, secondTry: true };

/** Files that share a process share its browser, and pages that were used before: a new one takes five times the work. */
async function pages(built: () => Promise<unknown>): Promise<Counts> {
  await built();
  await findChromium();
  return runTogether('test/webview/**/*.test.ts', inBrowsers, 5);
}

/**
 * Each file has a server, a browser and a profile of its own, but those that take turns in one. These come first, as
 * they take the longest.
 */
async function workbenches(built: () => Promise<unknown>): Promise<Counts> {
  await built();
  await prepareServer();
  const alone = filesOf('test/e2e/*.test.ts').map((file) => [file]);
  return runShares([filesOf('test/e2e/oneWindow/*.test.ts'), ...alone], inBrowsers);
}

async function hostTests(): Promise<Counts> {
  const first = await runAndTell();
  if (first.failed === 0) return first;
  say('The extension host gets its second try.');
  const second = await runAndTell();
  if (second.failed === 0) say('UNSTEADY It passed the second time.');
  return atSecondTry('the extension host', second);
}

async function runAndTell(): Promise<Counts> {
  const { passed, failed, failures } = await runHostTests();
  for (const { title, error } of failures) say(`FAILED ${title}\n${error}`);
  return { passed, failed };
}

/** In one thread: several look at some types more than once, and other layers have use for the processor. */
function typecheck(project: string): Check {
  const args = ['-p', project, '--singleThreaded'];
  return { name: `tsc -p ${project}`, run: () => runTool('typescript/bin/tsc', args) };
}

const lint: Check = {
  name: 'oxlint',
  run: () => runTool('oxlint/bin/oxlint', []),
};

const format: Check = {
  name: 'oxfmt',
  remedy: 'Run npm run format.',
  run: () => runTool('oxfmt/bin/oxfmt', ['--check']),
};
