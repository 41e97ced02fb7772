// What the panel is measured against, in the same window: a webview with one line, and one that mounts all turns
// at once. Only `npm run bench:panel` loads it.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { commands, ViewColumn, window } from 'vscode';

export async function activate(context) {
  // Read beforehand, as the store has the run before its panel is opened.
  const runs = JSON.parse(readFileSync(process.env.PANEL_BENCH_DATA, 'utf8')).runs;
  const { turns } = runs.at(-1);
  context.subscriptions.push(
    commands.registerCommand('panelBench.trivial', () => {
      open('<main><p class="one-line">One line.</p></main>');
    }),
    commands.registerCommand('panelBench.naive', () => {
      const webview = open('<main></main>', naiveScript);
      webview.onDidReceiveMessage(() => webview.postMessage({ type: 'run', turns }));
    }),
  );
  await commands.executeCommand('workbench.view.extension.agentRuns');
  await commands.executeCommand('agentRuns.exploreSamples');
}

function open(body, script) {
  const options = { enableScripts: true };
  const { webview } = window.createWebviewPanel('panelBench', 'Bench', ViewColumn.Active, options);
  const nonce = randomBytes(16).toString('base64url');
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'`;
  webview.html = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Bench</title>
<meta http-equiv="Content-Security-Policy" content="${policy}">
<style nonce="${nonce}">article { padding: 8px 0; border-bottom: 1px solid; white-space: pre-wrap }</style></head>
<body>${body}${script ? `<script type="module" nonce="${nonce}">${script}</script>` : ''}</body></html>`;
  return webview;
}

/** The simplest viewer that could possibly work. */
const naiveScript = `
const field = document.createElement('input');
field.type = 'search';
field.setAttribute('aria-label', 'Find in transcript');
const status = document.createElement('span');
status.setAttribute('role', 'status');
const search = document.createElement('div');
search.setAttribute('role', 'search');
search.append(field, status);
const main = document.querySelector('main');
main.append(search);
addEventListener('message', ({ data }) => {
  main.append(...data.turns.map((turn, index) => {
    const article = document.createElement('article');
    article.setAttribute('aria-posinset', index + 1);
    article.setAttribute('aria-setsize', data.turns.length);
    article.textContent = turn.sequence + ' ' + turn.text;
    return article;
  }));
});
field.addEventListener('input', () => {
  let first;
  let count = 0;
  for (const article of document.querySelectorAll('article')) {
    const found = article.textContent.toLowerCase().split(field.value.toLowerCase()).length - 1;
    article.classList.toggle('found', found > 0);
    count += found;
    if (found > 0) first ??= article;
  }
  first?.scrollIntoView();
  status.textContent = field.value ? count + ' results' : '';
});
acquireVsCodeApi().postMessage({ type: 'ready' });
`;
