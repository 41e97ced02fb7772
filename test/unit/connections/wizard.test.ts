/** The steps of a connection: which come, what each answer makes of them, and that nothing is lost on any way. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cognigy } from '../../../src/providers/cognigy/provider.ts';
import { inspect } from '../../../src/providers/inspect/provider.ts';
import { langwatch } from '../../../src/providers/langwatch/provider.ts';
import { promptfoo } from '../../../src/providers/promptfoo/provider.ts';
import { promptingCompany } from '../../../src/providers/promptingCompany/provider.ts';
import {
  problemOfAddress,
  problemOfKey,
  problemOfName,
  problemOfProject,
} from '../../../src/services/connections/wizard/checks.ts';
import { offeredServices } from '../../../src/services/connections/wizard/offered.ts';
import {
  answered,
  back,
  beginAdding,
  beginEditing,
  chooseWay,
  connectionOf,
  givenKey,
  hasKey,
  keepTyped,
  mend,
  proposedName,
  stepsOf,
  type Answer,
  type Wizard,
} from '../../../src/services/connections/wizard/wizard.ts';

const projectId = '683ef2a378a878cc6550f78b';
const otherId = '642c6a2cb45919dfae7b4428';

function walk(wizard: Wizard, ...answers: readonly Answer[]): Wizard {
  return answers.reduce(answered, wizard);
}

const toKey: readonly Answer[] = [
  { kind: 'provider', provider: cognigy, id: 'cognigy-1' },
  { kind: 'address', text: 'api-app.cognigy.ai' },
];
const toTest: readonly Answer[] = [
  ...toKey,
  { kind: 'key', text: ' k3y ' },
  { kind: 'project', project: { id: projectId, name: 'Shop' } },
  { kind: 'name', text: '' },
];

const saved = {
  ...{
    id: 'c',
    provider: 'cognigy',
    label: 'Mine',
    baseUrl: 'https://api-app.cognigy.ai/testing',
    projectId,
  },
  simulations: [{ scenario: 's', simulation: 'b' }],
};

test('a new connection is described step by step', () => {
  assert.equal(beginAdding().at, 'provider');
  assert.equal(walk(beginAdding(), ...toKey.slice(0, 1)).at, 'address');
  assert.equal(walk(beginAdding(), ...toKey).at, 'key');
  const done = walk(beginAdding(), ...toTest);
  assert.equal(done.at, 'test');
  assert.equal(givenKey(done), 'k3y');
  assert.deepEqual(connectionOf(done, []), {
    id: 'cognigy-1',
    provider: 'cognigy',
    label: 'Shop',
    baseUrl: 'https://api-app.cognigy.ai/testing',
    projectId,
  });
  assert.equal(JSON.stringify(connectionOf(done, [])).includes('k3y'), false);
});

test('each service has the steps it needs', () => {
  const steps = (provider: typeof cognigy, address = provider.defaultBaseUrl) =>
    stepsOf(walk(beginAdding(), { kind: 'provider', provider, id: 'x' }, { kind: 'address', text: address }));
  assert.deepEqual(steps(cognigy), ['provider', 'address', 'key', 'project', 'name']);
  assert.deepEqual(steps(promptingCompany), ['provider', 'address', 'key', 'name']);
  assert.deepEqual(steps(langwatch), ['provider', 'address', 'key', 'name']);
  assert.deepEqual(steps(promptfoo), ['provider', 'address', 'name']);
  assert.deepEqual(steps(inspect, '/home/me/logs'), ['provider', 'address', 'name']);
  // Elsewhere it is for the person to say that no key is sent.
  assert.deepEqual(steps(promptfoo, 'https://evals.example.com'), ['provider', 'address', 'way', 'name']);
});

test('folders are offered where they can be read, and run files nowhere', () => {
  const local = { ...promptfoo, id: 'local', local: true as const };
  const idsOf = (hasDisk: boolean) =>
    offeredServices([cognigy, inspect, local, promptfoo], hasDisk).map(({ id }) => id);
  assert.deepEqual(idsOf(true), ['cognigy', 'inspect', 'promptfoo']);
  assert.deepEqual(idsOf(false), ['cognigy', 'promptfoo']);
});

test('a folder is named by its own name', () => {
  const wizard = walk(
    beginAdding(),
    { kind: 'provider', provider: inspect, id: 'inspect-1' },
    { kind: 'address', text: '/home/me/lamp logs/' },
    { kind: 'name', text: '' },
  );
  assert.equal(wizard.at, 'test');
  assert.deepEqual(connectionOf(wizard, []), {
    id: 'inspect-1',
    provider: 'inspect',
    label: 'lamp logs',
    baseUrl: 'file:///home/me/lamp%20logs',
  });
});

test('Back leads through the same steps, with everything that was given and typed', () => {
  const end = walk(beginAdding(), ...toTest);
  const seen: string[] = [];
  let wizard = back(end, '');
  for (; wizard.at !== 'provider'; wizard = back(wizard, wizard.at === 'name' ? 'Half a na' : ''))
    seen.push(wizard.at);
  assert.deepEqual(seen, ['name', 'project', 'key', 'address']);
  assert.equal(wizard.name, 'Half a na');
  assert.equal(givenKey({ ...wizard, address: 'https://api-app.cognigy.ai/testing' }), 'k3y');
  assert.equal(wizard.project, projectId);
  // The first step has nothing before it.
  assert.equal(back(wizard, '').at, 'provider');
  // The same service once more changes nothing; another one begins anew.
  assert.equal(answered(wizard, { kind: 'provider', provider: cognigy, id: 'y' }).project, projectId);
  const other = answered(wizard, { kind: 'provider', provider: promptingCompany, id: 'y' });
  assert.deepEqual([other.id, other.key, other.project], ['y', undefined, '']);
});

test('what stands in a box stays when one leaves, right or not', () => {
  const atAddress = walk(beginAdding(), ...toKey.slice(0, 1));
  assert.equal(keepTyped(atAddress, 'http://exam').address, 'http://exam');
  const atKey = walk(beginAdding(), ...toKey);
  assert.equal(givenKey(keepTyped(atKey, 'k3')), 'k3');
  const given = walk(atKey, { kind: 'key', text: 'k3y' });
  assert.equal(givenKey(keepTyped(back(given, ''), '')), 'k3y');
  assert.equal(keepTyped(given, '683').project, '683');
});

test('a key belongs to the origin it was given for', () => {
  const given = walk(beginAdding(), ...toTest);
  const moved = answered(
    { ...given, at: 'address' },
    { kind: 'address', text: 'https://api-trial.cognigy.ai' },
  );
  assert.deepEqual([hasKey(moved), givenKey(moved)], [false, undefined]);
  const home = answered(moved, { kind: 'address', text: 'https://api-app.cognigy.ai/x' });
  assert.equal(givenKey(home), 'k3y');
});

test('the project comes with a pasted address', () => {
  const atAddress = walk(beginAdding(), ...toKey.slice(0, 1));
  const pasted = `https://trial.cognigy.ai/project/${projectId}/${otherId}/flow/${otherId}`;
  const next = answered(atAddress, { kind: 'address', text: pasted });
  assert.deepEqual([next.address, next.project], ['https://api-trial.cognigy.ai/testing', projectId]);
  // A bare host is no project.
  assert.equal(answered(atAddress, { kind: 'address', text: 'localhost' }).project, '');
  const typed = answered(next, { kind: 'project', project: `https://app.cognigy.ai/agent/${otherId}/` });
  assert.equal(typed.project, otherId);
});

test('the key can be sent as bearer', () => {
  const atKey = walk(beginAdding(), ...toKey);
  const choosing = chooseWay(atKey, 'k3y');
  assert.deepEqual([choosing.at, givenKey(choosing)], ['way', 'k3y']);
  const chosen = answered(choosing, { kind: 'way', auth: 'bearer' });
  assert.deepEqual([chosen.at, connectionOf(chosen, []).auth], ['key', 'bearer']);
  // The usual way need not be written down.
  const usual = answered(choosing, { kind: 'way', auth: 'apiKey' });
  assert.equal('auth' in connectionOf(usual, []), false);
});

test('no key is an answer, too, which elsewhere stands in the setting', () => {
  const remote = walk(
    beginAdding(),
    { kind: 'provider', provider: promptfoo, id: 'p' },
    { kind: 'address', text: 'https://evals.example.com' },
  );
  const without = answered(remote, { kind: 'way', auth: 'none' });
  assert.deepEqual([without.at, connectionOf(without, []).auth], ['name', 'none']);
  assert.equal(answered(remote, { kind: 'way', auth: 'basic' }).at, 'key');
});

test('a connection is edited in the same steps, with what it has', () => {
  const wizard = beginEditing(saved, cognigy, true);
  assert.deepEqual(stepsOf(wizard), ['address', 'key', 'project', 'name']);
  assert.deepEqual(connectionOf(wizard, []), saved);
  const done = walk(
    wizard,
    { kind: 'address', text: wizard.address },
    // An empty box keeps the key that is stored.
    { kind: 'key', text: '' },
    { kind: 'project', project: otherId },
    { kind: 'name', text: 'Other' },
  );
  assert.equal(done.at, 'test');
  assert.equal(givenKey(done), undefined);
  assert.deepEqual(connectionOf(done, []), { ...saved, projectId: otherId, label: 'Other' });
  const bearer = beginEditing({ ...saved, auth: 'bearer' }, cognigy, true);
  assert.deepEqual(stepsOf(bearer), ['address', 'way', 'key', 'project', 'name']);
});

test('a stored key stays at its address', () => {
  const wizard = beginEditing(saved, cognigy, true);
  assert.equal(hasKey(wizard), true);
  assert.equal(hasKey(answered(wizard, { kind: 'address', text: 'https://evil.example.com' })), false);
  assert.equal(hasKey(beginEditing(saved, cognigy, false)), false);
});

test('after a failed test the step that was wrong is mended alone, and the test made again', () => {
  const failed = walk(beginAdding(), ...toTest);
  const otherProject = answered(mend(failed, 'project'), {
    kind: 'project',
    project: { id: otherId, name: 'Bank' },
  });
  assert.equal(otherProject.at, 'test');
  // A name that nobody gave follows the project.
  assert.equal(connectionOf(otherProject, []).label, 'Bank');
  assert.equal(answered(mend(failed, 'key'), { kind: 'key', text: 'k2' }).at, 'test');
  // Another origin needs another key before it can be tested.
  const moved = answered(mend(failed, 'address'), { kind: 'address', text: 'https://api-trial.cognigy.ai' });
  assert.equal(moved.at, 'key');
  assert.equal(answered(moved, { kind: 'key', text: 'k2' }).at, 'test');
  // Whoever goes back from there walks all steps.
  assert.equal(answered(back(mend(failed, 'project'), ''), { kind: 'key', text: '' }).at, 'project');
});

test('a name is proposed that nobody has', () => {
  const wizard = walk(beginAdding(), ...toTest);
  assert.equal(proposedName(wizard, ['Shop', 'Shop 2']), 'Shop 3');
  assert.equal(proposedName({ ...wizard, projectName: undefined }, []), 'Project 683ef2a3');
  assert.equal(proposedName({ ...wizard, name: 'Mine' }, ['Mine']), 'Mine');
});

test('what is wrong is said at the box', () => {
  assert.equal(
    problemOfAddress(cognigy, 'http://x.io'),
    'Use an https address, so that the key travels encrypted.',
  );
  assert.equal(problemOfAddress(cognigy, 'x.io'), undefined);
  assert.equal(problemOfKey(' '), 'Paste the API key.');
  assert.equal(problemOfKey(' ', true), undefined);
  assert.match(problemOfKey('a b', true) ?? '', /no spaces/);
  assert.match(problemOfProject(cognigy, 'https://trial.cognigy.ai/login') ?? '', /no project id/);
  assert.equal(problemOfProject(cognigy, projectId), undefined);
  assert.equal(problemOfName(' Mine ', ['Mine']), 'Another connection has this name.');
  assert.equal(problemOfName('Mine', []), undefined);
});
