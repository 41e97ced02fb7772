/** Runs are read back from their exact JSON, without the service. */
import { noExactJson } from '../../../src/core/kit/exactJson.ts';
import { factValue } from '../../../src/core/run/facts.ts';
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
    assert.equal(factValue(run, 'score'), 98);
    assert.deepEqual(run.ref, place);
  });

  it('that breaks the contract is a broken run of the same identity', async () => {
    const run = (await cognigy.saved()).run('{"id":"r1","referenceId":"r1","turns":"oops"}', ref);
    assert.ok(run.kind === 'broken');
    assert.equal(run.problem, 'turns: expected array, got string');
    assert.deepEqual(run.ref, ref);
  });
});

describe('Saved answers', () => {
  it('are told apart by what only one service has', async () => {
    const [one, other] = [(await cognigy.saved()).answers, (await promptingCompany.saved()).answers];
    const run = { id: 'r', turns: [], metrics: null, simulationRunBatchReference: 'b' };
    const broken = { id: 'r', turns: 'oops' };
    const agentRun = { id: 'r', status: 'completed', overallScore: 98, sandboxId: null };
    const scenario = { id: 's', referenceId: 's', successCriteria: [], personaName: 'Ann' };
    const simulation = { id: 'b', referenceId: 'b', simulationReference: 's', runs: 3, completedRuns: 3 };
    const claimed = [run, broken, agentRun, scenario, simulation].map((value) => [
      one.claims(value),
      other.claims(value),
    ]);
    assert.deepEqual(claimed, [
      [true, false],
      [true, false],
      [false, true],
      [false, false],
      [false, false],
    ]);
    assert.equal(one.idOf({ id: 'a', referenceId: 'b' }), 'b');
    assert.deepEqual([one.lists, other.lists], [[['data']], [['data', 'runs'], ['runs']]]);
  });

  it('of the command line are transcripts, with the run that they name', async () => {
    const { transcripts } = (await promptingCompany.saved()).answers;
    const log = {
      runId: '0123',
      session: {
        events: [
          { type: 'user', content: 'Fix it.', timestamp: 1794000000000 },
          {
            type: 'assistant',
            content: [
              { type: 'text', text: 'Yes.' },
              { type: 'tool_use', name: 'bash' },
            ],
          },
          { type: 'thinking', thinking: 'Hm.', uuid: 'u' },
          { type: 'tool_result', name: 'bash', output: { code: 0 } },
          7,
        ],
      },
    };
    assert.ok(transcripts);
    assert.ok(transcripts.claims(log));
    assert.equal(transcripts.claims({ session: {} }), false);
    assert.equal(transcripts.runOf(log), '0123');
    assert.equal(transcripts.runOf({ session: { run: { id: 'x' } } }), 'x');
    const turns = transcripts
      .turns(log, noExactJson)
      .map(({ role, text, data, extra }) => [role, text, data, extra]);
    assert.deepEqual(turns, [
      ['user', 'Fix it.', undefined, undefined],
      ['assistant', 'Yes.', { content: [{ type: 'tool_use', name: 'bash' }] }, undefined],
      ['thinking', 'Hm.', undefined, { uuid: 'u' }],
      ['tool_result', undefined, { name: 'bash', output: { code: 0 } }, undefined],
      [undefined, undefined, 7, undefined],
    ]);
    assert.equal(transcripts.turns(log, noExactJson)[0]?.createdAt?.ms, 1794000000000);
  });
});
