import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { after, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { runProgram } from '../../../src/cli/program.ts';
import { zipOf } from '../../support/inspect/zip.ts';
import { projectRoot } from '../../support/paths.ts';

const folder = mkdtempSync(join(tmpdir(), 'runs-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const fixture = (name: string) => join(projectRoot, 'test/fixtures/files', name);

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** What a process prints and ends with, without its start: some eighty of them would take their time. */
async function runs(...words: readonly string[]): Promise<{ status: number; out: string; err: string }> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  // Its bytes: a mark of their order is part of a table.
  const printed = Promise.all([buffer(stdout), buffer(stderr)]);
  const status = await runProgram(words, stdout, stderr);
  stdout.end();
  stderr.end();
  const [out, err] = await printed;
  return { status, out: out.toString(), err: err.toString() };
}

describe('help', () => {
  for (const words of [['--help'], ['-h'], ['help'], ['read', '--help'], ['compare', 'a', '-h']])
    it(`is printed for ${words.join(' ')}`, async () => {
      const { status, out, err } = await runs(...words);
      assert.deepEqual([status, out.split('\n')[0], err], [0, 'Usage: runs COMMAND FILE... [--json]', '']);
    });
});

describe('read', () => {
  it('prints runs as JSON, absent values as null', async () => {
    const { status, out, err } = await runs('read', fixture('cognigy-list.json'), '--json');
    assert.deepEqual([status, err], [0, '']);
    const { runs: all, notes } = JSON.parse(out) as { runs: Record<string, unknown>[]; notes: string[] };
    assert.deepEqual(notes, []);
    assert.deepEqual(
      all.map(({ title, outcome, verdict, score, problem }) => [title, outcome, verdict, score, problem]),
      [
        ['Run 1', 'passed', 'passed', null, null],
        ['Run 2', 'failed', 'failed', null, null],
        ['Run 3', 'passed', 'passed', null, null],
      ],
    );
    const [, failed] = all;
    assert.deepEqual(failed?.['reason'], 'criterion not met: Order Asked For');
    assert.deepEqual(
      (failed['criteria'] as { name: string; met: unknown }[]).map(({ name, met }) => [name, met]),
      [['Order Asked For', false]],
    );
  });

  it('prints all of the runs of an Inspect log', async () => {
    const sample = (id: string, value: string) => ({
      ...{ id, epoch: 1, scores: { match: { value } } },
      messages: [{ role: 'user', content: 'Which lamp?' }],
    });
    const head = { version: 2, status: 'success', eval: { task: 'lamps', model: 'made-up/one' } };
    const path = join(folder, 'log.eval');
    const members = [
      { name: '_journal/start.json', text: JSON.stringify(head) },
      { name: 'samples/a_epoch_1.json', text: JSON.stringify(sample('a', 'C')) },
      { name: 'samples/b_epoch_1.json', text: JSON.stringify(sample('b', 'I')) },
      { name: 'header.json', text: JSON.stringify(head) },
    ];
    writeFileSync(path, zipOf(members));
    assert.equal(
      (await runs('read', path)).out,
      'passed   Sample a, epoch 1 (1 turn)\nfailed   Sample b, epoch 1: match (1 turn)\n2 runs\n',
    );
  });

  it('prints a line a run for people', async () => {
    const { out } = await runs('read', fixture('cognigy-list.json'));
    assert.equal(
      out,
      'passed   Run 1 (2 turns)\nfailed   Run 2: criterion not met: Order Asked For (2 turns)\n' +
        'passed   Run 3 (2 turns)\n3 runs\n',
    );
  });

  it('prints nothing that a terminal acts on, and no letters the other way round', async () => {
    const messages = [{ role: 'user', content: 'Hi' }];
    const path = file('title.json', JSON.stringify({ title: 'a\u001b[2Jb \u202egnp.exe', messages }));
    assert.equal((await runs('read', path)).out, 'unknown  ab [U+202E]gnp.exe (1 turn)\n1 run\n');
  });

  it('prints nothing that a terminal acts on, beside the runs and as JSON either', async () => {
    const broken = file('b\u009b31m\u202er.json', '{"a": [1,');
    const { err } = await runs('read', broken);
    assert.equal(
      err,
      'b[U+202E]r.json cannot be read: line 1, column 10: the file ends in the middle of a list. Mend the file or choose another one, then refresh.\n',
    );
    const missing = await runs('read', 'n\u001b[2Jone\u202e.json');
    assert.equal(missing.err.split('\n')[0], 'There is no file none[U+202E].json.');
    const messages = [{ role: 'user', content: 'a\u009b2Jb\u007f' }];
    const { out } = await runs('read', '--json', file('c1.json', JSON.stringify({ messages })));
    assert.match(out, /"text": "a\\u009b2Jb\\u007f"/);
    assert.doesNotMatch(out, /[\u007f-\u009f]/);
  });

  it('says what is wrong without what a terminal acts on, whatever a file holds', async () => {
    const { err } = await runs('read', file('members.json', JSON.stringify({ 'a\u001b[2J\u202eb': 1 })));
    assert.ok(err.includes('got an object with a[U+202E]b.'), err);
  });

  it('tells of a file that cannot be read beside the runs of the others', async () => {
    const { status, out, err } = await runs(
      'read',
      file('empty.json', ''),
      fixture('conversation.json'),
      '--json',
    );
    const { runs: all, notes } = JSON.parse(out) as { runs: unknown[]; notes: string[] };
    assert.deepEqual([status, all.length, err], [0, 1, '']);
    assert.deepEqual(notes, [
      'empty.json cannot be read: it is empty. Mend the file or choose another one, then refresh.',
    ]);
  });

  it('prints what is nested deeper than JSON.stringify can follow', async () => {
    const levels = 20_000;
    const deep = `${'['.repeat(levels)}1${']'.repeat(levels)}`;
    const talk = file(
      'deep.json',
      `{"about":${deep},"messages":[{"role":"user","content":"Hi","input":${deep}}]}`,
    );
    const { status, out } = await runs('read', talk, '--json');
    assert.equal(status, 0);
    const printed = out.replace(/\s+/g, '');
    assert.ok(printed.includes('"role":"user","text":"Hi"'));
    assert.ok(printed.includes(`"rest":{"about":${deep}}`));
    assert.ok(printed.includes(`"data":{"input":${deep}}`));
  });

  it('keeps a row that is broken, with its problem', async () => {
    const lines = file('two.jsonl', '{"role":"user","content":"hi"}\n{"role":\n');
    const { out } = await runs('read', lines, '--json');
    const { runs: all } = JSON.parse(out) as { runs: { problem: string | null }[] };
    assert.deepEqual(all.map(({ problem }) => problem === null).toSorted(), [false, true]);
  });
});

describe('redact', () => {
  it('prints the text without what the default rules find, and counts on the side', async () => {
    const { status, out, err } = await runs(
      'redact',
      file('mail.txt', 'Write to ann@example.com, please.\n'),
    );
    assert.deepEqual([status, out, err], [0, 'Write to [e-mail], please.\n', 'E-mail addresses: 1\n']);
  });

  it('leaves JSON byte for byte where nothing is found', async () => {
    const path = fixture('cognigy-run.json');
    assert.equal((await runs('redact', path)).out, readFileSync(path, 'utf8'));
  });

  it('redacts what a shell of Windows wrote as UTF-16', async () => {
    const utf16 = Buffer.from('\ufeffWrite to ann@example.com.\n', 'utf16le');
    const { status, out } = await runs('redact', file('utf16.txt', utf16));
    assert.deepEqual([status, out], [0, '\ufeffWrite to [e-mail].\n']);
  });

  it('says in a sentence why a file cannot be read, and prints nothing', async () => {
    const damaged = file('damaged.json.gz', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]));
    const large = file('large.txt', '');
    truncateSync(large, 65 * 1024 * 1024);
    assert.deepEqual(await runs('redact', damaged), {
      status: 1,
      out: '',
      err: 'damaged.json.gz cannot be read: its gzip data is damaged.\n',
    });
    assert.deepEqual(await runs('redact', large, '--json'), {
      status: 1,
      out: '',
      err: 'large.txt cannot be read: it has more than 64 MB.\n',
    });
  });

  it('says where the text is not all of the file', async () => {
    const whole = gzipSync(Array.from({ length: 200 }, (_, at) => `Lamp ${at * 7919}.\n`).join(''));
    const cut = await runs('redact', file('cut.txt.gz', whole.subarray(0, 500)));
    assert.deepEqual(
      [cut.status, cut.out.slice(0, 8), cut.err],
      [0, 'Lamp 0.\n', 'cut.txt.gz cannot be read as a whole: its gzip data ends too early.\n'],
    );
    const latin = await runs('redact', file('latin.txt', Buffer.from('caf\u00e9\n', 'latin1')));
    assert.deepEqual(
      [latin.status, latin.out, latin.err],
      [
        0,
        'caf\ufffd\n',
        'latin.txt cannot be read as a whole: not valid UTF-8; unreadable bytes are shown as \ufffd.\n',
      ],
    );
  });
});

