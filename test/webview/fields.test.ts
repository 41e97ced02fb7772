import { expected as promptingExpects } from '../../src/providers/promptingCompany/facts.ts';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ProviderError } from '../../src/core/provider/providerError.ts';
import type { RunItem } from '../../src/core/run/run.ts';
import { fakeSource, given, makeCriterion, makeRef, makeRun, makeTurn } from './support/runs.ts';
import { panelSuite, region, until, words } from './support/suite.ts';

const { open } = panelSuite();
const hour = 3_600_000;

describe('the panel shows all that was reported', () => {
  it('of a conversation that failed', async () => {
    const now = Date.now();
    const run = makeRun({
      title: 'Run 3',
      sequence: 3,
      repeat: { case: 'late order', number: 2, total: 5 },
      state: 'finished',
      verdict: 'failed',
      reason: 'Criterion not met: Order Located',
      turns: [makeTurn('Where is my order?'), makeTurn('I cannot tell.')],
      totalTurns: 14,
      maxTurns: 20,
      criteria: [
        makeCriterion('Polite', { met: 'met' }),
        makeCriterion('Order Located', {
          met: 'notMet',
          text: 'The agent finds the order',
          reason: 'It never looked it up.',
          ...{ score: 0.25, weight: 2, required: true },
          type: 'toolCalled',
        }),
        makeCriterion('Escalated'),
      ],
      successRate: { percentage: 50, numerator: 1, denominator: 2 },
      summary: 'Friendly, but of no help.',
      conversationEnded: true,
      createdAt: { ms: now - 3 * hour, raw: now - 3 * hour },
      expiresAt: { ms: now + 48 * hour, raw: '2026-12-01' },
      duration: { ms: 142_000, raw: 142_000, assumedUnit: true },
      facts: given({
        ...{ model: 'model-1', endpointType: 'webchat3' },
        ...{ score: 41, costUsd: 0.0171, tokens: 12_345 },
      }),
      ids: [
        ['Run', 'run-id-1'],
        ['Project', 'project-id-1'],
      ],
      rest: { createdBy: 'someone', nested: { flag: false } },
    });
    const { page, close, complaints } = await open(run);
    await page.getByRole('button', { name: 'All facts' }).click();
    const summary = await words(region(page, 'Summary'));
    for (const expected of [
      'Cognigy Simulator › Samples › Order status › Simulation 2',
      'Run 3',
      'run-id-1',
      'Failed 1 of 3 criteria not met',
      'Order Located: It never looked it up.',
      'Friendly, but of no help.',
      'State finished',
      'Duration 2 min 22 s',
      'Turns 14 of max 20',
      'Model model-1',
      'Endpoint type webchat3',
      'Score 41 of 100',
      'Cost $0.0171',
      'Tokens 12,345',
      'Case late order',
      'Repeat 2 of 5',
      'Run number 3',
      'Created 3 h ago',
      'Expires in 2 d',
    ]) {
      assert.ok(summary.includes(expected), `${expected} in: ${summary}`);
    }
    assert.match(await words(region(page, 'Transcript')), /1 Where is my order\? .*2 I cannot tell\./);
    const criteria = await words(region(page, 'Criteria'));
    assert.ok(criteria.includes('1 of 3 met'), criteria);
    assert.ok(criteria.includes('Met: Polite'), criteria);
    assert.ok(
      criteria.includes(
        'Not met: Order Located toolCalled score 0.25 weight 2 required It never looked it up. The agent finds the order',
      ),
      criteria,
    );
    assert.ok(criteria.includes('Not reported: Escalated'), criteria);
    const metrics = await words(region(page, 'Metrics'));
    for (const expected of [
      'Success rate 1 of 2, 50 %',
      'Criteria met 1 of 3',
      'Conversation ended yes',
      'Verdict failed',
    ]) {
      assert.ok(metrics.includes(expected), `${expected} in: ${metrics}`);
    }
    const details = await words(region(page, 'Details'));
    assert.ok(details.includes('Project project-id-1'), details);
    assert.ok(details.includes('createdBy: someone'), details);
    assert.equal(await region(page, 'Error').count(), 0);
    assert.equal(
      await page.getByText('2 min 22 s').first().getAttribute('title'),
      'Reported: 142000. The unit is not documented; milliseconds are assumed.',
    );
    assert.deepEqual(complaints, []);
    await close();
  });

  it('of a coding task, and says that there are no transcripts', async () => {
    const run = makeRun({
      provider: 'promptingCompany',
      turns: undefined,
      state: 'finished',
      rawState: 'completed',
      verdict: 'passed',
      facts: given({
        ...{ harness: 'claude', model: 'model-2', environment: 'Docs on', task: 'Send an e-mail' },
        ...{ score: 98, costUsd: 0.34, tokens: 182_340 },
      }),
      expected: promptingExpects,
      duration: { ms: 98_607, raw: 98_607, assumedUnit: false },
    });
    const { page, close } = await open(run);
    await page.getByRole('button', { name: 'All facts' }).click();
    const summary = await words(region(page, 'Summary'));
    for (const expected of [
      'Passed',
      'State completed',
      'Harness claude',
      'Environment Docs on',
      'Task Send an e-mail',
      'Score 98 of 100',
      'Cost $0.34',
      'Tokens 182,340',
      'Started not reported',
    ]) {
      assert.ok(summary.includes(expected), `${expected} in: ${summary}`);
    }
    assert.ok(
      (await words(region(page, 'Transcript'))).includes(
        'The service does not report transcripts for these runs.',
      ),
    );
    assert.equal(await page.getByRole('article').count(), 0);
    await close();
  });

  it('and says "not reported" instead of inventing zeros', async () => {
    const { page, close } = await open(makeRun());
    await page.getByRole('button', { name: 'All facts' }).click();
    const all = await words(page.getByRole('main'));
    for (const expected of [
      'No verdict',
      'Duration not reported',
      'Model not reported',
      'Endpoint type not reported',
      'Created not reported',
      'Success rate not reported',
      'Conversation ended not reported',
      'This run has no turns.',
      'The service reported no success criteria for this run.',
    ]) {
      assert.ok(all.includes(expected), `${expected} in: ${all}`);
    }
    assert.doesNotMatch(all, /\$0|\b0 %/);
    await close();
  });

  it('of a technical error, with details to copy', async () => {
    const run = makeRun({
      error: { message: 'The gateway is down.', technicalDetails: { code: 'E7', attempts: 3 } },
      turns: [makeTurn('Hello?')],
    });
    const { page, close, intents } = await open(run);
    const error = region(page, 'Error');
    assert.match(await words(error), /The gateway is down\. .*"code": "E7", "attempts": 3/);
    await error.getByRole('button', { name: 'Copy technical details' }).click();
    assert.deepEqual(intents.at(-1), { type: 'copyPart', part: { of: 'technicalDetails', index: 0 } });
    await close();
  });

  it('calls of tools with their results, and thoughts apart from speech', async () => {
    const call = {
      kind: 'toolCall',
      name: 'getBooking',
      callId: '1',
      arguments: '{"reference":"BN2H4S"}',
    } as const;
    const result = {
      kind: 'toolResult',
      name: undefined,
      callId: '1',
      isJson: true,
      isError: false,
    } as const;
    const blocks = [
      { kind: 'reasoning', text: 'I need the booking first.' },
      call,
      { ...result, content: '{"seats":2}' },
    ] as const;
    const data = { toolCall: { name: 'getBooking' } };
    const run = makeRun({
      turns: [makeTurn(undefined, { blocks, data, role: 'assistant' }), makeTurn('Two seats.')],
    });
    const { page, close } = await open(run);
    const turn = page.getByRole('article').first();
    const shown = await words(turn);
    assert.match(shown, /Thought getBooking\(reference: "BN2H4S"\) → \{"seats":2\}/);
    assert.doesNotMatch(shown, /No text was reported|Data|I need the booking/);
    await turn.getByRole('button', { name: 'getBooking(reference: "BN2H4S")' }).click();
    await turn.getByText('{"seats":2}', { exact: true }).waitFor();
    await turn.getByRole('button', { name: 'Thought' }).click();
    await turn.getByText('I need the booking first.').waitFor();
    await turn.getByRole('button', { name: 'Copy the result of tool 1 in turn 1' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('seats":2');
    await page.getByText('1 of 1').waitFor();
    await close();
  });

  it('turns without text, with empty text, with a role, with data', async () => {
    const run = makeRun({
      turns: [
        makeTurn(undefined),
        makeTurn(''),
        makeTurn('Hi', { role: 'assistant' }),
        makeTurn('See data', { data: { tool: { name: 'lookup' } }, extra: { channel: 'x' } }),
      ],
    });
    const { page, close } = await open(run);
    const rows = page.getByRole('article');
    assert.match(await words(rows.nth(0)), /No text was reported/);
    assert.match(await words(rows.nth(1)), /The text of this turn is empty/);
    assert.match(await words(rows.nth(2)), /assistant Hi/);
    assert.equal(await rows.nth(2).getAttribute('aria-label'), 'Turn 3, assistant');
    await rows.nth(3).getByRole('button', { name: /^Data/ }).click();
    const tree = page.getByRole('tree', { name: 'Data of turn 4' });
    await tree.waitFor();
    assert.match(await words(tree), /tool: \{1\}/);
    await tree.getByRole('treeitem').first().press('ArrowRight');
    assert.match(await words(tree), /name: lookup/);
    assert.match(await words(rows.nth(3)), /Other fields/);
    await close();
  });
});

describe('a panel that cannot show its run', () => {
  const failure = new ProviderError({
    reason: 'unauthorized',
    message: 'The key was refused.',
    nextStep: 'Set another key.',
    remedy: 'setApiKey',
    service: { detail: 'invalid api key' },
  });

  it('says what happened and what to do, with a button that does it', async () => {
    const source = fakeSource();
    source.failWith(failure);
    const { page, close, intents } = await open(makeRef('x'), { source });
    const main = page.getByRole('main');
    await until('the error', async () => (await words(main)).includes('The key was refused.'));
    assert.match(await words(main), /Set another key\. The service said: invalid api key/);
    await main.getByText('Set API Key').click();
    assert.deepEqual(intents.at(-1), { type: 'action', action: 'setApiKey' });
    source.failWith(undefined);
    source.put(makeRun({ ref: makeRef('x'), title: 'Back again' }));
    await page.getByRole('heading', { name: 'Back again' }).waitFor();
    await close();
  });

  it('keeps good data beside a later error', async () => {
    const source = fakeSource(makeRun({ turns: [makeTurn('Still here')] }));
    const { page, close, session } = await open(makeRun(), { source });
    source.failWith(failure);
    session.receive({ type: 'retry' });
    await page.getByRole('alert').waitFor();
    const main = await words(page.getByRole('main'));
    assert.match(main, /The key was refused\. What you see below is from before\./);
    assert.match(main, /Still here/);
    await close();
  });

  it('shows what is wrong with a run of another shape, and offers its JSON', async () => {
    const broken: RunItem = {
      kind: 'broken',
      ref: makeRef('b'),
      hasId: true,
      provider: 'cognigy',
      title: 'Run 7',
      problem: 'turns: expected array, got string',
      raw: () => '{}',
    };
    const { page, close, intents } = await open(broken);
    assert.match(await words(page.getByRole('main')), /Run 7 .*turns: expected array, got string/);
    await page.getByText('Open Raw JSON').click();
    assert.deepEqual(intents.at(-1), { type: 'action', action: 'openRawJson' });
    await close();
  });
});
