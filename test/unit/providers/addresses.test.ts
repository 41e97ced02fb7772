import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseBaseUrl } from '../../../src/core/kit/baseUrl.ts';
import { cognigy } from '../../../src/providers/cognigy/provider.ts';
import { langwatch } from '../../../src/providers/langwatch/provider.ts';
import { promptfoo } from '../../../src/providers/promptfoo/provider.ts';
import { promptingCompany } from '../../../src/providers/promptingCompany/provider.ts';

test('what people paste becomes the base address of the Simulator', () => {
  const pasted: [string, string][] = [
    ['https://api-trial.cognigy.ai/testing', 'https://api-trial.cognigy.ai/testing'],
    ['api-trial.cognigy.ai', 'https://api-trial.cognigy.ai/testing'],
    [' https://trial.cognigy.ai/agents/1?x=1#y ', 'https://api-trial.cognigy.ai/testing'],
    ['https://acme.cognigy.cloud', 'https://api-acme.cognigy.cloud/testing'],
    ['https://api-app-us.cognigy.ai/openapi', 'https://api-app-us.cognigy.ai/testing'],
    ['https://api-trial.cognigy.ai/openapi/v2.0/', 'https://api-trial.cognigy.ai/testing'],
    ['https://api-trial.cognigy.ai/new/v2.0/projects?limit=1', 'https://api-trial.cognigy.ai/testing'],
    ['https://api-app.cognigy.ai/v2.0/projects', 'https://api-app.cognigy.ai/testing'],
    ['https://cognigy-api-na1.nicecxone.com/', 'https://cognigy-api-na1.nicecxone.com/testing'],
    ['https://gateway.example.com/cognigy/testing/', 'https://gateway.example.com/cognigy/testing'],
    ['https://api-trial.cognigy.ai/testing/simulations/s/batches', 'https://api-trial.cognigy.ai/testing'],
    ['http://127.0.0.1:3000/testing', 'http://127.0.0.1:3000/testing'],
  ];
  for (const [input, url] of pasted) assert.equal(cognigy.normaliseBaseUrl(input), url, input);
});