describe('export', () => {
  for (const [format, start] of [
    ['markdown', '# '],
    ['html', '<!doctype html>'],
    ['csv', '\ufeff'],
    ['junit', '<?xml'],
    ['json', '['],
    ['jsonl', '{'],
  ] as const)
    it(`writes ${format}`, async () => {
      const { status, out } = await runs('export', fixture('cognigy-list.json'), '--format', format);
      assert.equal(status, 0);
      assert.ok(out.toLowerCase().startsWith(start), out.slice(0, 40));
    });
});

describe('what cannot be carried out', () => {
  const wrong: readonly (readonly [string, readonly string[], string])[] = [
    ['no command', [], 'There is no command.'],
    ['another command', ['write', 'a'], 'There is no command "write".'],
    ['no file', ['read'], 'read needs a file.'],
    ['a file that is not there', ['read', '/nowhere/at-all.json'], 'There is no file at-all.json.'],
    ['a folder', ['read', folder], ' is no file.'],
    ['a file named by a dash', ['read', '-'], 'Standard input is not read: a file is needed.'],
    ['another short option', ['read', '-j', 'a'], 'There is no option "-j".'],
    ['a file named as an option', ['read', '--', '--help'], 'There is no file --help.'],
    ['another option', ['read', 'a', '--verbose'], 'There is no option "--verbose".'],
    ['another format', ['export', fixture('conversation.json'), '--format', 'pdf'], 'and got "pdf".'],
    ['a rate that is none', ['batch', 'a', '--fail-under', 'most'], 'and got "most".'],
    [
      'an option that the command does not heed',
      ['read', 'a', '--format', 'json'],
      'read takes no --format.',
    ],
    [
      'another format of a batch',
      ['batch', fixture('conversation.json'), '--format', 'pdf'],
      'and got "pdf".',
    ],
    ['an option without its value', ['batch', 'a', '--fail-if-lower'], '--fail-if-lower needs a value.'],
    ['one file where two are needed', ['compare', 'a'], 'compare needs two files, and got 1.'],
  ];
  for (const [name, words, sentence] of wrong)
    it(`is said in a sentence, with status 2: ${name}`, async () => {
      const { status, out, err } = await runs(...words);
      assert.deepEqual([status, out], [2, '']);
      assert.ok(err.split('\n')[0]?.includes(sentence), err);
    });
});

