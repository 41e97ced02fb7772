/** What must be so before a version is published, and to which channel it goes. */

/** Stands in package.json where the owner must decide; docs/owner.md says what. */
export const placeholder = '-OWNER-';

/**
 * Sentences that say what is missing; none when it may be published.
 * @param manifest the text of package.json
 * @param tag as in `v0.2.0`
 */
export function releaseProblems(manifest: string, changelog: string, tag: string): readonly string[] {
  const { version } = JSON.parse(manifest) as { readonly version: string };
  const problems: string[] = [];
  if (manifest.includes(placeholder))
    problems.push(`package.json still says ${placeholder}. docs/owner.md tells what to write there.`);
  if (tag !== `v${version}`)
    problems.push(`The tag ${tag} is not that of the version ${version} in package.json.`);
  if (!new RegExp(`^## ${version.replaceAll('.', '\\.')}\\b`, 'm').test(changelog))
    problems.push(`CHANGELOG.md has no section "## ${version}".`);
  if (/^## Unreleased\n+(?:-|###)/m.test(changelog))
    problems.push('CHANGELOG.md has changes under Unreleased: they belong to the version.');
  return problems;
}

/** The galleries know no `-beta`: an odd second number is a pre-release, as VS Code's guide has it. */
export function isPreRelease(tag: string): boolean {
  return Number(/^v\d+\.(\d+)\./.exec(tag)?.[1]) % 2 === 1;
}
