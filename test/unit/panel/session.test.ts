import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withinTime } from '../../../src/services/host/withinTime.ts';
import { ProviderError } from '../../../src/core/provider/providerError.ts';
import type { RunItem } from '../../../src/core/run/run.ts';
import type { HostMessage, RunQuestions } from '../../../src/panel/run/protocol.ts';
import { RunSession, type DataIntent } from '../../../src/panel/run/session.ts';
import {
  fakeSource,
  makeCriterion,
  makeRef,
  makeRun,
  makeTurn,
  makeTurns,
  type FakeSource,
} from '../../webview/support/runs.ts';

interface Rig {
  readonly session: RunSession;
  readonly sent: HostMessage[];
  readonly titles: (string | undefined)[];
  /** Sends an intent and returns what came back at once. */
  readonly ask: (intent: DataIntent) => HostMessage[];
}

function open(source: FakeSource, ref = makeRef('run-1')): Rig {
  const sent: HostMessage[] = [];
  const titles: (string | undefined)[] = [];
  const session = new RunSession(ref, {
    source,
    withinTime,
    providerLabel: (id) => `label of ${id}`,
    post: (message) => sent.push(message),
    onDidShow: (_, item) => titles.push(item?.title),
  });
  return {
    session,
    sent,
    titles,
    ask: (intent) => {
      const before = sent.length;
      session.receive(intent);
      return sent.slice(before);
    },
  };
}

const ready: DataIntent = { type: 'ready', anchor: undefined, generation: undefined };
const settle = (): Promise<void> => new Promise((done) => setImmediate(done));

function refused(reason: 'unauthorized' | 'notFound'): ProviderError {
  return new ProviderError({
    reason,
    message: 'The key was refused.',
    nextStep: 'Set another key.',
    remedy: 'setApiKey',
    status: 401,
    service: { detail: 'invalid api key', traceId: 't-1' },
  });
}

