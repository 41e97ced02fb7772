import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HostMessage, Intent } from '../../../src/panel/run/protocol.ts';
import { RunSession } from '../../../src/panel/run/session.ts';
import { parseIntent } from '../../../src/panel/run/intent.ts';
import { Client, StaleError } from '../../../webview/run/client.ts';
import {
  fakeSource,
  makeCriterion,
  makeRef,
  makeRun,
  makeTurn,
  makeTurns,
  type FakeSource,
} from '../../webview/support/runs.ts';

interface Wire {
  readonly client: Client;
  readonly asked: Intent[];
  /** Delivers what is on its way to the client, all or the first few; each message as it goes over the wire. */
  readonly deliver: (count?: number) => void;
  readonly waiting: HostMessage[];
}

/** A client and a real session, with a wire between them that the test moves. */
function connect(source: FakeSource): Wire {
  const waiting: HostMessage[] = [];
  const asked: Intent[] = [];
  const session = new RunSession(makeRef('run-1'), {
    source,
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
      case 'turns':
      case 'criteria':
      case 'piece':
      case 'find':
      case 'figures':
      case 'retry':
        session.receive(parsed);
        return;
      case 'keep':
      case 'action':
      case 'go':
      case 'copy':
      case 'copyPart':
      case 'openLink':
        assert.fail(`The client asked for ${parsed.type}.`);
    }
  };
  const client = new Client(receive);
  receive({ type: 'ready', anchor: undefined, generation: undefined });
  const deliver = (count = Infinity): void => {
    for (let i = 0; i < count; i++) {
      const message = waiting.shift();
      if (!message) return;
      client.receive(message);
    }
  };
  return { client, asked, deliver, waiting };
}

const turnsAsked = (asked: readonly Intent[]): string[] =>
  asked.flatMap((intent) => (intent.type === 'turns' ? [`${intent.from}+${intent.count}`] : []));

describe('the webview pulls', () => {
  it('turns that are about to be seen, two requests at a time, and none twice', () => {
    const { client, asked, deliver } = connect(fakeSource(makeRun({ turns: makeTurns(1000, 20) })));
    deliver();
    client.need(0, 500);
    assert.deepEqual(turnsAsked(asked), ['40+100', '140+100']);
    client.need(0, 500);
    assert.equal(turnsAsked(asked).length, 2);
    deliver();
    assert.deepEqual(turnsAsked(asked), ['40+100', '140+100', '240+100', '340+100', '440+60']);
    assert.equal(client.turn(499)?.index, 499);
    assert.equal(client.turn(500), undefined);
  });

  it('the rest of a page that was cut short', () => {
    const turns = Array.from({ length: 10 }, (_, i) => makeTurn(`${i}`.repeat(60_000)));
    const { client, deliver } = connect(fakeSource(makeRun({ turns })));
    deliver();
    client.need(0, 10);
    deliver();
    for (let i = 0; i < 10; i++) assert.equal(client.turn(i)?.text?.text[0], String(i));
  });

  it('what is wanted now before what was wanted before', () => {
    const { client, asked, deliver } = connect(fakeSource(makeRun({ turns: makeTurns(9000, 20) })));
    deliver();
    client.need(1000, 1300);
    client.need(8000, 8100);
    deliver(1);
    assert.deepEqual(turnsAsked(asked), ['1000+100', '1100+100', '8000+100']);
  });

  it('all criteria, whatever their number', () => {
    const criteria = Array.from({ length: 2000 }, (_, i) =>
      makeCriterion(`C${i}`, { reason: 'r'.repeat(500) }),
    );
    const { client, deliver } = connect(fakeSource(makeRun({ criteria })));
    deliver();
    assert.ok(client.screen?.type === 'run');
    assert.deepEqual([client.screen.criteria.length, client.screen.criteria[1999]?.name], [2000, 'C1999']);
  });

  it('a long text piece by piece', async () => {
    const text = 'Grüße 😀 '.repeat(60_000);
    const { client, deliver, waiting } = connect(fakeSource(makeRun({ turns: [makeTurn(text)] })));
    deliver();
    const whole = client.text({ of: 'turnText', index: 0 });
    while (waiting.length > 0) {
      deliver(1);
      await Promise.resolve();
      await Promise.resolve();
      await Promise.resolve();
    }
    assert.equal(await whole, text);
  });

  it('and lets go of turns far away when they are many', () => {
    const turns = Array.from({ length: 1200 }, () => makeTurn('x'.repeat(20_000)));
    const { client, deliver } = connect(fakeSource(makeRun({ turns })));
    deliver();
    for (let from = 0; from < 1200; from += 100) {
      client.need(from, from + 100);
      deliver();
    }
    assert.equal(client.turn(5), undefined);
    assert.equal(client.turn(1199)?.index, 1199);
    client.need(0, 10);
    deliver();
    assert.equal(client.turn(5)?.index, 5);
  });
});

describe('a picture that was replaced', () => {
  it('leaves the turns that are the same, and drops the others', () => {
    const source = fakeSource(makeRun({ turns: makeTurns(30) }));
    const { client, deliver } = connect(source);
    deliver();
    const kept = client.turn(9);
    source.put(makeRun({ turns: [...makeTurns(20), makeTurn('new')] }));
    deliver();
    assert.ok(client.screen?.type === 'run');
    assert.deepEqual([client.screen.generation, client.screen.run.turns], [2, 21]);
    assert.deepEqual(client.turn(9), kept);
    assert.equal(client.turn(20)?.text?.text, 'new');
    assert.equal(client.turn(25), undefined);
  });

  it('has its late answers dropped and its questions rejected', async () => {
    const source = fakeSource(makeRun({ turns: makeTurns(300) }));
    const { client, deliver, waiting } = connect(source);
    deliver();
    client.need(100, 200);
    const text = client.text({ of: 'turnText', index: 0 });
    const search = client.find({ text: 'order', matchCase: false, wholeWord: false, regex: false });
    // Three answers are on their way when the run changes; the new picture overtakes them.
    const late = waiting.splice(0);
    source.put(makeRun({ turns: [makeTurn('only this')] }));
    deliver();
    for (const message of late) client.receive(message);
    await assert.rejects(text, StaleError);
    await assert.rejects(search, StaleError);
    assert.equal(client.turn(150), undefined);
    assert.equal(client.turn(0)?.text?.text, 'only this');
  });

  it('takes a search with it that a newer search has replaced', async () => {
    const { client, deliver } = connect(fakeSource(makeRun({ turns: makeTurns(3) })));
    deliver();
    const query = { text: 'a', matchCase: false, wholeWord: false, regex: false };
    const first = client.find(query);
    const second = client.find({ ...query, text: 'order' });
    deliver();
    await assert.rejects(first, StaleError);
    assert.ok((await second).total > 0);
  });
});
