/** The tools of VS Code's assistant: as the manifest offers them, and how they are answered. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectionsAsked, isWhole, placesAsked } from '../../../src/services/query/asked.ts';
import { questions } from '../../../src/services/query/questions.ts';
import { manifestText, notInBrowser, readText, sourcesIn } from '../invariants/sources.ts';

interface Offered {
  readonly name: string;
  readonly modelDescription: string;
  readonly inputSchema: unknown;
  readonly canBeReferencedInPrompt: boolean;
  readonly toolReferenceName: string;
  readonly tags: readonly string[];
  readonly when: string;
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly languageModelTools: readonly Offered[];
    readonly chatSkills: readonly { readonly path: string; readonly when: string }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly scope: string; readonly default: unknown }>>;
    };
  };
}

const { contributes, activationEvents } = JSON.parse(manifestText()) as Manifest;
const tools = contributes.languageModelTools;
const setting = 'agentRuns.assistant.enabled';

test('the manifest offers each question as a tool, as the question describes itself', () => {
  assert.deepEqual(
    tools.map(({ name, modelDescription, inputSchema }) => [name, modelDescription, inputSchema]),
    questions.map(({ name, description, inputSchema }) => [`agentRuns_${name}`, description, inputSchema]),
  );
  for (const { canBeReferencedInPrompt, toolReferenceName, tags } of tools) {
    assert.equal(canBeReferencedInPrompt, true);
    assert.match(toolReferenceName, /^[\w-]+$/);
    assert.ok(tags.includes('read-only'));
  }
  const [source] = sourcesIn('src/vscode').filter(({ path }) => path.endsWith('assistant/registerTools.ts'));
  assert.ok(source);
  for (const { name } of questions) assert.match(source.text, new RegExp(`^  '${name}',$`, 'm'));
});

test('they vanish with a setting that no workspace changes, and cost no activation', () => {
  const { scope, default: byDefault } = contributes.configuration.properties[setting] ?? {};
  assert.deepEqual([scope, byDefault], ['application', true]);
  for (const { when } of [...tools, ...contributes.chatSkills])
    assert.ok(when === `config.${setting}` || when === `config.${setting} && ${notInBrowser}`, when);
  // The only one that does nothing without an archive.
  assert.deepEqual(
    tools.filter(({ when }) => when.includes(notInBrowser)).map(({ name }) => name),
    ['agentRuns_search_transcripts'],
  );
  assert.deepEqual(
    activationEvents.filter((event) => event.startsWith('onLanguageModelTool') || event === '*'),
    [],
  );
});

test('the skill is named as its folder and names tools that there are', () => {
  const [skill] = contributes.chatSkills;
  assert.equal(skill?.path, './skills/agent-runs/SKILL.md');
  const text = readText('skills/agent-runs/SKILL.md');
  assert.match(text, /^---\nname: agent-runs\ndescription: .{50,500}\n---\n/);
  const named = new Set(Array.from(text.matchAll(/`(agentRuns_\w+)`/g), ([, name]) => name));
  assert.deepEqual(
    [...named].filter((name) => !tools.some((tool) => tool.name === name)),
    [],
  );
  assert.equal(named.size, 6);
});

test('what would be read is known before it is asked', () => {
  assert.deepEqual(placesAsked({ a: 'shop/s/b', b: 'other/s/b#1' }), ['shop', 'other']);
  assert.deepEqual(placesAsked({ batch: 'shop/s/b', against: 'other/s/b' }), ['shop', 'other']);
  // No question takes an id that is not looked at.
  for (const { inputSchema } of questions)
    for (const [name, { maxLength }] of Object.entries(
      inputSchema['properties'] as Readonly<Record<string, { readonly maxLength?: number }>>,
    ))
      if (maxLength === 8192) assert.deepEqual(placesAsked({ [name]: 'shop/s/b' }), ['shop'], name);
  for (const against of ['baseline', 'previous', 'none'])
    assert.deepEqual(placesAsked({ batch: 'shop/s/b', against }), ['shop']);
  assert.deepEqual(placesAsked({ in: 7, run: 'a#b#c' }), []);
  assert.deepEqual(placesAsked('rubbish'), []);
  assert.deepEqual(
    [isWhole({ detail: 'whole' }), isWhole({ detail: 'digest' }), isWhole(null)],
    [true, false, false],
  );
});

test('a run that is called by its own id alone leads to its connection, too', async () => {
  const looked: string[] = [];
  const source = {
    named: (id: string) => {
      looked.push(id);
      return Promise.resolve(id === 'run-9' ? [{ connection: 'other', path: ['s'], run: id }] : []);
    },
  };
  const { signal } = new AbortController();
  assert.deepEqual(await connectionsAsked({ a: 'shop/s/b#1', b: ' run-9 ' }, source, signal), [
    'shop',
    'run-9',
    'other',
  ]);
  assert.deepEqual(await connectionsAsked({ in: 'shop/s' }, source, signal), ['shop']);
  assert.deepEqual(looked, ['run-9']);
});
