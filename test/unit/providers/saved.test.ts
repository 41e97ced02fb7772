/** Runs are read back from their exact JSON, without the service. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cognigy } from '../../../src/providers/cognigy/provider.ts';
import { promptingCompany } from '../../../src/providers/promptingCompany/provider.ts';

const ref = { connection: 'shop', path: ['scenario:s', 'simulation:b'], run: 'r1' };

describe('A saved run', () => {
  it('of Cognigy is the run it was, under the reference that is given', async () => {
    const raw =
      '{"id":"x","referenceId":"other","sequence":3,"metrics":{"success":false},"turns":[{"text":"Hi"}],"big":1.0}';
    const run = (await cognigy.saved()).run(raw, ref);
    assert.equal(run.kind, 'run');
    assert.ok(run.kind === 'run');
    assert.equal(run.title, 'Run 3');
    assert.equal(run.verdict, 'failed');
    assert.equal(run.turns?.[0]?.text, 'Hi');
    assert.deepEqual(run.ref, ref);
    assert.equal(run.raw(), raw);
  });

  it('of The Prompting Company is, too', async () => {
    const raw = '{"id":"0123456789","status":"completed","passed":true,"overallScore":98}';
    const place = { connection: 'tpc', path: ['task:t'], run: '0123456789' };
    const run = (await promptingCompany.saved()).run(raw, place);
    assert.ok(run.kind === 'run');
    assert.equal(run.title, 'Run 01234567');
    assert.equal(run.score, 98);
    assert.deepEqual(run.ref, place);
  });

  it('that breaks the contract is a broken run of the same identity', async () => {
    const run = (await cognigy.saved()).run('{"id":"r1","referenceId":"r1","turns":"oops"}', ref);
    assert.ok(run.kind === 'broken');
    assert.equal(run.problem, 'turns: expected array, got string');
    assert.deepEqual(run.ref, ref);
  });
});
