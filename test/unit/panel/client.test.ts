import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withinTime } from '../../../src/services/host/withinTime.ts';
import type { HostMessage, Intent, RunQuestions } from '../../../src/panel/run/protocol.ts';
import type { TurnView } from '../../../src/panel/run/views.ts';
import { RunSession } from '../../../src/panel/run/session.ts';
import { parseIntent } from '../../../src/panel/run/intent.ts';
import { StaleError } from '../../../webview/kit/ask.ts';
import { Client } from '../../../webview/run/client.ts';
import {
  fakeSource,
  makeCriterion,
  makeRef,
  makeRun,
  makeTurn,
  makeTurns,
  type FakeSource,
} from '../../webview/support/runs.ts';

function said(turn: TurnView | undefined): string | undefined {
  const piece = turn?.pieces.find(({ kind }) => kind === 'said');
  return piece?.kind === 'said' ? piece.text.text : undefined;
}

interface Wire {
  readonly client: Client;
  readonly asked: Intent[];
  /** Delivers what is on its way to the client, all or the first few; each message as it goes over the wire. */
  readonly deliver: (count?: number) => Promise<void>;
  readonly waiting: HostMessage[];
}

/** A client and a real session, with a wire between them that the test moves. */
function connect(source: FakeSource): Wire {
  const waiting: HostMessage[] = [];
  const asked: Intent[] = [];
  const session = new RunSession(makeRef('run-1'), {
    source,
    withinTime,
    providerLabel: (id) => id,
    post: (message) => waiting.push(structuredClone(message)),
    onDidShow: () => undefined,
  });
  const receive = (intent: Intent): void => {
    const parsed = parseIntent(structuredClone(intent));
    assert.ok(parsed, JSON.stringify(intent));
    asked.push(parsed);
    switch (parsed.type) {
      case 'ready':
      case 'ask':
      case 'retry':
        session.receive(parsed);
        return;
      case 'keep':
      case 'action':
      case 'go':
      case 'show':
      case 'copy':
      case 'copyPart':
      case 'openLink':
      case 'prefer':
        assert.fail(`The client asked for ${parsed.type}.`);
    }
  };
  const client = new Client(receive);
  receive({ type: 'ready', anchor: undefined, generation: undefined });
  const deliver = async (count = Infinity): Promise<void> => {
    for (let i = 0; i < count; i++) {
      const message = waiting.shift();
      if (!message) return;
      client.receive(message);
      await settle();
    }
  };
  return { client, asked, deliver, waiting };
}

/** After everything that an answer sets going at once. */
const settle = (): Promise<void> => new Promise((done) => setImmediate(done));

const turnsAsked = (asked: readonly Intent[]): string[] =>
  asked.flatMap((intent) => {
    if (intent.type !== 'ask' || intent.name !== 'turns') return [];
    const { from, count } = intent.args as RunQuestions['turns']['args'];
    return [`${from}+${count}`];
  });

