/** The browser that all tests of pages and windows use. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { it } from 'node:test';
import { launchChromium } from '../support/chromium.ts';

it('asks this machine, and no other by its name or number', async (t) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.headers.host?.split(':')[0]}${request.url}`);
    response.setHeader('access-control-allow-origin', '*').end('hello');
  });
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  t.after(() => server.close().closeAllConnections());
  const { port } = server.address() as AddressInfo;
  const browser = await launchChromium();
  t.after(() => browser.close());
  const page = await browser.newPage();
  const requests: string[] = [];
  page.context().on('request', (request) => requests.push(request.url()));
  await page.goto(`http://127.0.0.1:${port}/page`);

  // Both would lead to the same server: Linux has all numbers that begin so, browsers all names below localhost.
  for (const host of ['elsewhere.localhost', '127.0.0.2']) {
    const other = `http://${host}:${port}/other`;
    const answer = await page.evaluate(
      (url) =>
        fetch(url).then(
          (response) => response.status,
          () => 'nowhere',
        ),
      other,
    );
    assert.equal(answer, 'nowhere');
    assert.ok(requests.includes(other), 'what is asked for is known all the same');
  }
  assert.deepEqual(
    asked.filter((each) => !each.endsWith('/favicon.ico')),
    ['127.0.0.1/page'],
  );
});
