import { render, type VNode } from 'preact';
import { useLanguage, type Language } from '../../src/core/kit/l10n.ts';
import { whenIdle } from './idle.ts';
import { keepFocus } from './keepFocus.ts';

/** The snapshot that came with the page, as our own host wrote it: it saves a round trip before the first paint. */
export function firstSnapshot(): unknown {
  return dataOf('first');
}

/** The words of the page, as our own host wrote them into it; call it before anything is said. */
export function speakAsHost(): void {
  useLanguage(dataOf('language') as Language | undefined);
}

function dataOf(id: string): unknown {
  const block = document.getElementById(id)?.textContent;
  return block ? JSON.parse(block) : undefined;
}

/** Puts the page in the place of "Loading". */
export function show(page: VNode): void {
  const root = document.getElementById('root');
  if (root) {
    root.textContent = '';
    render(page, root);
    keepFocus(root);
  }
  // The toolkit costs more than all the rest of a page: it comes when that is on the screen.
  setTimeout(() => whenIdle(() => void import('./components.ts'), 2000), 200);
}
