/** The key of a LangWatch project is in nothing that leaves the core, although the service repeats it wherever it can. */
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
import { langwatch } from '../../../src/providers/langwatch/provider.ts';
import { tooltipOf } from '../../../src/vscode/tree/tooltips.ts';
import { serve } from '../http/support.ts';
import { batchPath, json, sent } from '../langwatch/support.ts';

const ways = [
  ['bearer', 'sk-lw-CaNaRy0123456789abcdef', 'authorization', (key: string) => `Bearer ${key}`],
  ['apiKey', 'sk-lw-CaNaRy0123456789abcdef', 'x-auth-token', (key: string) => key],
  ['basic', 'proj_1:sk-lw-CaNaRy0123456789', 'authorization', (key: string) => `Basic ${btoa(key)}`],
] as const;

for (const [auth, key, header, sentAs] of ways)
  test(`nothing that leaves the core holds a key that is sent as ${auth}`, async (t) => {
    const seen: string[] = [];
    let refuses = false;
    const server = await serve(t, (request, response) => {
      const told = String(request.headers[header]);
      assert.equal(told, sentAs(key));
      response.setHeader('content-type', 'application/json').setHeader('x-request-id', told);
      if (refuses) return void response.writeHead(401).end(json({ error: `Bad key ${told}`, message: key }));
      const words = `You sent ${told}, that is ${key}`;
      const run = sent({
        ...{ name: words, description: words, messages: [{ role: 'user', content: words }] },
        results: {
          verdict: 'failure',
          reasoning: words,
          metCriteria: [],
          unmetCriteria: [words],
          error: words,
        },
      });
      const batch = { batchRunId: 'b1', totalCount: 1, passCount: 0, failCount: 1, note: words };
      response.end(json(request.url?.includes('/list') ? { batches: [batch] } : { runs: [run] }));
    });
    const { origin } = server;
    const http = createHttp({
      clock: { now: () => 0, delay: () => Promise.resolve() },
      random: () => 0,
      log: (line) => seen.push(json(line)),
    });
    t.after(() => http.close());
    const connection = { id: 'l', provider: 'langwatch', label: 'Shop', baseUrl: origin, auth };
    const keyHeader = langwatch.keyWays?.header;
    const ask = { origin, auth, keyHeader, key: () => Promise.resolve(key), label: 'Shop' };
    const client = await langwatch.connect(connection, http.connect(ask));
    const store = new RunStore({
      client: () => Promise.resolve(client),
      pageSize: () => 50,
      view: () => defaultView,
      grouping: () => undefined,
      label: () => 'Shop',
      pinned: () => [],
      now: () => 0,
    });
    t.after(() => store.dispose());
    const places = [[], batchPath.slice(0, 1), batchPath].map((path) => ({ connection: 'l', path }));
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
    seen.push(run.raw(), json((await langwatch.saved()).run(run.raw(), run.ref)));
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
    for (const form of [key, sentAs(key), btoa(key), encodeURIComponent(key), key.slice(-18)])
      assert.deepEqual(
        seen.filter((text) => text.includes(form)),
        [],
        form,
      );
  });
