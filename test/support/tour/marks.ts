/** One thing that is on the screen, in CSS pixels of its page. */
export type Mark = {
  readonly x: number;
  readonly y: number;
  readonly color: string;
  readonly opacity: number;
} & (
  | {
      readonly kind: 'box';
      readonly width: number;
      readonly height: number;
      readonly radius: number;
      /** A border, and not what it surrounds. */
      readonly isLine: boolean;
    }
  | {
      /** A line of text; `y` is its base line. */
      readonly kind: 'text';
      readonly text: string;
      readonly width: number;
      readonly size: number;
      readonly isBold: boolean;
    }
  /** The icon of a run; `x` and `y` are its middle. */
  | { readonly kind: 'outcome'; readonly isPassed: boolean }
);

/**
 * Runs in a page, so it must stand alone: what of it is in sight within the clip, from back to front. Colours are told
 * as the theme variable that is like them most.
 */
export function collectMarks({
  variables,
  clip,
}: {
  /** Names of theme variables, for each use. */
  readonly variables: Readonly<Record<'ground' | 'line' | 'text', readonly string[]>>;
  readonly clip: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}): Mark[] {
  type Rgba = readonly [number, number, number, number];
  const context = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
    willReadFrequently: true,
  });
  const root = document.querySelector('.monaco-workbench') ?? document.documentElement;
  const known = new Map<string, Rgba>();
  const rgba = (color: string): Rgba => {
    const before = known.get(color);
    if (before) return before;
    context?.clearRect(0, 0, 1, 1);
    if (context) context.fillStyle = color;
    context?.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0, a = 0] = context?.getImageData(0, 0, 1, 1).data ?? [];
    const found = [r, g, b, a / 255] as const;
    known.set(color, found);
    return found;
  };
  const valuesOf = (names: readonly string[]): readonly { readonly name: string; readonly value: Rgba }[] =>
    names.flatMap((name) => {
      const value = getComputedStyle(root).getPropertyValue(`--vscode-${name}`).trim();
      return value === '' ? [] : [{ name, value: rgba(value) }];
    });
  const theme = {
    ground: valuesOf(variables.ground),
    line: valuesOf(variables.line),
    text: valuesOf(variables.text),
  };
  const distance = (one: Rgba, other: Rgba): number =>
    Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
  const likest = (use: keyof typeof theme, color: Rgba): string =>
    theme[use].reduce((best, each) =>
      distance(each.value, color) < distance(best.value, color) ? each : best,
    ).name;
  const marks: Mark[] = [];
  const isInside = (box: DOMRect): boolean =>
    box.width > 0 &&
    box.height > 0 &&
    box.left < clip.x + clip.width &&
    box.right > clip.x &&
    box.top < clip.y + clip.height &&
    box.bottom > clip.y;
  /** Whether nothing else lies over the middle of it. */
  const isOnTop = (element: Element, box: DOMRect): boolean => {
    const hit = document.elementFromPoint(box.left + Math.min(box.width / 2, 20), box.top + box.height / 2);
    if (hit === null) return false;
    const lets = getComputedStyle(element).pointerEvents === 'none';
    return hit === element || element.contains(hit) || (lets && hit.contains(element));
  };
  /** The part of a line that what it stands in does not cut off. */
  const uncut = (element: Element, box: DOMRect): DOMRect => {
    let [left, right] = [box.left, box.right];
    for (let around: Element | null = element; around; around = around.parentElement) {
      if (getComputedStyle(around).overflowX === 'visible') continue;
      const limit = around.getBoundingClientRect();
      [left, right] = [Math.max(left, limit.left), Math.min(right, limit.right)];
    }
    return new DOMRect(left, box.top, Math.max(0, right - left), box.height);
  };

  const lookAtBox = (style: CSSStyleDeclaration, box: DOMRect): void => {
    // An icon: what the ground shows through.
    if (style.maskImage !== 'none') return;
    const ground = rgba(style.backgroundColor);
    const shape = { x: box.left, y: box.top, width: box.width, height: box.height };
    const radius = Number.parseFloat(style.borderTopLeftRadius) || 0;
    if (ground[3] > 0.05)
      marks.push({
        kind: 'box',
        ...shape,
        radius,
        isLine: false,
        color: likest('ground', ground),
        opacity: ground[3],
      });
    const [top, left] = [rgba(style.borderTopColor), rgba(style.borderLeftColor)];
    const wide = (width: string): boolean => Number.parseFloat(width) >= 1;
    const line = { kind: 'box', radius, isLine: true } as const;
    if (wide(style.borderTopWidth) && wide(style.borderLeftWidth) && top[3] > 0.05)
      marks.push({ ...line, ...shape, color: likest('line', top), opacity: top[3] });
    else if (wide(style.borderLeftWidth) && left[3] > 0.05) {
      const width = Number.parseFloat(style.borderLeftWidth);
      marks.push({ ...line, ...shape, width, isLine: false, color: likest('line', left), opacity: left[3] });
    }
  };

  const lookAtText = (node: Text, element: Element, style: CSSStyleDeclaration): void => {
    const color = rgba(style.color);
    const range = document.createRange();
    let line = '';
    let place: DOMRect | undefined;
    const put = (): void => {
      const whole = line.replace(/\s+/g, ' ').trim();
      line = '';
      if (!place || whole === '') return;
      const shown = uncut(element, place);
      if (!isInside(shown) || !isOnTop(element, shown)) return;
      const share = shown.width / place.width;
      const text = share > 0.98 ? whole : `${whole.slice(0, Math.floor(whole.length * share) - 1)}…`;
      if (text === '…') return;
      place = shown;
      const size = Math.round(Number.parseFloat(style.fontSize));
      const isBold = Number(style.fontWeight) >= 600;
      const y = place.top + place.height / 2 + size * 0.35;
      const said = { kind: 'text', text, width: place.width, size, isBold } as const;
      marks.push({ ...said, x: place.left, y, color: likest('text', color), opacity: color[3] });
    };
    for (let at = 0; at < node.data.length; at++) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getBoundingClientRect();
      if (box.width === 0) continue;
      if (place && line !== '' && Math.abs(box.top - place.top) < 2)
        place = new DOMRect(place.left, place.top, box.right - place.left, place.height);
      else {
        put();
        place = box;
      }
      line += node.data[at] ?? '';
    }
    put();
  };

  /** What lies over the rest, wherever it stands in the document. */
  const above: Element[] = [];
  const lookAt = (element: Element): void => {
    const style = getComputedStyle(element);
    if (element.matches('.quick-input-widget, .context-view') && !above.includes(element)) {
      above.push(element);
      return;
    }
    if (style.visibility === 'hidden' || style.display === 'none' || Number(style.opacity) < 0.1) return;
    const box = element.getBoundingClientRect();
    if (box.width * box.height > 0 && !isInside(box)) return;
    if (isInside(box) && isOnTop(element, box)) lookAtBox(style, box);
    const row = element.closest('[role=treeitem]')?.getAttribute('aria-label') ?? '';
    if (element.matches('.custom-view-tree-node-item-icon') && /^run\b/i.test(row) && isInside(box)) {
      const isPassed = /\bpassed\b/.test(row);
      const color = isPassed ? 'testing-iconPassed' : 'testing-iconFailed';
      const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
      marks.push({ kind: 'outcome', ...middle, isPassed, color, opacity: 1 });
    }
    for (const child of (element.shadowRoot ?? element).childNodes) {
      if (child instanceof Element) lookAt(child);
      else if (child instanceof Text && child.data.trim() !== '') lookAtText(child, element, style);
    }
    if (element.shadowRoot)
      for (const child of element.childNodes) {
        if (child instanceof Element) lookAt(child);
        else if (child instanceof Text && child.data.trim() !== '') lookAtText(child, element, style);
      }
  };
  lookAt(document.body);
  for (const element of [...above]) lookAt(element);
  return marks;
}
