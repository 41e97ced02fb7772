import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeSampleData } from '../../../src/samples/madeData.ts';
import type { JsonObject } from '../../../src/samples/sampleData.ts';
import { listOf, objectOf, textOf } from '../../../src/samples/sampleData.ts';
import { service, start } from './support.ts';

const minute = 60_000;
const data = makeSampleData({ seed: 1, start });
const cognigy = data.cognigy!;
const promptingCompany = data.promptingCompany!;
const atStart = cognigy(start);
const later = cognigy(start + 60 * minute);

function runsOf(records: typeof atStart, batch: JsonObject): readonly JsonObject[] {
  return records.runs.filter((run) => run['simulationRunBatchReference'] === batch['referenceId']);
}

/** As the contract leaves it to be derived (docs/contracts.md A6). */
function outcome(run: JsonObject): string {
  if (run['metrics'] === undefined) return 'queued';
  const metrics = objectOf(run, 'metrics');
  if (!metrics) return 'running';
  if (objectOf(metrics, 'errorInfo')) return 'errored';
  if (metrics['isBatchStopped'] === true) return 'stopped';
  return metrics['success'] === true ? 'passed' : 'failed';
}

function tally(values: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    [...new Set(values)].sort().map((value) => [value, values.filter((other) => other === value).length]),
  );
}

function fields(run: JsonObject, ...keys: readonly string[]): string {
  return keys.map((key) => textOf(run, key) ?? JSON.stringify(run[key])).join(' ');
}

function turnTexts(run: JsonObject): string[] {
  return listOf(run, 'turns').map((turn) => textOf(turn as JsonObject, 'text') ?? '');
}

describe('same seed and start', () => {
  test('give the same answers to the byte', async (t) => {
    const bodies = await Promise.all(
      [0, 1].map(async () => {
        const samples = await service(t);
        const project = samples.connections[0]!.projectId!;
        const list: { data: { referenceId: string }[] } = await samples.json(
          `/testing/simulations?projectId=${project}`,
        );
        const scenario = `/testing/simulations/${list.data[0]!.referenceId}`;
        const batches: { data: { referenceId: string }[] } = await samples.json(
          `${scenario}/batches?projectId=${project}`,
        );
        const paths = [
          `${scenario}/batches?projectId=${project}`,
          `${scenario}/batches/${batches.data[0]!.referenceId}/runs?limit=100&projectId=${project}`,
          '/api/v1/agent-simulation/runs?pageSize=100',
          '/testing/simulations',
        ];
        return Promise.all(paths.map(async (path) => (await samples.ask(path)).text()));
      }),
    );
    assert.deepEqual(bodies[0]?.slice(0, 3), bodies[1]?.slice(0, 3));
    assert.ok(bodies[0]![1]!.length > 10_000);
  });

  test('another seed gives other ids and other texts', () => {
    const other = makeSampleData({ seed: 2, start }).cognigy!(start);
    const ids = new Set(atStart.runs.map((run) => run['id']));
    assert.equal(other.runs.length, atStart.runs.length);
    assert.ok(other.runs.every((run) => !ids.has(run['id'])));
    assert.notDeepEqual(other.runs.map(turnTexts), atStart.runs.map(turnTexts));
  });

  test('another start moves the times and nothing else', () => {
    const day = 1440 * minute;
    const moved = makeSampleData({ seed: 1, start: start + day }).cognigy!(start + day);
    assert.deepEqual(moved.runs.map(turnTexts), atStart.runs.map(turnTexts));
    assert.deepEqual(
      moved.batches.map((batch) => [batch['referenceId'], Number(batch['createdAt']) - day]),
      atStart.batches.map((batch) => [batch['referenceId'], batch['createdAt']]),
    );
  });
});

