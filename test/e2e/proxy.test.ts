/** The extension as a whole behind a proxy: a service that only the proxy finds, under a private authority. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startSampleService, type SampleService } from '../../src/samples/main.ts';
import { outFolder, projectRoot } from '../support/paths.ts';
import type { Pair } from '../support/proxy/certificates.ts';
import { startForwardProxy, type ForwardProxy } from '../support/proxy/forwardProxy.ts';
import { privateAuthority, privatePair } from '../support/proxy/privateAuthority.ts';
import { openWorkbench, type Workbench } from '../support/workbench/workbench.ts';

const trust = privateAuthority(join(outFolder, 'test', 'e2e-trust'));
const pair = privatePair(trust);

describe(
  'Behind a proxy',
  { skip: pair ? false : "only Linux lets a test say what the system's store holds" },
  () => {
    let samples: SampleService;
    let front: Server;
    let proxy: ForwardProxy;
    let workbench: Workbench;

    before(async () => {
      samples = await startSampleService();
      front = await startFront(pair, samples.origin);
      proxy = await startForwardProxy({ user: 'ann', password: 'secret-of-ann' });
      workbench = await openWorkbench({
        extensions: [projectRoot],
        env: trust,
        settings: {
          'http.proxy': proxy.url.replace('//', '//ann:secret-of-ann@'),
          'agentRuns.network.transport': 'undici',
          'agentRuns.connections': [
            {
              id: 'shop',
              provider: 'cognigy',
              label: 'Shop bot',
              baseUrl: `https://service.test:${portOf(front)}/testing`,
              projectId: samples.connections[0]?.projectId,
            },
          ],
        },
      });
      await workbench.runCommand('View: Show Agent Runs');
    });
    after(async () => {
      await workbench.close();
      await proxy.close();
      front.close().closeAllConnections();
      await samples.close();
    });

    it('shows the runs of a service that only the proxy finds', async () => {
      await workbench.runCommand('Agent Runs: Set API Key...');
      await workbench.answer(samples.key);
      await workbench.tree.expand(/^Connection Shop bot/);
      await workbench.tree.row(/^Scenario Refund policy dispute/);
      assert.ok(proxy.asked.includes(`service.test:${portOf(front)}`));
    });

    it('keeps the password of the proxy and the key to itself', async () => {
      const told = (await workbench.page.content()) + workbench.server.output();
      assert.equal(told.includes('secret-of-ann'), false);
      assert.equal(told.includes(samples.key), false);
    });
  },
);

/** https in front of the sample service. */
async function startFront(shown: Pair | undefined, origin: string): Promise<Server> {
  const server = createServer({ ...shown }, (incoming, outgoing) => {
    // The sample service answers to names of this machine only.
    const inner = request(
      new URL(incoming.url ?? '/', origin),
      { headers: { ...incoming.headers, host: new URL(origin).host } },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    inner.on('error', () => outgoing.destroy()).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
