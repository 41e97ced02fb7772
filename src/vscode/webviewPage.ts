import * as vscode from 'vscode';
import { panelHtml, sharedScriptOf, type PageParts } from '../panel/html.ts';

export interface WebviewPage extends Pick<PageParts, 'title' | 'loading' | 'first'> {
  /** Name of the page's bundle in dist/webview. */
  readonly bundle: 'panel' | 'batch' | 'comparison' | 'trend';
}

/** Fills a webview with one of our pages: it reads nothing but the pages' own files. */
export function showPage(webview: vscode.Webview, extensionUri: vscode.Uri, page: WebviewPage): void {
  const { bundle, ...parts } = page;
  const dist = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  const fileOf = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
  const shared = sharedScriptOf(bundle);
  webview.options = { enableScripts: true, localResourceRoots: [dist] };
  webview.html = panelHtml({
    ...parts,
    cspSource: webview.cspSource,
    nonce: crypto.randomUUID(),
    script: fileOf(`${bundle}.js`),
    sharedScript: shared && fileOf(shared),
    style: fileOf(`${bundle}.css`),
  });
}
