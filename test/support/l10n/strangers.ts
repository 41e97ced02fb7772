/** Words on the screen that no translator has seen. */
import type { Frame, Locator } from 'playwright-core';
import type { Workbench } from '../workbench/workbench.ts';
import { pseudoEnd, pseudoStart } from './pseudo.ts';
import type { Surface } from './walk.ts';

/** All texts of a surface, also those that are only heard or come up under the mouse. */
export async function textsOf(workbench: Workbench, { parts, page }: Surface): Promise<string[]> {
  const places: (Locator | Frame)[] = page ? [...parts, await workbench.panel()] : [...parts];
  const texts: string[] = [];
  for (const place of places) {
    const root = 'frameElement' in place ? place.locator('body') : place;
    texts.push(...(await root.first().evaluate(readTexts)));
  }
  return [...new Set(texts)];
}

/**
 * Words that are neither in the pseudo language nor data.
 * @param data all that may stand there as it is
 */
export function strangersAmong(texts: readonly string[], data: string): string[] {
  const known = comparable(data);
  const pieces = texts
    .flatMap((text) => outside(text).split(/[·:,;()[\]{}"“”„→›/\n…]+| \+ ?/))
    .map((each) => each.trim());
  return [...new Set(pieces)].filter(
    (piece) => /\p{L}{3}/u.test(piece) && !figures.test(piece) && !known.includes(comparable(piece)),
  );
}

/** Samples are made anew each time, with other amounts and ids. */
function comparable(text: string): string {
  return text.toLowerCase().replace(/[a-z]{2}\d[a-z]\d[a-z]|\d+/g, '0');
}

/** Ids, hosts, files; and what `Intl` makes of numbers and times: it knows no pseudo language, and takes that of the machine. */
const figures =
  /^[\da-f-]{12,}$|^[\w-]+(\.[\w-]+)+$|^(<?[\d.]+ (ms|sec|min|hr|days?)\b ?)+$|^(in )?[\d.]+ (sec|min|hr)\.?( ago)?$|^(in )?\d+ days?( ago)?$|^yesterday$|^tomorrow$|^[A-Z][a-z]{2} \d+$/;

/** Messages of a page that are cut off, and of which nothing else tells the whole. */
export async function cutOff(workbench: Workbench): Promise<string[]> {
  return (await workbench.panel()).locator('body').evaluate((body, start) => {
    const shortened = [...body.querySelectorAll<HTMLElement>('*')].filter((element) => {
      const own = [...element.childNodes].some(
        (node) => node.nodeType === 3 && node.textContent?.includes(start),
      );
      const { overflowX, display } = getComputedStyle(element);
      return (
        own &&
        display !== 'inline' &&
        overflowX !== 'visible' &&
        element.clientWidth > 4 &&
        element.scrollWidth > element.clientWidth + 1
      );
    });
    return shortened.filter((element) => !element.closest('[title]')).map((element) => element.textContent);
  }, pseudoStart);
}

/** The text without all messages, which may stand within others, and each on a line of its own what stood around them. */
function outside(text: string): string {
  let depth = 0;
  let rest = '';
  for (const letter of text) {
    if (letter === pseudoStart) depth++;
    else if (letter === pseudoEnd) {
      depth--;
      rest += '\n';
    } else if (depth === 0) rest += letter;
  }
  return rest;
}

/** Runs in the page. A message may stand in several elements, e.g. around a link: what follows another is one text. */
function readTexts(root: Element): string[] {
  const texts: string[] = [];
  let run = '';
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node: Node | null = walker.currentNode; node; node = walker.nextNode()) {
    if (node instanceof Element) {
      if (!node.checkVisibility() || node.closest('script, style, .actions-container, .codicon')) continue;
      for (const name of ['aria-label', 'title', 'placeholder', 'aria-description'])
        texts.push(node.getAttribute(name) ?? '');
    } else if (node.parentElement?.checkVisibility() && !node.parentElement.closest('script, style'))
      run += `\n${node.textContent ?? ''}`;
  }
  return [run, ...texts].filter((text) => text !== '');
}
