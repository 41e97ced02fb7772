import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withinTime } from '../../../src/services/host/withinTime.ts';
import { panelHtml, type PageParts } from '../../../src/panel/html.ts';
import { RunSession } from '../../../src/panel/run/session.ts';
import { hostileTexts } from '../../webview/support/hostile.ts';
import { fakeSource, makeRef, makeRun, makeTurn } from '../../webview/support/runs.ts';

const parts: PageParts = {
  cspSource: 'https://cdn.example',
  nonce: 'abc',
  script: 'https://cdn.example/panel.js',
  sharedScript: undefined,
  style: 'https://cdn.example/panel.css',
  loading: 'Loading the run…',
  title: 'Run',
  first: undefined,
};

describe('the page', () => {
  it('lets nothing run that is not ours, and nothing leave', () => {
    const policy = /Content-Security-Policy" content="([^"]+)"/
      .exec(panelHtml(parts))?.[1]
      ?.replaceAll('&#39;', "'");
    assert.equal(
      policy,
      "default-src 'none'; script-src 'nonce-abc'; style-src https://cdn.example 'nonce-abc'; " +
        "font-src https://cdn.example; img-src https://cdn.example data:; form-action 'none'; base-uri 'none'",
    );
  });

  it('is not broken out of by its own parts', () => {
    const html = panelHtml({ ...parts, title: '</title><script>x</script>', style: '"><script>x</script>' });
    assert.equal(html.match(/<script/g)?.length, 1);
  });

  it('says that it is loading, but not for the moment that a snapshot which came with it takes', () => {
    assert.doesNotMatch(panelHtml(parts), /blocking/);
    assert.match(panelHtml({ ...parts, first: {} }), /<script type="module" blocking="render" nonce="abc"/);
  });

  it('fetches what its script shares with other pages at the same time as the script', () => {
    assert.doesNotMatch(panelHtml(parts), /modulepreload/);
    assert.match(
      panelHtml({ ...parts, sharedScript: 'https://cdn.example/a"b.js' }),
      /<link rel="modulepreload" nonce="abc" href="https:\/\/cdn\.example\/a&quot;b\.js">/,
    );
  });

  it('carries a snapshot from which no text can break out', () => {
    const turns = hostileTexts.filter((text) => text.length < 2000).map((text) => makeTurn(text));
    const session = new RunSession(makeRef('run-1'), {
      source: fakeSource(makeRun({ turns, title: '</script><script>x</script><!--' })),
      withinTime,
      providerLabel: (id) => id,
      post: () => undefined,
      onDidShow: () => undefined,
    });
    const first = session.first();
    assert.ok(first);
    const html = panelHtml({ ...parts, first });
    assert.equal(html.match(/<script/gi)?.length, 2);
    assert.equal(html.match(/<\/script/gi)?.length, 2);
    assert.equal(html.includes('<!--'), false);
    const block = /id="first">(.*)<\/script>/.exec(html)?.[1];
    assert.deepEqual(JSON.parse(block ?? ''), JSON.parse(JSON.stringify(first)));
  });
});
