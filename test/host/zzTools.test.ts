/** The tools of the assistant in a real extension host, called without a model. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('Tools of the assistant over the samples', () => {
  before(() => vscode.commands.executeCommand('agentRuns.exploreSamples'));
  after(() =>
    vscode.workspace
      .getConfiguration('agentRuns')
      .update('assistant.enabled', undefined, vscode.ConfigurationTarget.Global),
  );

  it('are offered with their schemas', () => {
    const own = vscode.lm.tools.filter(({ name }) => name.startsWith('agentRuns_'));
    assert.equal(own.length, 6);
    for (const { inputSchema, tags } of own) {
      assert.ok(typeof inputSchema === 'object' && 'properties' in inputSchema);
      assert.ok(tags.includes('read-only'));
    }
  });

  it('lead from the connections to why a run failed', async () => {
    assert.match(await call('list_connections', {}), /^connection sample-cognigy: /m);
    const [scenario = ''] = idsIn(await call('list_runs', { in: 'sample-cognigy' }));
    const [batch = ''] = idsIn(await call('list_runs', { in: scenario }));
    assert.match(await call('explain_batch', { batch }), /^\d+ runs?: /m);
    const [run = ''] = idsIn(await call('list_runs', { in: batch }));
    const digest = await call('get_run', { run });
    assert.ok(digest.startsWith(`Run ${run}: `));
    assert.match(
      digest,
      /^Open it: \S+:\/\/agent-run-inspector\.agent-run-inspector\/open\?id=sample-cognigy\//m,
    );
  });

  it('keep to the budget of whoever asks', async () => {
    const [scenario = ''] = idsIn(await call('list_runs', { in: 'sample-cognigy' }));
    const counted: number[] = [];
    const text = await call(
      'list_runs',
      { in: scenario },
      {
        tokenBudget: 300,
        countTokens: (said) => {
          counted.push(said.length / 2);
          return Promise.resolve(said.length / 2);
        },
      },
    );
    assert.ok(counted.length > 1, 'a first answer was too long');
    assert.ok(text.length / 2 <= 300, text);
  });

  it('say what to do instead where there is no answer', async () => {
    await assert.rejects(
      call('get_run', { run: 'nowhere/x#1' }),
      /no connection "nowhere" here. list_connections/,
    );
  });

  it('end when they are cancelled', async () => {
    const cancelled = new vscode.CancellationTokenSource();
    cancelled.cancel();
    await assert.rejects(call('list_connections', {}, undefined, cancelled.token));
  });

  it('answer nothing when the person has turned them off', async () => {
    const settings = vscode.workspace.getConfiguration('agentRuns');
    await settings.update('assistant.enabled', false, vscode.ConfigurationTarget.Global);
    await assert.rejects(call('list_connections', {}), /agentRuns\.assistant\.enabled/);
  });
});

async function call(
  name: string,
  input: object,
  tokenizationOptions?: vscode.LanguageModelToolTokenizationOptions,
  token?: vscode.CancellationToken,
): Promise<string> {
  const options = {
    input,
    toolInvocationToken: undefined,
    ...(tokenizationOptions && { tokenizationOptions }),
  };
  const { content } = await vscode.lm.invokeTool(`agentRuns_${name}`, options, token);
  return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
}

/** Ids that the lines of ours begin with. */
function idsIn(text: string): string[] {
  return Array.from(text.matchAll(/^\w+ (sample-\S+?):? /gm), ([, id]) => id ?? '');
}