test('what people paste becomes the base address of The Prompting Company', () => {
  const pasted: [string, string][] = [
    ['app.promptingco.com', 'https://app.promptingco.com'],
    ['https://app.promptingco.com/api/v1/', 'https://app.promptingco.com'],
    ['https://app.promptingco.com/api/v1/agent-simulation/runs?page=1', 'https://app.promptingco.com'],
    ['https://app.promptingco.com/api/v1/openapi.json', 'https://app.promptingco.com'],
    ['https://app.promptingco.com/acme/settings/api-keys', 'https://app.promptingco.com'],
    ['https://app.promptingco.com/acme/p/shop/simulation?tab=runs#x', 'https://app.promptingco.com'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['localhost:3000/acme/p/shop/simulation', 'http://localhost:3000'],
    ['https://gateway.example.com/tpc/', 'https://gateway.example.com/tpc'],
    ['https://gateway.example.com/tpc/api/v1/agent-simulation/runs', 'https://gateway.example.com/tpc'],
  ];
  for (const [input, url] of pasted) assert.equal(promptingCompany.normaliseBaseUrl(input), url, input);
});

test('what people paste becomes the base address of a promptfoo server', () => {
  const pasted: [string, string][] = [
    ['localhost:15500', 'http://localhost:15500'],
    ['127.0.0.1:15600/', 'http://127.0.0.1:15600'],
    ['http://localhost:15500/eval/eval-abc-2026-11-20T10:00:00?view=1#x', 'http://localhost:15500'],
    ['http://localhost:15500/eval', 'http://localhost:15500'],
    ['http://localhost:15500/evals', 'http://localhost:15500'],
    ['http://localhost:15500/api/eval/e1/table?limit=1', 'http://localhost:15500'],
    ['https://evals.example.com/promptfoo/history', 'https://evals.example.com/promptfoo'],
    ['evals.example.com', 'https://evals.example.com'],
  ];
  for (const [input, url] of pasted) assert.equal(promptfoo.normaliseBaseUrl(input), url, input);
  assert.throws(() => promptfoo.normaliseBaseUrl('http://evals.example.com'), /Use an https address/);
});

test('what people paste becomes the base address of a LangWatch', () => {
  const pasted: [string, string][] = [
    ['app.langwatch.ai', 'https://app.langwatch.ai'],
    ['https://app.langwatch.ai/my-shop/simulations/bikes/b1?openRun=r#x', 'https://app.langwatch.ai'],
    ['https://app.langwatch.ai/my-shop', 'https://app.langwatch.ai'],
    ['localhost:5560', 'http://localhost:5560'],
    ['http://localhost:5560/api/simulation-runs?limit=1', 'http://localhost:5560'],
    ['https://tools.example.com/lw/my-shop/simulations', 'https://tools.example.com/lw'],
    ['https://tools.example.com/lw/', 'https://tools.example.com/lw'],
  ];
  for (const [input, url] of pasted) assert.equal(langwatch.normaliseBaseUrl(input), url, input);
  assert.throws(() => langwatch.normaliseBaseUrl('http://lw.example.com'), /Use an https address/);
});

test('sets and batches of LangWatch are read from addresses and from words', () => {
  const set = { scenario: 'bike shop' };
  const both = { ...set, simulation: 'b_2' };
  for (const input of [
    'bike shop/b_2',
    ' bike shop / b_2 ',
    'https://app.langwatch.ai/p/simulations/bike%20shop/b_2?x=1',
    'https://lw.example.com/api/simulation-runs?scenarioSetId=bike%20shop&batchRunId=b_2',
  ])
    assert.deepEqual(langwatch.parseReference?.(input), both, input);
  for (const input of ['bike shop', 'https://app.langwatch.ai/p/simulations/bike%20shop#top'])
    assert.deepEqual(langwatch.parseReference?.(input), set, input);
  for (const input of ['', ' ', 'https://app.langwatch.ai/p/messages', 'a/b/c', '/b'])
    assert.equal(langwatch.parseReference?.(input), undefined, input);
});

test('addresses that a key must not be sent to are refused with a sentence', () => {
  assert.throws(() => parseBaseUrl('http://api.example.com'), /Use an https address/);
  assert.throws(() => parseBaseUrl('ftp://api.example.com'), /Use an https address/);
  assert.throws(() => parseBaseUrl('http://127.0.0.1.example.com'), /Use an https address/);
  assert.throws(() => parseBaseUrl('https://key@api.example.com'), /Leave user name and password out/);
  for (const input of ['', '   ', 'https://', 'a b'])
    assert.throws(() => parseBaseUrl(input), /not an address/, input);
});

test('references are read from addresses and from words', () => {
  const expected = { scenario: 's-1', simulation: 'b_2' };
  for (const input of [
    'https://api-trial.cognigy.ai/testing/simulations/s-1/batches/b_2/runs?projectId=p',
    'https://trial.cognigy.ai/x/scenarios/s-1/simulations/b_2#top',
    's-1 b_2',
    ' s-1/b_2 ',
    's-1, b_2',
  ])
    assert.deepEqual(cognigy.parseReference?.(input), expected, input);
  assert.deepEqual(cognigy.parseReference?.('https://x.io/simulations/a%2Fb/batches/%zz'), {
    scenario: 'a/b',
    simulation: '%zz',
  });
  for (const input of ['', 's-1', 'https://trial.cognigy.ai/agents/1', 'a b c'])
    assert.equal(cognigy.parseReference(input), undefined, input);
});

test('the id of a project is read from its addresses', () => {
  const id = '642c6a2cb45919dfae7b4428';
  for (const input of [
    id,
    ` ${id} `,
    `https://app.cognigy.ai/project/${id}/`,
    `https://app.cognigy.ai/agent/${id}/68d4459ac3bf99944bb5eafc/trainer`,
    `trial-us.cognigy.ai/project/${id}/6a98358c39b9f4bad99e6151/flow/6aad3c9512703c9f60c4dd8d/chart`,
    `https://api-trial.cognigy.ai/testing/simulations?limit=1&projectId=${id}&skip=0`,
    `https://x.io/#/projects/${id}`,
  ])
    assert.equal(cognigy.parseProject?.(input), id, input);
  for (const input of ['', 'https://trial.cognigy.ai/login', 'https://x.io/project/settings', 'two words'])
    assert.equal(cognigy.parseProject?.(input), undefined, input);
});

test('tracked simulations are there without a request', () => {
  const simulations = [
    { scenario: 's:1/ü', simulation: 'b#2' },
    { scenario: 's', simulation: 'b', label: 'Mine' },
    // A whole scenario cannot be tracked there.
    { scenario: 'whole' },
  ];
  const connection = { id: 'c', provider: 'cognigy', label: 'C', baseUrl: 'https://x', simulations };
  assert.deepEqual(
    cognigy.pinned(connection).map(({ path, title, holds }) => [path, title, holds]),
    [
      [['tracked:s%3A1%2F%C3%BC:b%232'], 'Simulation b#2', 'runs'],
      [['tracked:s:b'], 'Mine', 'runs'],
    ],
  );
});
