/**
 * Two keys of a promptfoo server: one that a proxy before it wants, and one that stands in the set-up of an evaluation.
 * Neither is in anything that leaves the core, although the server repeats the first wherever it can.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withinTime } from '../../../src/services/host/withinTime.ts';
import { explain } from '../../../src/core/provider/providerError.ts';
import { viewOf } from '../../../src/core/rows/rowView.ts';
import { childRows } from '../../../src/core/rows/tree.ts';
import { defaultView } from '../../../src/core/rows/view.ts';
import { RunStore } from '../../../src/core/store/store.ts';
import { exportFormats } from '../../../src/export/formats.ts';
import { createHttp } from '../../../src/http/main.ts';
import { RunSession } from '../../../src/panel/run/session.ts';
import { promptfoo } from '../../../src/providers/promptfoo/provider.ts';
import { tooltipOf } from '../../../src/vscode/tree/tooltips.ts';
import { serve } from '../http/support.ts';
import { cell, json, table } from '../promptfoo/support.ts';

const key = 'ann:CaNaRyPassword77';
/** As `table` of the support has it in `config`. */
const configured = 'sk-of-the-config';
const forms = [key, btoa(key), encodeURIComponent(key), 'CaNaRyPassword77', configured];

test('nothing that leaves the core holds a key of promptfoo', async (t) => {
  const seen: string[] = [];
  let refuses = false;
  const server = await serve(t, (request, response) => {
    const sent = String(request.headers.authorization);
    assert.equal(sent, `Basic ${btoa(key)}`);
    response.setHeader('content-type', 'application/json').setHeader('x-request-id', sent);
    if (refuses) return void response.writeHead(401).end(json({ error: `Bad key ${sent}, that is ${key}` }));
    const answer = request.url?.includes('/table')
      ? table([{ testIdx: 0, outputs: [cell({ response: { output: `You sent ${sent} and ${key}.` } })] }])
      : json({ data: [{ evalId: 'e1', createdAt: 1, description: `of ${key}`, numTests: 1, passRate: 50 }] });
    response.end(answer);
  });
  const { origin } = server;
  const http = createHttp({
    clock: { now: () => 0, delay: () => Promise.resolve() },
    random: () => 0,
    log: (line) => seen.push(json(line)),
  });
  t.after(() => http.close());
  const connection = {
    id: 'p',
    provider: 'promptfoo',
    label: 'Evals',
    baseUrl: origin,
    auth: 'basic',
  } as const;
  const service = http.connect({ origin, auth: 'basic', key: () => Promise.resolve(key), label: 'Evals' });
  const client = await promptfoo.connect(connection, service);
  const store = new RunStore({
    client: () => Promise.resolve(client),
    pageSize: () => 50,
    view: () => defaultView,
    grouping: () => undefined,
    label: () => 'Evals',
    pinned: () => [],
    now: () => 0,
  });
  t.after(() => store.dispose());
  const places = [[], ['eval:e1']].map((path) => ({ connection: 'p', path }));
  for (const place of places) {
    const listing = await store.open(place);
    assert.equal(listing.failure, undefined);
    for (const row of childRows(listing, [], defaultView, () => undefined))
      seen.push(json([row, viewOf(row), tooltipOf(row, 0)]));
  }
  const [run] = store.loadedRuns();
  assert.ok(run);
  const exported = [{ item: run, where: store.trail(run.ref) }];
  for (const format of exportFormats) seen.push([...format.pieces(exported)].join(''));
  seen.push(run.raw(), json((await promptfoo.saved()).run(run.raw(), run.ref)));
  const session = new RunSession(run.ref, {
    source: store,
    providerLabel: (id) => id,
    withinTime,
    post: (message) => seen.push(json(message)),
    onDidShow: (shown) => seen.push(json(shown)),
  });
  session.receive({ type: 'ready', anchor: undefined, generation: undefined });
  session.dispose();
  refuses = true;
  for (const place of places) {
    await store.refresh(place);
    const failure = store.listing(place)?.failure;
    assert.equal(failure?.reason, 'unauthorized');
    seen.push(json(failure), String(failure.stack), ...explain(failure));
  }
  assert.ok(seen.length > 15 && seen.some((text) => text.includes('You sent')));
  for (const form of forms)
    assert.deepEqual(
      seen.filter((text) => text.includes(form)),
      [],
      form,
    );
});
