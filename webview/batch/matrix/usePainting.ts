import { useEffect, useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import { sameItems } from '../../../src/core/kit/sameItems.ts';
import { onTheme, readColors, type Colors } from './colors.ts';
import { inSight, type Scroll } from './geometry.ts';
import { paint, type Scene } from './paint.ts';

export interface Painting {
  /** Inner size of the box; a guess as long as it is not known. */
  readonly area: Area;
  /** Whether it is known: before that, nothing that depends on it needs to be there. */
  readonly measured: boolean;
  readonly scroll: { readonly current: Scroll };
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  /** To be called with each rendering: what is to be seen after it. */
  readonly repaint: (scene: Omit<Scene, 'scroll' | 'width' | 'height' | 'colors'>) => void;
}

interface Area {
  readonly width: number;
  readonly height: number;
}

const guess: Area = { width: 800, height: 600 };

/** Rows that one may scroll by before the mounted ones are looked at again, in pixels. */
const step = 32;

/** Keeps a canvas as large as the box in which it stays while the cells scroll, and draws it when anything changes. */
export function usePainting(box: RefObject<HTMLDivElement | null>): Painting {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scroll = useRef<Scroll>({ x: 0, y: 0 });
  const colors = useRef<Colors | undefined>(undefined);
  const scene = useRef<Parameters<Painting['repaint']>[0] | undefined>(undefined);
  const drawn = useRef<Scene | undefined>(undefined);
  const drawnScale = useRef(0);
  const [area, setArea] = useState<Area | undefined>(undefined);
  const [, render] = useReducer((n: number) => n + 1, 0);

  const draw = (): void => {
    const context = canvas.current?.getContext('2d');
    const element = box.current;
    if (!context || !element || !scene.current || !area) return;
    colors.current ??= readColors(element);
    const scale = window.devicePixelRatio;
    const { width, height } = area;
    const now = { ...scene.current, scroll: scroll.current, width, height, colors: colors.current };
    if (drawn.current && looksAs(drawn.current, now) && scale === drawnScale.current) return;
    drawn.current = now;
    drawnScale.current = scale;
    const { canvas: own } = context;
    if (own.width !== Math.round(width * scale) || own.height !== Math.round(height * scale)) {
      own.width = Math.round(width * scale);
      own.height = Math.round(height * scale);
      own.style.width = `${width}px`;
      own.style.height = `${height}px`;
    }
    context.setTransform(scale, 0, 0, scale, 0, 0);
    paint(context, now);
  };
  const latest = useRef(draw);
  latest.current = draw;
  useLayoutEffect(draw);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      setArea((before) => (before?.width === width && before.height === height ? before : { width, height }));
    };
    measure();
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    return () => resized.disconnect();
  }, [box]);
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    let frame = 0;
    const onScroll = (): void => {
      const before = scroll.current;
      scroll.current = { x: element.scrollLeft, y: element.scrollTop };
      if (Math.floor(before.y / step) !== Math.floor(scroll.current.y / step)) render(undefined);
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => latest.current());
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    const leave = onTheme(() => {
      colors.current = undefined;
      latest.current();
    });
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener('scroll', onScroll);
      leave();
    };
  }, [box]);
  return {
    ...{ area: area ?? guess, measured: area !== undefined, scroll, canvas },
    repaint: (next) => {
      scene.current = next;
    },
  };
}

/** Whether a scene looks as the one that is drawn: of the runs, only those in sight count. */
function looksAs(drawn: Scene, now: Scene): boolean {
  const { geometry, scroll, width, height, runs, rows, duration, longest, lit, colors } = now;
  const { from, to } = inSight(scroll.x, width - geometry.left, geometry.cell, geometry.columns);
  const first = Math.max(0, from - 1);
  return (
    isAlike([drawn.geometry, drawn.scroll, drawn.lit], [geometry, scroll, lit]) &&
    sameItems(
      [drawn.width, drawn.height, drawn.duration, drawn.longest, drawn.colors],
      [width, height, duration, longest, colors],
    ) &&
    sameItems(drawn.rows, rows) &&
    sameItems(drawn.runs.slice(first, to), runs.slice(first, to))
  );
}

function isAlike(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
