/** Twenty questions that a person would ask, each answered from the samples by calls of the tools alone. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readText } from '../invariants/sources.ts';
import { openSamples } from './samples.ts';
import { ask } from './support.ts';

type Call = readonly [name: string, input: object, holds: RegExp];

/** The id on the line before the title that fits. */
const idBefore = (text: string, title: RegExp): string =>
  new RegExp(`^\\w+ (\\S+?):?(?: .*)?\\n\\| .*${title.source}`, 'm').exec(text)?.[1] ?? '';
const firstOf = (text: string): string =>
  /^(?:simulation|run|task|scenario) (\S+?):? /m.exec(text)?.[1] ?? '';

let samples: Awaited<ReturnType<typeof openSamples>>;
let made: readonly (readonly [question: string, calls: readonly Call[]])[];

before(async () => {
  samples = await openSamples();
  const say = async (name: string, input: object) => (await ask(name, input, samples.live)).text;
  const scenarios = await say('list_runs', { in: 'sample-cognigy' });
  const scenario = (title: RegExp) => idBefore(scenarios, title);
  const newest = async (title: RegExp) => firstOf(await say('list_runs', { in: scenario(title) }));
  const [order, refund, password, voice] = [/Order status/, /Refund policy/, /Password reset/, /Appointment/];
  const [orders, refunds, passwords] = [await newest(order), await newest(refund), await newest(password)];
  const tasks = await say('list_runs', { in: 'sample-promptingCompany' });
  const cookies = idBefore(tasks, /session cookies/);
  const failed = async (batch: string) =>
    firstOf(await say('list_runs', { in: batch, outcomes: ['failed'] }));
  const bad = await failed(passwords);
  const batches = await say('list_runs', { in: scenario(password) });
  const [, before = ''] = Array.from(batches.matchAll(/^simulation (\S+?): /gm), ([, id]) => id ?? '');
  made = [
    [
      'Which agents can you look at here?',
      [['list_connections', {}, /Cognigy Simulator[^]*The Prompting Company/]],
    ],
    [
      'Which scenarios do we test?',
      [['list_runs', { in: 'sample-cognigy' }, /Refund policy[^]*Order status/]],
    ],
    [
      'Which simulations of order status were run, and when?',
      [['list_runs', { in: scenario(order) }, /16 runs.*2026-11-22/]],
    ],
    [
      'Why did the last order-status simulation get worse?',
      [['explain_batch', { batch: orders }, /Against the one before[^]*group of/]],
    ],
    [
      'Did the last refund simulation get better?',
      [['explain_batch', { batch: refunds }, /Against the one before, \S+: (Too few|No clear|Lower|Higher)/]],
    ],
    [
      'How sure can we be of the pass rate of password reset?',
      [['explain_batch', { batch: passwords, against: 'none' }, /passed \([\d.]+ %, likely \d+–\d+ %\)/]],
    ],
    [
      'What are the main reasons why password reset fails?',
      [['explain_batch', { batch: passwords }, /group of [^]*the judge says/]],
    ],
    [
      'At which turn do good and bad runs of password reset part?',
      [['explain_batch', { batch: passwords }, /^Turn \d+ (separates|parts)/m]],
    ],
    [
      'Which runs of password reset failed?',
      [['list_runs', { in: passwords, outcomes: ['failed'] }, /^run \S+: failed/m]],
    ],
    ['Why did this run fail?', [['get_run', { run: bad }, /not met[^]*the judge says:/]]],
    [
      'What exactly was said at its beginning?',
      [['get_run', { run: bad, from: 1, to: 3 }, /^turn 1[^]*^turn 3/m]],
    ],
    [
      'Show me all criteria of that run with the judge’s words.',
      [['get_run', { run: bad, detail: 'criteria' }, /criterion 1 [^]*criterion 2 /]],
    ],
    ['How should that run have gone?', [['compare', { a: bad }, /B: run \S+: passed[^]*go the same way/]]],
    [
      'What changed between the last two simulations of password reset?',
      [['compare', { a: before, b: passwords }, /Before: batch[^]*Now: batch/]],
    ],
    ['Where does anybody mention a refund?', [['search_transcripts', { query: 'refund' }, /in turn \d/]]],
    [
      'Which runs crashed, and with what error?',
      [
        ['list_runs', { outcomes: ['errored'], limit: 5 }, /^run \S+: errored/m],
        [
          'get_run',
          { run: firstOf(await say('list_runs', { outcomes: ['errored'], limit: 5 })) },
          /^error:\n\| \w/m,
        ],
      ],
    ],
    [
      'What failed in the last day?',
      [['list_runs', { outcomes: ['failed'], since: '1d' }, /^run \S+: failed/m]],
    ],
    [
      'Which coding tasks go worst?',
      [['list_runs', { in: 'sample-promptingCompany' }, /3 of 17 runs passed[^]*session cookies/]],
    ],
    [
      'Why do agents fail to migrate the session cookies?',
      [['explain_batch', { batch: cookies }, /group of [^]*criterion met in/]],
    ],
    [
      'What happened in the voice simulation in which everything failed?',
      [
        ['list_runs', { in: scenario(voice) }, /8 runs, the service counts 8 failed/],
        [
          'explain_batch',
          {
            batch:
              Array.from(
                (await say('list_runs', { in: scenario(voice) })).matchAll(/^simulation (\S+?): .*8 runs/gm),
                ([, id]) => id ?? '',
              )[0] ?? '',
          },
          /8 runs: [^]*group of 8 of 8/,
        ],
      ],
    ],
  ];
});
after(() => samples.close());

test('each is answered by what the tools tell alone, in few bytes, as docs/questions.md has it', async () => {
  assert.equal(made.length, 20);
  const rows: string[] = [];
  for (const [question, calls] of made) {
    let total = 0;
    for (const [name, input, holds] of calls) {
      const { text, bytes } = await ask(name, input, samples.live);
      assert.match(text, holds, question);
      assert.ok(bytes <= 12_000, question);
      total += bytes;
    }
    const words = calls.map(
      ([name, input]) =>
        `\`${name} ${JSON.stringify(input).replace(/[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '…')}\``,
    );
    rows.push(`| ${question} | ${words.join('<br>')} | ${total} |`);
  }
  // Printed with a failure, so that the page can be brought up to date.
  const told = readText('docs/questions.md')
    .split('\n')
    .filter((line) => /\| \d+ +\|$/.test(line))
    .map(plain);
  assert.deepEqual(told, rows.map(plain));
});

test('no key of a service is in an answer, whatever is asked', async () => {
  const texts: string[] = [];
  for (const [, calls] of made)
    for (const [name, input] of calls)
      for (const source of [samples.live, samples.kept])
        texts.push(
          await ask(name, input, source).then(
            ({ text }) => text,
            (error: unknown) => (error instanceof Error ? `${error.message} ${error.stack}` : String(error)),
          ),
        );
  const { key, origin } = samples.service;
  for (const secret of [
    key,
    key.slice(0, 16),
    key.slice(-16),
    Buffer.from(key).toString('base64').slice(0, 20),
    origin,
  ])
    assert.deepEqual(
      texts.filter((text) => text.includes(secret)),
      [],
    );
  assert.equal(texts.length, 44);
});

function plain(row: string): string {
  return row.replace(/\s+/g, ' ');
}