describe('Cognigy samples', () => {
  test('have five scenarios of at least three simulations of 8 to 40 runs', () => {
    assert.deepEqual(
      atStart.scenarios.map((scenario) => [
        scenario['name'],
        ...atStart.batches
          .filter((batch) => batch['simulationReference'] === scenario['referenceId'])
          .map((batch) => batch['runs']),
      ]),
      [
        ['Order status: parcel arrived broken', 16, 24, 12],
        ['Appointment rebooking by voice', 24, 8, 40],
        ['Password reset with identity check', 30, 16, 18],
        ['Insurance claim intake', 10, 13, 22],
        ['Refund policy dispute („Kulanz“)', 20, 28, 10],
      ],
    );
  });

  test('show every outcome at the start, and are all over in an hour', () => {
    assert.deepEqual(Object.keys(tally(atStart.runs.map(outcome))), [
      'errored',
      'failed',
      'passed',
      'queued',
      'running',
      'stopped',
    ]);
    assert.deepEqual(Object.keys(tally(later.runs.map(outcome))), ['errored', 'failed', 'passed', 'stopped']);
  });

  test('fail on each criterion of each scenario, but never on all runs of it', () => {
    for (const scenario of later.scenarios) {
      const runs = later.runs.filter((run) => run['simulationReference'] === scenario['referenceId']);
      const results = runs.flatMap((run) => listOf(objectOf(run, 'metrics')!, 'results') as JsonObject[]);
      for (const criterion of listOf(scenario, 'successCriteria') as JsonObject[]) {
        const name = textOf(objectOf(criterion, 'params')!, 'name') ?? '';
        const verdicts = results.filter((result) => result['name'] === name).map(({ success }) => success);
        assert.ok(verdicts.includes(false) && verdicts.includes(true), `${name} always ends the same`);
      }
    }
  });

  test('use voice and chat endpoint types', () => {
    assert.deepEqual(Object.keys(tally(atStart.runs.map((run) => textOf(run, 'endPointType') ?? ''))), [
      'msTeams',
      'phoneBridge',
      'rest',
      'voiceGateway2',
      'webchat3',
      'whatsapp',
    ]);
  });

  test('have one run of 300 turns, whose mistake is where the judge says', () => {
    const [long, ...others] = later.runs.filter((run) => run['totalTurns'] === 300);
    assert.deepEqual(others, []);
    assert.equal(listOf(long!, 'turns').length, 300);
    assert.equal(objectOf(long!, 'metrics')!['isConversationEnded'], false);
    const texts = turnTexts(long!);
    assert.match(texts[116] ?? '', /an alarm clock.*15/i);
    assert.match(texts[117] ?? '', /an alarm clock, 50 euros/);
    const [, , , , amounts] = listOf(objectOf(long!, 'metrics')!, 'results') as JsonObject[];
    assert.equal(amounts!['turn'], 118);
    assert.match(textOf(amounts!, 'reason') ?? '', /^At turn 118 the agent notes 50 euros/);
  });

  test('have runs that hit the limit of turns', () => {
    const limited = later.runs.filter((run) => run['totalTurns'] === run['maxTurns']);
    assert.deepEqual(tally(limited.map((run) => JSON.stringify(run['maxTurns']))), { '30': 2, '300': 1 });
    assert.ok(limited.every((run) => objectOf(run, 'metrics')!['success'] === false));
  });

  test('speak several languages and scripts', () => {
    const text = later.runs.flatMap(turnTexts).join('\n');
    for (const sample of [
      /für Sie tun/,
      /الحجز/,
      /日本語/,
      /😡/u,
      /\n\n1\. \*\*Replacement\*\*/,
      /\| What \| Amount \|/,
    ])
      assert.match(text, sample);
  });

  test('carry structured data: tools, quick replies, buttons, attachments, voice', () => {
    const keys = later.runs.flatMap((run) =>
      listOf(run, 'turns').flatMap((turn) => Object.keys(objectOf(turn as JsonObject, 'data') ?? {})),
    );
    assert.deepEqual(Object.keys(tally(keys)), [
      '_cognigy',
      'asr',
      'attachments',
      'bargeIn',
      'inventory',
      'role',
      'toolCall',
      'toolResult',
    ]);
  });

  test('count in each batch what its runs say', () => {
    for (const records of [atStart, cognigy(start + 3 * minute), later])
      for (const batch of records.batches) {
        const outcomes = runsOf(records, batch).map(outcome);
        const open = outcomes.filter((word) => word === 'queued' || word === 'running').length;
        assert.equal(batch['runs'], outcomes.length);
        assert.equal(batch['completedRuns'], outcomes.length - open);
        assert.equal(batch['failedRuns'], outcomes.filter((word) => word === 'errored').length);
        if (open > 0) assert.equal(batch['completedAt'], null);
      }
    assert.ok(later.batches.every((batch) => Number(batch['completedAt']) > Number(batch['startedAt'])));
  });

  test('report in each run as much as the contract names, and success rates that add up', () => {
    for (const run of later.runs) {
      const turns = listOf(run, 'turns') as JsonObject[];
      assert.equal(run['totalTurns'], turns.length);
      assert.deepEqual(
        turns.map(({ sequence }) => sequence),
        turns.map((_, index) => index + 1),
      );
      const times = turns.map(({ createdAt }) => Number(createdAt));
      assert.deepEqual(
        times,
        times.toSorted((a, b) => a - b),
      );
      assert.equal(run['status'], undefined);
      const metrics = objectOf(run, 'metrics')!;
      const results = listOf(metrics, 'results') as JsonObject[];
      const rate = objectOf(metrics, 'successRate');
      if (outcome(run) === 'passed' || outcome(run) === 'failed') {
        assert.equal(results.length, listOf(run, 'successCriteria').length);
        assert.equal(rate!['numerator'], results.filter(({ success }) => success === true).length);
        assert.equal(
          metrics['success'],
          results.every(({ success }) => success === true),
        );
      }
      for (const { turn, reason } of results)
        if (turn !== undefined) {
          assert.ok(Number(turn) >= 1 && Number(turn) <= turns.length);
          assert.match(JSON.stringify(reason), new RegExp(`\\b[Tt]urn ${Number(turn)}\\b`));
        }
    }
    assert.equal(new Set(later.runs.map(({ id }) => id)).size, later.runs.length);
  });

  test('explain technical errors with a message and details', () => {
    const errors = later.runs.filter((run) => outcome(run) === 'errored');
    const infos = errors.map((run) => objectOf(objectOf(run, 'metrics')!, 'errorInfo')!);
    assert.equal(new Set(infos.map(({ message }) => message)).size, 5);
    assert.ok(infos.every((info) => /\n {4}at /.test(textOf(info, 'technicalDetails') ?? '')));
  });

  test('a run grows turn by turn and ends with a verdict', () => {
    const id = atStart.runs.find((run) => outcome(run) === 'running')!['id'];
    const seen = Array.from({ length: 30 }, (_, step) => {
      const run = cognigy(start + step * 5_000).runs.find((candidate) => candidate['id'] === id)!;
      return { turns: listOf(run, 'turns').length, outcome: outcome(run), duration: run['duration'] };
    });
    const counts = seen.map(({ turns }) => turns);
    assert.deepEqual(
      counts,
      counts.toSorted((a, b) => a - b),
    );
    assert.ok(new Set(counts).size > 3);
    assert.deepEqual([seen[0]!.outcome, seen[0]!.duration], ['running', null]);
    assert.ok(['passed', 'failed'].includes(seen.at(-1)!.outcome));
  });

  test('the scheduled simulation appears when its time has come', () => {
    const scheduled = (records: typeof atStart): unknown => records.scenarios[4]!['nextScheduledRun'];
    assert.equal(scheduled(atStart), '2026-11-22T12:02:00.000Z');
    assert.equal(scheduled(cognigy(start + 2 * minute)), null);
    assert.equal(cognigy(start + 2 * minute - 1).batches.length, 15);
    assert.equal(cognigy(start + 2 * minute).batches.length, 16);
  });
});

