#!/usr/bin/env -S node --disable-warning=MODULE_TYPELESS_PACKAGE_JSON
/**
 * Looks like a VS Code executable to @vscode/test-electron: takes --extensionDevelopmentPath (repeatable) and
 * --extensionTestsPath, runs the tests in the extension host of VS Code's server with a headless browser as the
 * window, and exits with their code.
 */
import { parseArgs } from 'node:util';
import { launchChromium, shortLived } from '../chromium.ts';
import { nothingTurns } from '../workbench/nothingTurns.ts';
import { startServer, type VsCodeServer } from '../workbench/server.ts';

const limitMs = 10 * 60_000;

const { values } = parseArgs({
  args: process.argv.slice(2),
  strict: false,
  options: {
    extensionDevelopmentPath: { type: 'string', multiple: true },
    extensionTestsPath: { type: 'string' },
  },
});
const extensions = (values.extensionDevelopmentPath ?? []).filter((path) => typeof path === 'string');
const testsPath = values.extensionTestsPath;
if (typeof testsPath !== 'string') throw new Error('--extensionTestsPath is missing.');

const server = await startServer({ smokeDriver: true });
const browser = await launchChromium({ args: [shortLived] });
try {
  process.exitCode = await runTests(server, testsPath);
} finally {
  await browser.close();
  if (process.exitCode !== 0) process.stderr.write(server.output().slice(-4000));
  server.stop();
}

async function runTests({ origin, workspace }: VsCodeServer, tests: string): Promise<number> {
  // Nobody looks at it: what is painted is painted by the processor alone.
  const page = await browser.newPage({ viewport: { width: 800, height: 600 }, reducedMotion: 'reduce' });
  await nothingTurns(page);
  const result = new Promise<number>((resolve, reject) => {
    setTimeout(
      () => reject(new Error(`The tests were not done after ${limitMs / 60_000} minutes.`)),
      limitMs,
    ).unref();
    page.once('crash', () => reject(new Error('The page with the workbench crashed.')));
    // The workbench calls these when the page has them; so does @vscode/test-web.
    void page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
    void page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => log(type, args));
  });
  await page.goto(`${origin}/?folder=${encodeURIComponent(workspace)}&payload=${payload(origin, tests)}`);
  return result;
}

/** VS Code honours these only under its smoke-test driver. */
function payload(origin: string, tests: string): string {
  const remote = (path: string): string => `vscode-remote://${new URL(origin).host}${path}`;
  const entries = [
    ...extensions.map((path) => ['extensionDevelopmentPath', remote(path)]),
    ['extensionTestsPath', remote(tests)],
    ['skipWelcome', 'true'],
  ];
  return encodeURIComponent(JSON.stringify(entries));
}

function log(type: string, args: readonly unknown[]): void {
  if (type === 'error') process.stderr.write(`${args.map(String).join(' ')}\n`);
}
