import { languageInUse } from '../core/kit/l10n.ts';
import { escapeMarkup } from '../export/characters.ts';

/** Addresses and secrets of one page load. */
export interface PageParts {
  /** The webview's own source for CSP, as VS Code gives it. */
  readonly cspSource: string;
  /** Random for each load. */
  readonly nonce: string;
  readonly script: string;
  /** What the script takes from another file, so that both are fetched at the same time. */
  readonly sharedScript: string | undefined;
  readonly style: string;
  readonly title: string;
  /** Until there is something to show, e.g. `Loading the run…`. */
  readonly loading: string;
  /** The first snapshot, when there is one already: it saves a round trip before the first paint. */
  readonly first: object | undefined;
}

/** The file that a page takes a part of its script from. @param bundle name of the page's own, without ending */
export function sharedScriptOf(bundle: string): string | undefined {
  return bundle === 'comparison' || bundle === 'trend' ? 'analysis.js' : undefined;
}

/**
 * The page of a panel, in the language that is in use. No `connect-src`: whatever the page shows came by message, so that neither a
 * transcript nor a hostile text in it can reach the network.
 */
export function panelHtml(parts: PageParts): string {
  const { cspSource, nonce, script, sharedScript, style, title, loading, first } = parts;
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `font-src ${cspSource}`,
    // Pictures that a run holds as data; nothing is ever fetched for one.
    `img-src ${cspSource} data:`,
    `form-action 'none'`,
    `base-uri 'none'`,
  ].join('; ');
  // With a snapshot, the first thing to be painted is what it shows. It stands at the end: styles and script are on
  // their way while it is read.
  const waiting = first ? ' blocking="render"' : '';
  const language = languageInUse();
  return `<!DOCTYPE html>
<html lang="${escapeMarkup(language.locale)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeMarkup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="csp-nonce" content="${escapeMarkup(nonce)}">
<title>${escapeMarkup(title)}</title>
<link rel="stylesheet" href="${escapeMarkup(style)}">
${sharedScript === undefined ? '' : `<link rel="modulepreload" nonce="${escapeMarkup(nonce)}" href="${escapeMarkup(sharedScript)}">`}
<script type="module"${waiting} nonce="${escapeMarkup(nonce)}" src="${escapeMarkup(script)}"></script>
</head>
<body><div id="root"><main><p class="quiet page">${escapeMarkup(loading)}</p></main></div>
${language.locale === 'en' ? '' : `<script type="application/json" id="language">${dataBlock(language)}</script>`}
${first ? `<script type="application/json" id="first">${dataBlock(first)}</script>` : ''}</body>
</html>`;
}

/** JSON that cannot end its own element: whatever the texts hold, no `<` gets into the page. */
function dataBlock(first: object): string {
  return JSON.stringify(first).replaceAll('<', '\\u003c');
}