/** A batch of so many runs that passed, then failed, then errored, as a list of the Simulator's API. */
function batchFile(
  name: string,
  passed: number,
  failed: number,
  criterion = 'Rule Cited',
  errored = 0,
): string {
  const data = Array.from({ length: passed + failed + errored }, (_, i) => ({
    id: `${name}-${i + 1}`,
    sequence: i + 1,
    status: 'finished',
    success: i < passed,
    successCriteria: [{ name: criterion, text: 'The rule is named.' }],
    metrics: {
      success: i < passed,
      results: [{ name: criterion, success: i < passed, reason: 'It named no rule.' }],
      ...(i < passed + failed ? {} : { errorInfo: { message: 'Time ran out.' } }),
    },
    turns: [{ text: 'Hello' }],
  }));
  return file(`${name}.json`, JSON.stringify({ data }));
}

describe('batch', () => {
  const good = batchFile('good', 18, 2);
  const bad = batchFile('bad', 8, 12);

  it('says how many passed, how sure that is, in a row, and why the others failed', async () => {
    const { status, out } = await runs('batch', good, '--json');
    assert.equal(status, 0);
    const all = JSON.parse(out) as {
      rate: { passed: number; judged: number; interval: number[] };
      inARow: { k: number; estimate: number; interval: number[] }[];
      clusters: { title: string; count: number }[];
    };
    assert.deepEqual([all.rate.passed, all.rate.judged], [18, 20]);
    assert.deepEqual(
      all.rate.interval.map((end) => end.toFixed(6)),
      ['0.698966', '0.972134'],
    );
    const five = all.inARow.find(({ k }) => k === 5);
    assert.deepEqual(
      [five?.estimate.toFixed(3), ...(five?.interval ?? []).map((end) => end.toFixed(2))],
      ['0.553', '0.17', '0.87'],
    );
    assert.deepEqual(
      all.clusters.map(({ title, count }) => [title, count]),
      [['Rule Cited', 2]],
    );
    const words = (await runs('batch', good)).out;
    assert.match(words, /^18 of 20 passed \(90 %, likely 70–97 %\)\n/);
    assert.match(words, /\nRule Cited: 18 of 20 met \(90 %, likely 70–97 %\), flaky \(2 of 20 not met\)\n/);
    assert.match(
      (await runs('batch', batchFile('two-missed', 0, 2))).out,
      /\nRule Cited: 0 of 2 met \(0 %, likely 0–66 %\), too few verdicts to tell\n/,
    );
  });

  it('says both rates where runs errored, of one batch and of two, and to a build server', async () => {
    const erring = batchFile('erring', 8, 2, undefined, 5);
    const words = (await runs('batch', erring)).out;
    assert.match(
      words,
      /^8 of 10 passed \(80 %, likely 49–94 %\)\nWith errored runs counted as failed: 8 of 15 passed \(53\.3 %, likely 30–75 %\)\.\n/,
    );
    const second =
      'With errored runs counted as failed: 18 of 20 passed (90 %, likely 70–97 %) before, 8 of 15 passed (53.3 %, likely 30–75 %) now.';
    assert.ok((await runs('compare', good, erring)).out.includes(`\n${second}\n`));
    const carried = (await runs('compare', good, erring, '--format', 'markdown')).out;
    assert.ok(carried.replaceAll('\\', '').includes(`- ${second}`), carried);
    const junit = (await runs('batch', erring, '--format', 'junit')).out;
    assert.match(junit, /With errored runs counted as failed: 8 of 15 passed/);
    assert.doesNotMatch((await runs('compare', good, bad)).out, /errored/);
  });

  it('fails a build under a rate, or where it is lower than before', async () => {
    assert.equal((await runs('batch', good, '--fail-under', '0.9')).status, 0);
    const under = await runs('batch', good, '--fail-under', '0.95');
    assert.deepEqual(
      [under.status, under.err],
      [1, 'The pass rate is under 95 %: 18 of 20 passed (90 %, likely 70–97 %).\n'],
    );
    assert.equal((await runs('batch', good, '--fail-if-lower', bad)).status, 0);
    const lower = await runs('batch', bad, '--fail-if-lower', good);
    assert.deepEqual([lower.status, lower.err], [1, 'Lower, probable: 90 % → 40 %\n']);
    assert.equal((await runs('batch', file('none.json', '{"data":[]}'), '--fail-under', '0')).status, 1);
  });

  it('tells a build server the verdict in JUnit XML, in the words of everywhere else, before its runs', async () => {
    const lower = await runs('batch', bad, '--fail-if-lower', good, '--format', 'junit');
    assert.equal(lower.status, 1);
    assert.match(
      lower.out,
      /^<\?xml[^>]*>\n<testsuites name="Agent Runs" tests="24" failures="14" errors="0">/,
    );
    assert.match(lower.out, /<testsuite name="Batch" tests="4" failures="2" errors="0" skipped="0">/);
    assert.match(
      lower.out,
      /<testcase name="Pass rate, compared with before" classname="Batch">\n +<failure message="Lower, probable: 90 % → 40 %" type="batch">/,
    );
    assert.match(
      lower.out,
      /<testcase name="Pass rate" classname="Batch">\n +<system-out>8 of 20 passed \(40 %, /,
    );
    const under = await runs('batch', good, '--fail-under', '95%', '--format=junit');
    assert.equal(under.status, 1);
    assert.match(under.out, /<failure message="The pass rate is under 95 %: 18 of 20 passed/);
    const same = await runs('batch', good, '--fail-if-lower', good, '--format', 'junit');
    assert.deepEqual(
      [same.status, /<testsuite name="Batch" tests="4" failures="0"/.test(same.out)],
      [0, true],
    );
    const few = batchFile('two', 2, 0);
    const unsure = await runs('batch', few, '--fail-if-lower', good, '--format', 'junit');
    assert.match(unsure.out, /<skipped message="Too few runs to tell"\/>/);
    const named = batchFile('named', 5, 5, 'Told ann@example.com');
    assert.doesNotMatch(
      (await runs('batch', named, '--fail-if-lower', named, '--format', 'junit')).out,
      /ann@/,
    );
  });
});

describe('compare', () => {
  const good = batchFile('before', 18, 2);
  const bad = batchFile('after', 8, 12);

  it('says what changed, how sure that is, and which failures are new', async () => {
    const { status, out } = await runs('compare', good, bad, '--json');
    assert.equal(status, 0);
    const all = JSON.parse(out) as {
      rate: { difference: number; interval: number[]; p: number; verdict: string; grade: string };
      errors: { verdict: string };
      criteria: { name: string; verdict: string; q: number }[];
      clusters: Record<'added' | 'known' | 'gone', { title: string }[]>;
    };
    assert.deepEqual(
      [all.rate.difference.toFixed(2), all.rate.verdict, all.rate.grade],
      ['-0.50', 'lower', 'probable'],
    );
    assert.ok((all.rate.interval[1] ?? 0) < 0 && all.rate.p < 0.01);
    assert.equal(all.errors.verdict, 'noClearChange');
    assert.deepEqual(
      all.criteria.map(({ name, verdict }) => [name, verdict]),
      [['Rule Cited', 'lower']],
    );
    assert.deepEqual(
      [all.clusters.added, all.clusters.known, all.clusters.gone].map((group) =>
        group.map(({ title }) => title),
      ),
      [[], ['Rule Cited'], []],
    );
  });

  it('never calls a batch beside itself changed, and says when there is too little', async () => {
    assert.match((await runs('compare', good, good)).out, /^A: .*\nB: .*\nNo clear change: 90 % → 90 %\n/);
    const few = batchFile('few', 1, 2);
    assert.match((await runs('compare', few, few)).out, /\nToo few runs to tell: /);
    const other = batchFile('other', 8, 12, 'Polite');
    const { out } = await runs('compare', bad, other);
    assert.match(out, /\nNew: 12 runs: Polite/);
    assert.match(out, /\nGone: 12 runs: Rule Cited/);
  });

  it('fails a build where B is lower than A, however that is asked for', async () => {
    const sentence = 'Lower, probable: 90 % → 40 %\n';
    for (const words of [
      [good, bad, '--fail-if-lower', good],
      [good, bad, '--fail-if-lower'],
      ['--fail-if-lower', good, bad],
      [bad, '--fail-if-lower', good],
      [good, bad, '--fail-if-lower', '--json'],
      [good, bad, '--fail-if-lower', '--format', 'json'],
      [bad, bad, '--fail-if-lower', good, '--format', 'junit'],
      [bad, bad, `--fail-if-lower=${good}`],
    ]) {
      const { status, err, out } = await runs('compare', ...words);
      assert.deepEqual([status, err], [1, sentence], words.join(' '));
      assert.ok(out.length > 0);
    }
    assert.equal((await runs('compare', bad, good, '--fail-if-lower')).status, 0);
    assert.equal((await runs('compare', good, bad, '--fail-if-lower', bad)).status, 0);
    const { out } = await runs('compare', good, bad, '--format', 'junit');
    assert.match(out, /<failure message="Lower, probable: 90 % → 40 %" type="batch">/);
  });
});

describe('two batches of the same tasks', () => {
  const list = JSON.parse(readFileSync(fixture('prompting-list.json'), 'utf8')) as {
    data: { runs: object[] };
  };
  /** One run of each of 32 tasks, as a list of The Prompting Company. */
  const tasks = (name: string, passed: number) => {
    const made = Array.from({ length: 32 }, (_, at) => ({
      ...list.data.runs[0],
      ...{ id: `${name}-${at}`, taskId: `task-${at}`, task: null, passed: at < passed },
    }));
    return file(`${name}.json`, JSON.stringify({ ok: true, data: { ...list.data, runs: made } }));
  };
  /** Six of 32 fall and none rises: as pairs that is seldom, as two rates it is not. */
  const [before, now] = [tasks('tasks-before', 24), tasks('tasks-now', 18)];

  it('have one verdict, by pairs: in words, in JSON, in the table, and for the build', async () => {
    const verdict = 'Lower, probable: 75 % → 56.3 %';
    const { status, out, err } = await runs('compare', before, now, '--fail-if-lower');
    assert.deepEqual([status, err], [1, `${verdict}\n`]);
    assert.ok(
      out.includes(`\n${verdict}\nSame tests or tasks: 6 of 32 lower, 0 higher: Lower, probable\n`),
      out,
    );
    assert.doesNotMatch(out, /No clear change: 75|are needed/);
    const json = JSON.parse((await runs('compare', before, now, '--json')).out) as Record<string, unknown>;
    assert.deepEqual([json['decisive'], json['runsNeeded']], [{ verdict: 'lower', grade: 'probable' }, null]);
    for (const format of ['markdown', 'csv']) {
      const made = (await runs('compare', before, now, '--format', format)).out;
      assert.ok(made.includes('Lower, probable') && !/are needed|runs needed/.test(made), made);
    }
  });
});

describe('analyses on their way out', () => {
  const a = batchFile('mine', 18, 2, 'Told ann@example.com');
  const b = batchFile('yours', 8, 12, 'Told ann@example.com');

  for (const format of ['md', 'markdown', 'csv', 'json', 'junit'])
    it(`are redacted as ${format}, and fail a build as in any other format`, async () => {
      const one = await runs('batch', b, '--format', format, '--fail-if-lower', a);
      const two = await runs('compare', a, b, '--format', format, '--fail-if-lower');
      for (const { status, out, err } of [one, two]) {
        assert.deepEqual([status, err], [1, 'Lower, probable: 90 % → 40 %\n']);
        assert.ok(out.includes('e-mail') && !out.includes('ann@'), out.slice(0, 300));
      }
    });

  it('say the same as the words do', async () => {
    assert.match(
      (await runs('compare', a, b, '--format', 'md')).out,
      /^# mine\.json → yours\.json\n\nLower, probable: 90 % → 40 %\.\n/,
    );
    assert.match(
      (await runs('batch', a, b, '--format', 'md')).out,
      /^# 2 files\n\n26 of 40 passed \(65 %, likely 50–78 %\)\.\n/,
    );
    // For a program beside it, nothing is taken out.
    assert.ok((await runs('batch', a, '--json')).out.includes('ann@example.com'));
  });
});

describe('compare-runs', () => {
  const call = (name: string, args: string) => ({
    role: 'assistant',
    content: null,
    tool_calls: [{ id: 'c1', type: 'function', function: { name, arguments: args } }],
  });
  const talk = (name: string, ...messages: readonly object[]) =>
    file(`${name}.json`, JSON.stringify({ messages }));
  const ask = { role: 'user', content: 'Where is my order 4711?' };
  const end = { role: 'assistant', content: 'It is on its way and comes tomorrow.' };
  const splitOf = async (a: string, b: string) =>
    JSON.parse((await runs('compare-runs', a, b, '--json')).out) as object;

  it('finds another tool, other arguments, other words, and an end that comes sooner', async () => {
    const a = talk('a', ask, call('getOrder', '{"id":4711,"full":true}'), end);
    assert.deepEqual(await splitOf(a, talk('b', ask, call('search', '{}'), end)), {
      ...{ level: 'tool', turnA: 1, turnB: 1, similarity: 1, sameTurns: 1 },
    });
    assert.deepEqual(await splitOf(a, talk('c', ask, call('getOrder', '{"id":4712,"full":true}'), end)), {
      ...{ level: 'arguments', turnA: 1, turnB: 1, similarity: 1, sameTurns: 1 },
    });
    assert.deepEqual(await splitOf(a, talk('d', ask, end)), {
      ...{ level: 'tool', turnA: 1, turnB: 1, similarity: 1, sameTurns: 1 },
    });
    const said = talk('e', ask, { role: 'assistant', content: 'Sorry, nobody knows.' });
    assert.deepEqual(await splitOf(talk('f', ask, end), said), {
      level: 'wording',
      turnA: 1,
      turnB: 1,
      similarity: 0,
      sameTurns: 1,
    });
    assert.deepEqual(await splitOf(talk('g', ask, end), talk('h', ask)), {
      ...{ level: 'length', turnA: 1, turnB: 1, similarity: null, sameTurns: 1 },
    });
  });

  it('takes other wording, other numbers and another order of arguments for the same way', async () => {
    const a = talk('i', ask, call('getOrder', '{"id":1,"full":true}'), end);
    const other = { role: 'assistant', content: 'It is on its way; it comes in 3 days.' };
    const b = talk(
      'j',
      { ...ask, content: 'Where is order 12?' },
      call('getOrder', '{"full":true, "id":1}'),
      other,
    );
    assert.deepEqual(await splitOf(a, b), {
      ...{ level: 'none', turnA: null, turnB: null, similarity: null, sameTurns: 3 },
    });
    assert.equal(
      (await runs('compare-runs', a, b)).out,
      'They go the same way from the first turn to the last.\n',
    );
    const none = await runs('compare-runs', a, file('empty.json', '{"data":[]}'));
    assert.equal(none.status, 2);
    assert.match(none.err, /holds no run that can be compared/);
  });

  it('carries both runs out, redacted, with what differs and the method', async () => {
    const told = (mail: string) => ({
      role: 'assistant',
      content: `Your order 4711 goes to ${mail} tomorrow.`,
    });
    const a = talk('k', ask, told('ann@example.com'), end);
    const b = talk('l', ask, told('ann@example.com'), { role: 'assistant', content: 'Sorry, nobody knows.' });
    for (const format of ['md', 'csv', 'json']) {
      const { status, out } = await runs('compare-runs', a, b, '--format', format);
      assert.equal(status, 0);
      assert.ok(out.includes('e-mail') && !out.includes('ann@') && out.includes('Wilson'), out);
    }
    const { status, err } = await runs('compare-runs', a, b, '--format', 'junit');
    assert.equal(status, 2);
    assert.match(err, /one of markdown, csv, json, and got "junit"/);
  });

  it('fails a build that demands more of the runs of B', async () => {
    const good = batchFile('talks', 18, 2);
    const bad = batchFile('worse', 8, 12);
    assert.equal((await runs('compare-runs', good, bad)).status, 0);
    assert.equal((await runs('compare-runs', good, bad, '--fail-if-lower')).status, 1);
    assert.equal((await runs('compare-runs', good, bad, '--fail-under', '0.5')).status, 1);
    assert.equal((await runs('compare-runs', bad, good, '--fail-under', '0.5', '--fail-if-lower')).status, 0);
  });
});