describe('the webview pulls', () => {
  it('turns that are about to be seen, two requests at a time, and none twice', async () => {
    const { client, asked, deliver } = connect(fakeSource(makeRun({ turns: makeTurns(1000, 20) })));
    await deliver();
    client.need(0, 500);
    assert.deepEqual(turnsAsked(asked), ['40+100', '140+100']);
    client.need(0, 500);
    assert.equal(turnsAsked(asked).length, 2);
    await deliver();
    assert.deepEqual(turnsAsked(asked), ['40+100', '140+100', '240+100', '340+100', '440+60']);
    assert.equal(client.turn(499)?.index, 499);
    assert.equal(client.turn(500), undefined);
  });

  it('criteria anew, and shows those of before until each has come', async () => {
    const judged = (reason: string) =>
      makeRun({
        criteria: Array.from({ length: 100 }, (_, at) =>
          makeCriterion(`Rule ${at + 1}`, { met: 'notMet', reason: reason.repeat(1000) }),
        ),
      });
    const source = fakeSource(judged('a'));
    const { client, deliver } = connect(source);
    const reasons = (): string => {
      const { screen } = client;
      if (screen?.type !== 'run') return 'no run';
      return screen.criteria.map(({ reason }) => reason?.text[0]).join('');
    };
    await deliver();
    assert.equal(reasons(), 'a'.repeat(100));
    source.put(judged('b'));
    await deliver(1);
    assert.match(reasons(), /^b+a+$/);
    assert.equal(reasons().length, 100);
    await deliver();
    assert.equal(reasons(), 'b'.repeat(100));
  });

  it('the rest of a page that was cut short', async () => {
    const turns = Array.from({ length: 10 }, (_, i) => makeTurn(`${i}`.repeat(60_000)));
    const { client, deliver } = connect(fakeSource(makeRun({ turns })));
    await deliver();
    client.need(0, 10);
    await deliver();
    for (let i = 0; i < 10; i++) assert.equal(said(client.turn(i))?.[0], String(i));
  });

  it('what is wanted now before what was wanted before', async () => {
    const { client, asked, deliver } = connect(fakeSource(makeRun({ turns: makeTurns(9000, 20) })));
    await deliver();
    client.need(1000, 1300);
    client.need(8000, 8100);
    await deliver(1);
    assert.deepEqual(turnsAsked(asked), ['1000+100', '1100+100', '8000+100']);
  });

  it('all criteria, whatever their number', async () => {
    const criteria = Array.from({ length: 2000 }, (_, i) =>
      makeCriterion(`C${i}`, { reason: 'r'.repeat(500) }),
    );
    const { client, deliver } = connect(fakeSource(makeRun({ criteria })));
    await deliver();
    assert.ok(client.screen?.type === 'run');
    assert.deepEqual([client.screen.criteria.length, client.screen.criteria[1999]?.name], [2000, 'C1999']);
  });

  it('a long text piece by piece', async () => {
    const text = 'Grüße 😀 '.repeat(60_000);
    const { client, deliver, waiting } = connect(fakeSource(makeRun({ turns: [makeTurn(text)] })));
    await deliver();
    const whole = client.text({ of: 'turnText', index: 0 });
    while (waiting.length > 0) {
      await deliver(1);
    }
    assert.equal(await whole, text);
  });

  it('and lets go of turns far away when they are many', async () => {
    const turns = Array.from({ length: 1200 }, () => makeTurn('x'.repeat(20_000)));
    const { client, deliver } = connect(fakeSource(makeRun({ turns })));
    await deliver();
    for (let from = 0; from < 1200; from += 100) {
      client.need(from, from + 100);
      await deliver();
    }
    assert.equal(client.turn(5), undefined);
    assert.equal(client.turn(1199)?.index, 1199);
    client.need(0, 10);
    await deliver();
    assert.equal(client.turn(5)?.index, 5);
  });
});

describe('a snapshot that was replaced', () => {
  it('leaves the turns that are the same, and drops the others', async () => {
    const source = fakeSource(makeRun({ turns: makeTurns(30) }));
    const { client, deliver } = connect(source);
    await deliver();
    const kept = client.turn(9);
    source.put(makeRun({ turns: [...makeTurns(20), makeTurn('new')] }));
    await deliver();
    assert.ok(client.screen?.type === 'run');
    assert.deepEqual([client.screen.generation, client.screen.run.turns], [2, 21]);
    assert.deepEqual(client.turn(9), kept);
    assert.equal(said(client.turn(20)), 'new');
    assert.equal(client.turn(25), undefined);
  });

  it('has its late answers dropped and its questions rejected', async () => {
    const source = fakeSource(makeRun({ turns: makeTurns(300) }));
    const { client, deliver, waiting } = connect(source);
    await deliver();
    client.need(100, 200);
    const text = client.text({ of: 'turnText', index: 0 });
    const search = client.find({ text: 'order', matchCase: false, wholeWord: false, regex: false });
    const rejected = Promise.all([assert.rejects(text, StaleError), assert.rejects(search, StaleError)]);
    // Three answers are on their way when the run changes; the new snapshot overtakes them.
    const late = waiting.splice(0);
    source.put(makeRun({ turns: [makeTurn('only this')] }));
    await deliver();
    for (const message of late) client.receive(message);
    await rejected;
    assert.equal(client.turn(150), undefined);
    assert.equal(said(client.turn(0)), 'only this');
  });

  it('takes a search with it that a newer search has replaced', async () => {
    const { client, deliver } = connect(fakeSource(makeRun({ turns: makeTurns(3) })));
    await deliver();
    const query = { text: 'a', matchCase: false, wholeWord: false, regex: false };
    const first = client.find(query);
    const rejected = assert.rejects(first, StaleError);
    const second = client.find({ ...query, text: 'order' });
    await deliver();
    await rejected;
    assert.ok((await second).total > 0);
  });
});
