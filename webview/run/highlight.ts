import type { Part } from '../../src/panel/run/protocol.ts';
import type { Match } from './find.ts';
import { partKey } from './page.ts';

export interface RevealOptions {
  /** Matches by the key of their part. */
  readonly parts: ReadonlyMap<string, readonly Match[]>;
  readonly current: Match | undefined;
  /** The match that has yet to be brought into sight. */
  readonly sought: Match | undefined;
  /** The words of a part as far as they are here, for finding them again in rendered Markdown. */
  readonly textOf: (part: Part) => string | undefined;
  /** Pixels at the top of the window that something sticky covers. */
  readonly covered: () => number;
  /** Shows all of a part. */
  readonly open: (part: Part) => void;
  /** Ends any scrolling that is under way. */
  readonly rest: () => void;
}

/**
 * Marks matches in what is mounted, with the CSS Custom Highlight API: not one node of the transcript changes.
 * Brings the sought one into sight once it is mounted.
 * @returns whether that is done
 */
export function revealMatch(options: RevealOptions): boolean {
  const { parts, current, sought, covered, open, rest } = options;
  const here = highlight(parts, current, options.textOf);
  if (!sought || sought !== current) return false;
  if (!here) {
    const element = document.querySelector<HTMLElement>(`[data-part="${partKey(sought.part)}"]`);
    if (element?.dataset['folded'] === 'true') open(sought.part);
    return false;
  }
  const { top, bottom } = here.getBoundingClientRect();
  const free = covered();
  if (top >= free + 4 && bottom <= window.innerHeight - 16) return true;
  rest();
  if (here.startContainer.parentElement?.closest('.side')) {
    here.startContainer.parentElement.scrollIntoView({ block: 'nearest' });
  } else {
    window.scrollBy(0, top - Math.max(free + 16, window.innerHeight * 0.35));
  }
  return true;
}

function highlight(
  parts: ReadonlyMap<string, readonly Match[]>,
  current: Match | undefined,
  textOf: (part: Part) => string | undefined,
): Range | undefined {
  const all: Range[] = [];
  let here: Range | undefined;
  if (parts.size > 0) {
    for (const element of document.querySelectorAll<HTMLElement>('[data-part]')) {
      const inPart = parts.get(element.dataset['part'] ?? '');
      if (!inPart) continue;
      const toRange =
        'rendered' in element.dataset ? inRendered(element, inPart, textOf) : inOriginal(element);
      for (const match of inPart) {
        const range = toRange(match);
        if (!range) continue;
        if (match === current) here = range;
        else all.push(range);
      }
    }
  }
  set('find', all);
  set('find-current', here ? [here] : []);
  return here;
}

/** Touches the registry only when there is something to change: every change costs a style pass. */
function set(name: string, ranges: readonly Range[]): void {
  if (ranges.length > 0) CSS.highlights.set(name, new Highlight(...ranges));
  else CSS.highlights.delete(name);
}

interface Placed {
  readonly node: Text;
  /** Offset of the node's first character in the original text. */
  readonly at: number;
}

function textNodes(element: HTMLElement): Text[] {
  const nodes: Text[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node instanceof Text && node.parentElement?.className !== 'mark') nodes.push(node);
  }
  return nodes;
}

/** Ranges by the offsets that the text's own segments carry. */
function inOriginal(element: HTMLElement): (match: Match) => Range | undefined {
  const nodes = textNodes(element).map((node) => ({
    node,
    at: Number(node.parentElement?.dataset['at'] ?? 0),
  }));
  return ({ start, end }) => between(nodes, start, end);
}

/** Markdown has no offsets: the n-th occurrence of the same words is taken for the n-th match. */
function inRendered(
  element: HTMLElement,
  matches: readonly Match[],
  textOf: (part: Part) => string | undefined,
): (match: Match) => Range | undefined {
  const nodes: Placed[] = [];
  let text = '';
  for (const node of textNodes(element)) {
    nodes.push({ node, at: text.length });
    text += node.data;
  }
  const found = new Map<Match, Range>();
  let from = 0;
  for (const match of matches) {
    const words = textOf(match.part)?.slice(match.start, match.end) ?? '';
    const at = words === '' ? -1 : text.indexOf(words, from);
    if (at < 0) continue;
    from = at + words.length;
    const range = between(nodes, at, from);
    if (range) found.set(match, range);
  }
  return (match) => found.get(match);
}

function between(nodes: readonly Placed[], start: number, end: number): Range | undefined {
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
