import type { VNode } from 'preact';
import { useCallback, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Ref } from 'preact';
import { formatCount } from '../src/core/format.ts';
import type { RunScreen } from './client.ts';
import { usePage } from './page.ts';
import { TurnRow } from './turnRow.tsx';
import { useVirtualList, type List } from './virtual.ts';

/** What the rest of the page may ask of the transcript. */
export interface TranscriptHandle {
  /** Scrolls to a turn, `offset` pixels into it, and focuses it if asked to. */
  goTo(turn: number, options?: { readonly focus?: boolean; readonly offset?: number }): void;
  /** The turn at the top of the window and how much of it is scrolled away. */
  anchor(): { readonly turn: number; readonly offset: number } | undefined;
}

interface TranscriptProps {
  readonly screen: RunScreen;
  readonly conversation: boolean;
  /** Plain pages without recycling, for screen readers or on request. */
  readonly plain: boolean;
  /** Height of the sticky bar. */
  readonly covered: number;
  readonly handle: Ref<TranscriptHandle>;
  readonly onRendered: () => void;
}

export function Transcript(props: TranscriptProps): VNode {
  const count = props.screen.run.turns ?? 0;
  if (count === 0)
    return <p class="quiet">This run has no turns{props.screen.run.unfinished ? ' yet' : ''}.</p>;
  return props.plain ? <PlainPages {...props} count={count} /> : <VirtualTurns {...props} count={count} />;
}

function VirtualTurns({
  screen,
  count,
  conversation,
  covered,
  handle,
  onRendered,
}: TranscriptProps & { readonly count: number }): VNode {
  const { client } = usePage();
  const feed = useRef<HTMLDivElement>(null);
  const { above, width } = usePlace(feed);
  const { sizes } = screen;
  const estimate = useCallback((index: number) => guessHeight(sizes?.[index] ?? 400, width), [sizes, width]);
  const list = useVirtualList({ count, estimate, above, covered });
  const items = list.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  const focusSoon = useRef<number | undefined>(undefined);

  useEffect(() => {
    if (first && last) client.need(first.index - 10, last.index + 30);
  });
  useLayoutEffect(() => {
    const target = focusSoon.current;
    const row = target === undefined ? null : rowOf(feed.current, target);
    if (row) {
      focusSoon.current = undefined;
      row.focus({ preventScroll: true });
    }
    onRendered();
  });
  useImperativeHandle(
    handle,
    () => ({
      goTo: (turn, { focus = false, offset = 0 } = {}) => {
        if (focus) focusSoon.current = turn;
        if (focus) rowOf(feed.current, turn)?.focus({ preventScroll: true });
        list.scrollToIndex(turn, { align: 'start' });
        if (offset !== 0) requestAnimationFrame(() => window.scrollBy(0, offset));
      },
      anchor: () => anchorOf(list, covered),
    }),
    [list, covered],
  );
  return (
    <div
      class="feed"
      role="feed"
      aria-label="Turns"
      aria-busy={false}
      ref={feed}
      style={{ height: `${list.getTotalSize()}px` }}
    >
      <div class="feed-window" style={{ transform: `translateY(${(first?.start ?? 0) - above}px)` }}>
        {items.map(({ index }) => (
          <TurnRow
            key={index}
            index={index}
            count={count}
            turn={client.turn(index)}
            conversation={conversation}
            measure={list.measureElement}
          />
        ))}
      </div>
    </div>
  );
}

const pageSize = 100;

/** Pages of turns that stay mounted: what a screen reader's own navigation needs. */
function PlainPages({
  count,
  conversation,
  handle,
  onRendered,
}: TranscriptProps & { readonly count: number }): VNode {
  const { client, announce } = usePage();
  const [page, setPage] = useState(0);
  const feed = useRef<HTMLDivElement>(null);
  const goal = useRef<number | undefined>(undefined);
  const from = Math.min(page * pageSize, Math.floor((count - 1) / pageSize) * pageSize);
  const to = Math.min(count, from + pageSize);
  useEffect(() => client.need(from, to), [client, from, to]);
  useLayoutEffect(() => {
    const row = goal.current === undefined ? null : rowOf(feed.current, goal.current);
    if (row) {
      goal.current = undefined;
      row.scrollIntoView({ block: 'center' });
      row.focus({ preventScroll: true });
    }
    onRendered();
  });
  useImperativeHandle(
    handle,
    () => ({
      goTo: (turn) => {
        goal.current = turn;
        setPage(Math.floor(turn / pageSize));
        rowOf(feed.current, turn)?.focus();
      },
      anchor: () => ({ turn: from, offset: 0 }),
    }),
    [from],
  );
  const turnTo = (next: number): void => {
    goal.current = next * pageSize;
    setPage(next);
    announce(`Turns from ${formatCount(next * pageSize + 1)} on`);
  };
  return (
    <>
      <div class="feed" role="feed" aria-label="Turns" aria-busy={false} ref={feed}>
        {Array.from({ length: to - from }, (_, i) => from + i).map((index) => (
          <TurnRow
            key={index}
            index={index}
            count={count}
            turn={client.turn(index)}
            conversation={conversation}
          />
        ))}
      </div>
      {count > pageSize && (
        <nav class="pages" aria-label="Pages of turns">
          <button class="link" disabled={from === 0} onClick={() => turnTo(page - 1)}>
            Previous {pageSize}
          </button>
          <span>
            Turns {formatCount(from + 1)} to {formatCount(to)} of {formatCount(count)}
          </span>
          <button class="link" disabled={to >= count} onClick={() => turnTo(page + 1)}>
            Next {pageSize}
          </button>
        </nav>
      )}
    </>
  );
}

/** Where the list begins on the page and how wide it is, kept up to date. */
function usePlace(feed: { readonly current: HTMLElement | null }): { above: number; width: number } {
  const [place, setPlace] = useState({ above: 0, width: 600 });
  useLayoutEffect(() => {
    const measure = (): void => {
      const box = feed.current?.getBoundingClientRect();
      if (!box) return;
      const next = { above: Math.round(box.top + window.scrollY), width: Math.round(box.width) };
      setPlace((before) => (before.above === next.above && before.width === next.width ? before : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    for (const above of document.querySelectorAll('.summary, .section, .page-head')) observer.observe(above);
    return () => observer.disconnect();
  }, [feed]);
  return place;
}

/** A guess from the number of characters; measured heights replace it as rows are mounted. */
function guessHeight(chars: number, width: number): number {
  const shown = Math.min(chars, 4000);
  const perLine = Math.max(20, Math.min(90, Math.floor((width - 110) / 7)));
  return 30 + Math.max(1, Math.ceil(shown / perLine)) * 20;
}

function rowOf(feed: HTMLElement | null, index: number): HTMLElement | null {
  return feed?.querySelector<HTMLElement>(`[data-index="${index}"]`) ?? null;
}

function anchorOf(list: List, covered: number): { turn: number; offset: number } | undefined {
  const top = window.scrollY + covered;
  const item = list.getVirtualItems().find(({ end }) => end > top);
  // Above the first turn there is nothing to hold on to: the page starts at its top anyway.
  if (!item || item.start > top) return undefined;
  return { turn: item.index, offset: Math.round(top - item.start) };
}