describe('Prompting Company samples', () => {
  const { runs } = promptingCompany(start);

  test('have 3 to 8 runs for each of 6 tasks in 3 environments', () => {
    const pairs = tally(
      promptingCompany(start + 2 * minute).runs.map((run) => fields(run, 'taskId', 'environmentId')),
    );
    const counts = Object.entries(pairs)
      .filter(([pair]) => !pair.startsWith('null'))
      .map(([, count]) => count);
    assert.equal(counts.length, 18);
    assert.ok(counts.every((count) => count >= 2 && count <= 8));
  });

  test('show every state and verdict at the start', () => {
    assert.deepEqual(Object.keys(tally(runs.map((run) => fields(run, 'status', 'passed')))), [
      'analyzing null',
      'cancelled null',
      'completed false',
      'completed null',
      'completed true',
      'creating_sandbox null',
      'evaluating null',
      'failed null',
      'queued null',
      'running null',
    ]);
  });

  test('judge by goals: the score is their share, passed means all', () => {
    for (const run of runs.filter(({ passed }) => passed !== null)) {
      const goals = listOf(objectOf(run, 'metadata') ?? {}, 'goals') as JsonObject[];
      if (goals.length === 0) continue;
      const met = goals.filter(({ passed }) => passed === true).length;
      assert.equal(run['passed'], met === goals.length);
      assert.equal(run['overallScore'], Math.round((1000 * met) / goals.length) / 10);
      assert.ok(goals.every(({ reason }) => typeof reason === 'string'));
    }
  });

  test('contain what the schema allows but seldom happens', () => {
    const count = (holds: (run: JsonObject) => boolean): number => runs.filter(holds).length;
    assert.equal(
      count(({ deletedAt }) => deletedAt !== null),
      1,
    );
    assert.equal(
      count(({ taskId }) => taskId === null),
      1,
    );
    assert.equal(
      count(({ environment }) => environment === null),
      1,
    );
    assert.equal(
      count((run) => !('metadata' in run)),
      1,
    );
    assert.equal(
      count(
        ({ task, environment }) =>
          task === null &&
          environment !== null &&
          objectOf({ environment: environment! }, 'environment')!['task'] !== null,
      ),
      1,
    );
  });

  test('one walks through its lifecycle, one appears later', () => {
    const id = runs.find(({ status }) => status === 'queued')!['id'];
    const states = Array.from({ length: 240 }, (_, step) => {
      const run = promptingCompany(start + step * 5_000).runs.find((candidate) => candidate['id'] === id);
      return textOf(run!, 'status') ?? '';
    });
    assert.deepEqual(
      [...new Set(states)],
      ['queued', 'creating_sandbox', 'running', 'evaluating', 'analyzing', 'completed'],
    );
    assert.equal(promptingCompany(start + 75_000).runs.length - runs.length, 1);
  });
});
