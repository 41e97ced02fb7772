/** What is refused before anything is published, and what the owner still has to decide. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { projectRoot } from '../../support/paths.ts';
import { isPreRelease, placeholder, releaseProblems } from '../../support/packaging/release.ts';
import { readText } from '../invariants/sources.ts';

const manifest = '{"version": "0.2.0", "homepage": "https://github.com/somebody/x"}';
const changelog = '# Changelog\n\n## Unreleased\n\n## 0.2.0\n\n- All.\n';

test('a version with its tag and its section may be published', () => {
  assert.deepEqual(releaseProblems(manifest, changelog, 'v0.2.0'), []);
});

test('what is missing is said, each in a sentence', () => {
  const unready = manifest.replace('somebody', placeholder);
  assert.deepEqual(releaseProblems(unready, '## Unreleased\n\n- New.\n\n## 0.2.01\n## 0.1.0\n', 'v0.3.0'), [
    'package.json still says -OWNER-. docs/owner.md tells what to write there.',
    'The tag v0.3.0 is not that of the version 0.2.0 in package.json.',
    'CHANGELOG.md has no section "## 0.2.0".',
    'CHANGELOG.md has changes under Unreleased: they belong to the version.',
  ]);
});

test('an odd second number is a pre-release', () => {
  assert.deepEqual(['v0.1.9', 'v0.2.0', 'v1.0.3', 'v1.11.0'].map(isPreRelease), [true, false, false, true]);
});

test('the placeholder for the owner stands in one file, and docs/owner.md says what to do about it', () => {
  const args = ['grep', '-lF', '-e', placeholder, '--', ':!test', ':!docs/owner.md'];
  const { stdout } = spawnSync('git', args, { cwd: projectRoot, encoding: 'utf8' });
  // In none once the owner has decided.
  assert.ok(['package.json\n', ''].includes(stdout), stdout);
  const guide = readText('docs/owner.md');
  for (const what of [placeholder, '`repository`', '`bugs`', '`homepage`', '`publisher`', 'VSCE', 'OVSX_PAT'])
    assert.ok(guide.includes(what), what);
});
