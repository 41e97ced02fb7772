/** No test waits a fixed time: it waits for what it needs, with `waitFor` or `heldStill`, and says what that is. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '../../support/paths.ts';

/** Where time itself is measured, or what is tried is a program of others; and what this is all about. */
const exceptions = [
  /^test\/bench\//,
  /^test\/support\/tryPromptfoo\//,
  /^test\/support\/workbench\/waitFor\.ts$/,
  /^test\/unit\/invariants\/waits\.test\.ts$/,
];
const fixed =
  /\.waitForTimeout\(|await (?:delay|sleep|setTimeout)\(|await new Promise[^;]{0,80}?\bsetTimeout\(/g;

/** The pauses of a fixed time in a text. */
function pausesIn(text: string): string[] {
  return text.match(fixed) ?? [];
}

test('pauses are found however they are written', () => {
  for (const pause of [
    'await page.waitForTimeout(300);',
    'await delay(5);',
    'await new Promise((resolve) => setTimeout(resolve, 20));',
    'await new Promise<void>((done) => {\n  setTimeout(done, 20);\n});',
  ])
    assert.equal(pausesIn(pause).length, 1, pause);
  assert.deepEqual(pausesIn('setTimeout(() => controller.abort(), 30);\nawait asked;'), []);
});

test('no test pauses for a fixed time', () => {
  const files = globSync('test/**/*.{ts,tsx,mjs}', { cwd: projectRoot }).map((file) =>
    file.replaceAll('\\', '/'),
  );
  assert.ok(files.length > 300);
  const found = files
    .filter((file) => !exceptions.some((exception) => exception.test(file)))
    .flatMap((file) =>
      pausesIn(readFileSync(join(projectRoot, file), 'utf8')).map((pause) => `${file}: ${pause}`),
    );
  assert.deepEqual(found, []);
});
