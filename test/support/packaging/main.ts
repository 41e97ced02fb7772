/**
 * `npm run package`: makes out/agent-run-inspector.vsix, its bill of materials beside it, and ThirdPartyNotices.txt anew.
 *   npm run package -- --release v0.2.0    the same for the galleries: refuses what is not ready, and marks a pre-release
 */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../paths.ts';
import { say, sayWithTime } from '../say.ts';
import { makePackage } from './makePackage.ts';
import { isPreRelease, releaseProblems } from './release.ts';

const [option, tag = ''] = process.argv.slice(2);
const problems =
  option === '--release' ? [...releaseProblems(textOf('package.json'), textOf('CHANGELOG.md'), tag)] : [];
if (option !== undefined && option !== '--release') problems.push(`There is no option ${option}.`);

if (problems.length > 0) {
  for (const problem of problems) say(problem);
  process.exitCode = 1;
} else {
  const flags = option === '--release' && isPreRelease(tag) ? ['--pre-release'] : [];
  const { vsix, sbom, notices } = await sayWithTime('Packing the extension', () => makePackage(flags));
  writeFileSync(join(projectRoot, 'ThirdPartyNotices.txt'), notices);
  say(`${vsix} (${Math.round(statSync(vsix).size / 1024)} KB)${flags.length > 0 ? ', a pre-release' : ''}`);
  say(sbom);
}

function textOf(name: string): string {
  return readFileSync(join(projectRoot, name), 'utf8');
}
