import type { Match } from './find.ts';
import { partKey } from './page.ts';

/**
 * Marks matches in what is mounted with the CSS Custom Highlight API: not one node of the transcript changes.
 * @returns where the current match is, when it is mounted
 */
export function highlight(matches: readonly Match[], current: Match | undefined): Range | undefined {
  const ranges = new Map<string, Match[]>();
  for (const match of matches) {
    const key = partKey(match.part);
    const list = ranges.get(key);
    if (list) list.push(match);
    else ranges.set(key, [match]);
  }
  const all: Range[] = [];
  let here: Range | undefined;
  if (matches.length > 0) {
    for (const element of document.querySelectorAll<HTMLElement>('[data-part]')) {
      const wanted = ranges.get(element.dataset['part'] ?? '');
      if (!wanted) continue;
      const nodes = textNodes(element);
      for (const match of wanted) {
        const range = toRange(nodes, match.start, match.end);
        if (!range) continue;
        if (match === current) here = range;
        else all.push(range);
      }
    }
  }
  CSS.highlights.set('find', new Highlight(...all));
  CSS.highlights.set('find-current', new Highlight(...(here ? [here] : [])));
  return here;
}

interface Placed {
  readonly node: Text;
  /** Offset of the node's first character in the original text. */
  readonly at: number;
}

function textNodes(element: HTMLElement): Placed[] {
  const placed: Placed[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (!(node instanceof Text) || parent?.className === 'mark') continue;
    placed.push({ node, at: Number(parent?.dataset['at'] ?? 0) });
  }
  return placed;
}

function toRange(nodes: readonly Placed[], start: number, end: number): Range | undefined {
  const first = nodes.findLast(({ at }) => at <= start);
  const last = nodes.findLast(({ at }) => at < end);
  if (!first || !last) return undefined;
  const [from, to] = [start - first.at, end - last.at];
  if (from > first.node.length || to > last.node.length) return undefined;
  const range = document.createRange();
  range.setStart(first.node, from);
  range.setEnd(last.node, to);
  return range;
}
