/** What runs elsewhere and cannot be tried here is at least read: whatever it calls is there. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { load } from 'js-yaml';
import { projectRoot } from '../../support/paths.ts';
import { readText } from '../invariants/sources.ts';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly uses?: string;
  readonly needs?: string | readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly 'timeout-minutes'?: number;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
  readonly steps?: readonly Step[];
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}
interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly engines: { readonly vscode: string };
}

const manifest = JSON.parse(readText('package.json')) as Manifest;
const ofFolder = (folder: string): string[] =>
  readdirSync(join(projectRoot, folder)).map((name) => `${folder}/${name}`);
const workflows = new Map(
  ofFolder('.github/workflows').map((path) => [path, load(readText(path)) as Workflow]),
);
const jobs = [...workflows.values()].flatMap((workflow) => Object.values(workflow.jobs));
const steps = jobs.flatMap((job) => job.steps ?? []);
const commands = steps.flatMap(({ run }) => run?.split('\n') ?? []);
const ci = workflows.get('.github/workflows/ci.yml')!;
const release = workflows.get('.github/workflows/release.yml')!;

test('each npm script that a workflow calls is in package.json', () => {
  const called = commands.flatMap((line) =>
    [...line.matchAll(/\bnpm run ([\w:]+)/g)].map(([, name = '']) => name),
  );
  assert.ok(called.length > 9);
  assert.deepEqual(
    called.filter((name) => !(name in manifest.scripts)),
    [],
  );
});

test('other programs are those of this repository, or of one exact version', () => {
  const called = commands.filter((line) => /\bnpx\b/.test(line));
  assert.equal(called.length, 4);
  for (const line of called) assert.match(line, /^npx (--no vsce|--yes ovsx@\d+\.\d+\.\d+) publish /);
  assert.ok('@vscode/vsce' in manifest.devDependencies);
});

test('actions have a full version, workflows that are called are there', () => {
  const uses = [...steps.flatMap((step) => step.uses ?? []), ...jobs.flatMap((job) => job.uses ?? [])];
  for (const name of uses)
    if (name.startsWith('./')) assert.ok(existsSync(join(projectRoot, name)), name);
    else assert.match(name, /^actions\/[\w-]+@v\d+\.\d+\.\d+$/);
});

test('a job may read and nothing else, unless it says so; none runs for ever, and none waits for one that is not there', () => {
  for (const { permissions, jobs: all } of workflows.values()) {
    assert.deepEqual(permissions, { contents: 'read' });
    for (const [name, job] of Object.entries(all)) {
      assert.ok(job.uses !== undefined || (job['timeout-minutes'] ?? 0) > 0, name);
      for (const needed of [job.needs ?? []].flat()) assert.ok(needed in all, `${name} needs ${needed}`);
    }
  }
});

test('no expression of GitHub stands in a command, where a name of a branch would be run', () => {
  assert.deepEqual(
    commands.filter((line) => line.includes('${{')),
    [],
  );
});

test('CI runs on three systems, in the lowest VS Code that the manifest allows and in the newest', () => {
  assert.deepEqual(ci.jobs['host']?.strategy?.matrix, {
    os: ['ubuntu-24.04', 'macos-15', 'windows-2025'],
    vscode: [manifest.engines.vscode.replace('^', ''), 'stable'],
  });
  assert.deepEqual(ci.jobs['unit']?.strategy?.matrix['os'], ['ubuntu-24.04', 'macos-15', 'windows-2025']);
  const layers = Object.keys(manifest.scripts).filter((name) =>
    /^test:(unit|webview|host|e2e|package)$/.test(name),
  );
  for (const layer of layers)
    assert.ok(
      commands.some((line) => line.includes(`npm run ${layer}`)),
      layer,
    );
});

test('a release is by tag, after all tests, attested, and each gallery has what it needs and no more', () => {
  assert.deepEqual(release.on, { push: { tags: ['v*'] } });
  assert.equal(release.jobs['test']?.uses, './.github/workflows/ci.yml');
  assert.equal(release.jobs['package']?.needs, 'test');
  const attested = release.jobs['package'].steps?.filter(({ uses }) => uses?.startsWith('actions/attest@'));
  assert.deepEqual(
    attested?.map((step) => step.with),
    [
      { 'subject-path': 'out/agent-run-inspector.vsix' },
      { 'subject-path': 'out/agent-run-inspector.vsix', 'sbom-path': 'out/agent-run-inspector.cdx.json' },
    ],
  );
  for (const gallery of ['marketplace', 'open-vsx']) {
    const job = release.jobs[gallery];
    assert.equal(job?.needs, 'package');
    assert.equal(job.environment, gallery);
    assert.deepEqual(job.permissions, { contents: 'read', 'id-token': 'write' });
  }
});

test('Dependabot looks after packages and actions', () => {
  const { updates } = load(readText('.github/dependabot.yml')) as {
    readonly updates: readonly {
      readonly 'package-ecosystem': string;
      readonly ignore?: readonly { readonly 'dependency-name': string }[];
    }[];
  };
  assert.deepEqual(
    updates.map((each) => each['package-ecosystem']),
    ['npm', 'github-actions'],
  );
  for (const { 'dependency-name': name } of updates[0]?.ignore ?? [])
    assert.ok(name in manifest.devDependencies, name);
});

test('forms for issues are well formed; that for trouble asks for Show Connection Health, and sends holes elsewhere', () => {
  const forms = ofFolder('.github/ISSUE_TEMPLATE').filter((path) => !path.endsWith('config.yml'));
  assert.equal(forms.length, 3);
  for (const path of forms) {
    const { name, description, body } = load(readText(path)) as {
      readonly name: string;
      readonly description: string;
      readonly body: readonly {
        readonly type: string;
        readonly id?: string;
        readonly validations?: { readonly required: boolean };
      }[];
    };
    assert.ok(name.length > 0 && description.length > 0, path);
    const ids = body.flatMap(({ id }) => id ?? []);
    assert.equal(new Set(ids).size, body.filter(({ type }) => type !== 'markdown').length, path);
    assert.ok(
      body.every(({ type }) => ['markdown', 'textarea', 'input', 'dropdown'].includes(type)),
      path,
    );
    if (path.endsWith('trouble.yml'))
      assert.deepEqual(body.find(({ id }) => id === 'health')?.validations, { required: true });
  }
  const trouble = readText('.github/ISSUE_TEMPLATE/trouble.yml');
  assert.match(trouble, /Agent Runs: Show Connection Health/);
  assert.match(trouble, /SECURITY\.md/);
});