describe('a panel and its webview', () => {
  it('say nothing before the page listens', () => {
    const { sent, ask } = open(fakeSource(makeRun()));
    assert.deepEqual(sent, []);
    assert.deepEqual(
      ask(ready).map(({ type }) => type),
      ['run'],
    );
  });

  it('send the first turns with the run itself, in one message below 256 KB', () => {
    const criteria = Array.from({ length: 2000 }, (_, i) =>
      makeCriterion(`Criterion ${i}`, { text: 'x'.repeat(3000), reason: 'y'.repeat(3000) }),
    );
    const { ask } = open(
      fakeSource(makeRun({ turns: makeTurns(10_000), criteria, summary: 'z'.repeat(1_000_000) })),
    );
    const [message] = ask(ready);
    assert.ok(message?.type === 'run');
    assert.deepEqual([message.run.turns, message.turns.length, message.turns[0]?.index], [10_000, 40, 0]);
    assert.equal(message.run.summary?.chars, 1_000_000);
    assert.equal(message.sizes?.length, 10_000);
    assert.ok(JSON.stringify(message).length < 256 * 1024, `${JSON.stringify(message).length}`);
  });

  it('begin where the reader was', () => {
    const { ask } = open(fakeSource(makeRun({ turns: makeTurns(1000) })));
    const [message] = ask({ type: 'ready', anchor: 500, generation: undefined });
    assert.ok(message?.type === 'run');
    assert.equal(message.turns[0]?.index, 490);
  });

  it('send nothing twice: a page that took the snapshot which came with it needs no other', () => {
    const source = fakeSource(makeRun({ turns: makeTurns(5) }));
    const { session, ask, sent } = open(source);
    const first = session.first();
    assert.deepEqual([first?.generation, first?.turns.length], [1, 5]);
    assert.deepEqual(ask({ type: 'ready', anchor: undefined, generation: 1 }), []);
    source.put(makeRun({ turns: makeTurns(6) }));
    const last = sent.at(-1);
    assert.ok(last?.type === 'run');
    assert.equal(last.keptTurns, 5);
  });

  it('tell a page that came with its snapshot what has failed since', async () => {
    const archived = { seenAt: 5, gone: undefined };
    const source = fakeSource(makeRun({ turns: makeTurns(5), archived }));
    source.failWith(refused('unauthorized'));
    const { session, ask } = open(source);
    session.first();
    await settle();
    const sent = ask({ type: 'ready', anchor: undefined, generation: 1 });
    assert.deepEqual(
      sent.map((message) => message.type === 'problem' && message.problem?.message),
      ['The key was refused.'],
    );
  });

  it('ask for news of what comes from the archive, but not for what is gone', async () => {
    for (const [gone, asked] of [
      [undefined, 1],
      ['expired', 0],
    ] as const) {
      const source = fakeSource(makeRun({ archived: { seenAt: 5, gone } }));
      let loads = 0;
      const load: FakeSource['load'] = (...question) => {
        loads++;
        return source.load(...question);
      };
      const { ask } = open({ ...source, load });
      const [message] = ask(ready);
      assert.ok(message?.type === 'run');
      assert.deepEqual(message.run.archived, { seenAt: 5, gone });
      await settle();
      assert.equal(loads, asked);
    }
  });

  it('land on a turn: with the page, with a message, and once', () => {
    const sent: HostMessage[] = [];
    const session = new RunSession(
      makeRef('run-1'),
      {
        source: fakeSource(makeRun({ turns: makeTurns(500) })),
        withinTime,
        providerLabel: (id) => id,
        post: (message) => sent.push(message),
        onDidShow: () => undefined,
      },
      { turn: 400, focus: true },
    );
    const first = session.first();
    assert.deepEqual([first?.land, first?.turns[0]?.index], [{ turn: 400, focus: true }, 390]);
    session.receive(ready);
    assert.ok(sent[0]?.type === 'run');
    assert.deepEqual(sent[0].land, { turn: 400, focus: true });
    session.land({ turn: 7, focus: false });
    assert.deepEqual(sent[1], { type: 'land', land: { turn: 7, focus: false } });
    session.pageGone();
    session.receive(ready);
    assert.ok(sent[2]?.type === 'run');
    assert.equal(sent[2].land, undefined);
    session.land({ criterion: 2, focus: true, find: 'parcel' });
    assert.deepEqual(sent[3], { type: 'land', land: { criterion: 2, focus: true, find: 'parcel' } });
  });

  it('send a new snapshot to a page that came with an old one', () => {
    const source = fakeSource(makeRun({ turns: makeTurns(5) }));
    const { session, ask } = open(source);
    session.first();
    source.put(makeRun({ turns: makeTurns(6) }));
    const [message] = ask({ type: 'ready', anchor: undefined, generation: 1 });
    assert.ok(message?.type === 'run');
    assert.deepEqual([message.generation, message.keptTurns], [2, 0]);
  });

  it('answer questions about the current snapshot, and no others', () => {
    const source = fakeSource(makeRun({ turns: makeTurns(100) }));
    const { ask } = open(source);
    ask(ready);
    const args = { from: 90, count: 100 };
    const [answer] = ask({ type: 'ask', request: 7, generation: 1, name: 'turns', args });
    assert.ok(answer?.type === 'answer' && Array.isArray(answer.value));
    assert.deepEqual([answer.request, answer.value.length], [7, 10]);
    source.put(makeRun({ turns: makeTurns(101) }));
    assert.deepEqual(ask({ type: 'ask', request: 8, generation: 1, name: 'turns', args }), []);
    assert.equal(ask({ type: 'ask', request: 9, generation: 2, name: 'turns', args }).length, 1);
    assert.deepEqual(ask({ type: 'ask', request: 10, generation: 2, name: 'keys', args }), []);
  });

  it('hand out a long text in pieces that make the whole', () => {
    const text = 'Grüße 😀 '.repeat(60_000);
    const { ask } = open(fakeSource(makeRun({ turns: [makeTurn(text)] })));
    ask(ready);
    let got = '';
    for (let request = 1; got.length < text.length; request++) {
      const args = { part: { of: 'turnText', index: 0 }, from: got.length };
      const [answer] = ask({ type: 'ask', request, generation: 1, name: 'piece', args });
      assert.ok(answer?.type === 'answer');
      const piece = answer.value as RunQuestions['piece']['answer'];
      assert.ok(piece.text !== '');
      assert.ok(JSON.stringify(answer).length < 256 * 1024);
      assert.equal(piece.total, text.length);
      got += piece.text;
    }
    assert.equal(got, text);
  });

  it('search the run as it is now, whatever was searched before', () => {
    const source = fakeSource(makeRun({ turns: [makeTurn('A red lamp.')] }));
    const { ask } = open(source);
    ask(ready);
    const totalOf = (text: string, generation: number, matchCase = false) => {
      const args = { query: { text, matchCase, wholeWord: false, regex: false } };
      const [answer] = ask({ type: 'ask', request: 1, generation, name: 'find', args });
      assert.ok(answer?.type === 'answer');
      return (answer.value as RunQuestions['find']['answer']).total;
    };
    assert.deepEqual([totalOf('LAMP', 1), totalOf('LAMP', 1, true), totalOf('LAMP', 1)], [1, 0, 1]);
    source.put(makeRun({ turns: [makeTurn('A red lamp.'), makeTurn('A blue lamp.')] }));
    assert.deepEqual([totalOf('lamp', 2), totalOf('blue', 2)], [2, 1]);
  });

  it('tell which turns the webview may keep when the run has grown', () => {
    const source = fakeSource(makeRun({ turns: makeTurns(5), state: 'running' }));
    const { ask, sent } = open(source);
    ask(ready);
    source.put(makeRun({ turns: makeTurns(7), state: 'running' }));
    const last = sent.at(-1);
    assert.ok(last?.type === 'run');
    assert.deepEqual([last.generation, last.keptTurns, last.run.turns], [2, 5, 7]);
  });

  it('send only the new place when runs beside it become known, and nothing when those change', () => {
    const source = fakeSource(makeRun());
    const { ask, sent, titles } = open(source);
    ask(ready);
    source.put(makeRun({ ref: makeRef('run-2') }));
    const place = { trail: ['Samples', 'Order status', 'Simulation 2'], position: { at: 1, of: 2 } };
    assert.deepEqual(sent.slice(1), [{ type: 'place', place }]);
    assert.equal(titles.length, 2);
    source.put(makeRun({ ref: makeRef('run-2'), title: 'other' }));
    assert.equal(sent.length, 2);
  });

  it('keep good data on screen beside a later error, and take the error away when it is over', async () => {
    const source = fakeSource(makeRun());
    const { ask, sent } = open(source);
    ask(ready);
    source.failWith(refused('unauthorized'));
    ask({ type: 'retry' });
    await settle();
    const expected = {
      message: 'The key was refused.',
      nextStep: 'Set another key.',
      lines: ['The service said: invalid api key', 'HTTP status 401', 'Trace id: t-1'],
      remedy: 'setApiKey',
    };
    assert.deepEqual(sent.slice(1), [{ type: 'problem', problem: expected }]);
    source.failWith(undefined);
    ask({ type: 'retry' });
    await settle();
    assert.deepEqual(sent.at(-1), { type: 'problem', problem: undefined });
  });

  it('say why a run cannot be loaded, and load it again when asked to', async () => {
    const source = fakeSource();
    source.failWith(refused('unauthorized'));
    const { ask, sent, session } = open(source);
    assert.deepEqual(
      ask(ready).map(({ type }) => type),
      ['loading'],
    );
    await settle();
    const failed = sent.at(-1);
    assert.ok(failed?.type === 'failed');
    assert.deepEqual([failed.gone, failed.problem.remedy], [false, 'setApiKey']);
    source.failWith(undefined);
    source.put(makeRun({ ref: session.ref }));
    assert.equal(sent.at(-1)?.type, 'run');
  });

  it('say that a run is gone', async () => {
    const source = fakeSource();
    source.failWith(refused('notFound'));
    const { ask, sent } = open(source);
    ask(ready);
    await settle();
    const failed = sent.at(-1);
    assert.ok(failed?.type === 'failed' && failed.gone);
  });

  it('show what is wrong with a run that has another shape', () => {
    const broken: RunItem = {
      kind: 'broken',
      ref: makeRef('run-1'),
      hasId: true,
      provider: 'cognigy',
      title: 'Run 1',
      problem: 'turns: expected array, got string',
      raw: () => '{}',
    };
    const [message] = open(fakeSource(broken)).ask(ready);
    assert.deepEqual(message, {
      type: 'broken',
      ref: broken.ref,
      title: 'Run 1',
      provider: 'label of cognigy',
      trail: ['Samples', 'Order status', 'Simulation 2'],
      problem: 'turns: expected array, got string',
    });
  });

  it('go to the neighbours in the collection, and no further', () => {
    const runs = ['a', 'b', 'c'].map((id) => makeRun({ ref: makeRef(id), title: id }));
    const { session, ask, sent, titles } = open(fakeSource(...runs), makeRef('b'));
    ask(ready);
    assert.deepEqual([session.neighbour(-1)?.run, session.neighbour(1)?.run], ['a', 'c']);
    session.show(makeRef('c'));
    assert.equal(session.neighbour(1), undefined);
    const last = sent.at(-1);
    assert.ok(last?.type === 'run');
    assert.deepEqual([last.run.title, last.run.position], ['c', { at: 3, of: 3 }]);
    assert.deepEqual(titles, ['b', 'c']);
  });

  it('end with the panel: nothing is sent afterwards', () => {
    const source = fakeSource(makeRun());
    const { session, ask, sent } = open(source);
    ask(ready);
    session.dispose();
    source.put(makeRun({ title: 'other' }));
    assert.equal(sent.length, 1);
  });
});

