import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadSampleFolder, parseSampleData } from '../../../src/samples/folder.ts';

const cognigy = {
  projects: [{ _id: 'p1' }],
  scenarios: [{ referenceId: 's1', projectReference: 'other' }],
  batches: [{ referenceId: 'b1', simulationReference: 's1' }],
  runs: [{ simulationRunBatchReference: 'b1', strange: [1, null] }],
};
const promptingCompany = { tasks: [], environments: [], runs: [{ id: 'r1' }] };

test('serves the records of both files as they are', () => {
  const data = parseSampleData({
    cognigy: `\uFEFF${JSON.stringify(cognigy)}`,
    promptingCompany: JSON.stringify(promptingCompany),
  });
  assert.deepEqual(data.cognigy?.(0).runs, cognigy.runs);
  assert.deepEqual(data.promptingCompany?.(0).runs, [{ id: 'r1' }]);
});

test('a project reference that nobody explains belongs to the first project', () => {
  const data = parseSampleData({ cognigy: JSON.stringify(cognigy) });
  assert.deepEqual([...data.cognigy!(0).projectIdOfReference], [['other', 'p1']]);
  assert.equal(data.promptingCompany, undefined);
});

const malformed = {
  'not JSON': ['{', /^cognigy\.json is not JSON: /],
  'a list': ['[]', /^cognigy\.json: expected an object with lists of records\.$/],
  'no runs': [JSON.stringify({ ...cognigy, runs: undefined }), /^cognigy\.json: runs must be a list\.$/],
  'a run that is a text': [
    JSON.stringify({ ...cognigy, runs: ['x'] }),
    /^cognigy\.json: runs\[0\] must be an object\.$/,
  ],
  'a batch without scenario': [
    JSON.stringify({ ...cognigy, batches: [...cognigy.batches, { referenceId: 'b2' }] }),
    /^cognigy\.json: batches\[1\]\.simulationReference must be a text\.$/,
  ],
  'no project': [JSON.stringify({ ...cognigy, projects: [] }), /^cognigy\.json: projects is empty\.$/],
} as const;

for (const [name, [text, message]] of Object.entries(malformed)) {
  test(`says what is wrong with ${name}`, () => {
    assert.throws(() => parseSampleData({ cognigy: text }), { name: 'SampleDataError', message });
  });
}

test('names the other file, too', () => {
  assert.throws(() => parseSampleData({ promptingCompany: '{"tasks":[],"environments":[]}' }), {
    message: 'promptingcompany.json: runs must be a list.',
  });
});

test('reads a folder in which one of the files is enough', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'samples-'));
  t.after(() => rm(folder, { recursive: true }));
  await assert.rejects(loadSampleFolder(folder), {
    name: 'SampleDataError',
    message: `There is no cognigy.json and no promptingcompany.json in ${folder}.`,
  });
  await writeFile(join(folder, 'promptingcompany.json'), JSON.stringify(promptingCompany));
  const data = await loadSampleFolder(folder);
  assert.equal(data.cognigy, undefined);
  assert.deepEqual(data.promptingCompany?.(0).runs, [{ id: 'r1' }]);
});

test('a folder that is a file says so', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'samples-'));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'file'), '');
  await assert.rejects(loadSampleFolder(join(folder, 'file')), {
    name: 'SampleDataError',
    message: /ENOTDIR/,
  });
});