describe('a run of which a list holds a part', () => {
  const edition = (name: string, isWhole: boolean) => ({ edition: { name, isWhole } });
  const row = (name: string) => makeRun({ turns: undefined, ...edition(name, false) });
  const whole = (name: string, turns: number) => makeRun({ turns: makeTurns(turns), ...edition(name, true) });

  /** A source whose list has the row, and whose service has all of the run. */
  function partly(name: string, turns: number) {
    const source = fakeSource(row(name));
    const loads: string[] = [];
    const load: FakeSource['load'] = async () => {
      loads.push(name);
      await settle();
      const all = whole(name, turns);
      source.put(all);
      return all;
    };
    return { source: { ...source, load }, loads };
  }

  it('is read before it is shown, and its title at once', async () => {
    const { source, loads } = partly('1', 3);
    const { sent, titles, ask } = open(source);
    ask(ready);
    assert.equal(titles.length, 1);
    const before = sent.length;
    await settle();
    await settle();
    assert.deepEqual(loads, ['1']);
    assert.equal(sent.length, before + 1);
    const last = sent.at(-1);
    assert.equal(last?.type === 'run' && last.turns.length, 3);
  });

  it('is read again once when its list has another state of it, and stays on screen until then', async () => {
    const { source, loads } = partly('1', 3);
    const { sent, ask } = open(source);
    ask(ready);
    await settle();
    await settle();
    const before = sent.length;
    const another = row('2');
    source.put(another);
    source.put(another);
    assert.equal(sent.length, before);
    await settle();
    await settle();
    assert.deepEqual(loads, ['1', '1']);
  });
});
