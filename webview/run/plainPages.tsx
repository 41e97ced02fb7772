import type { VNode } from 'preact';
import { useEffect, useImperativeHandle, useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';
import { formatCount } from '../../src/core/kit/format.ts';
import { usePage } from './page.ts';
import type { TranscriptProps } from './transcriptProps.ts';
import { TurnRow } from './turnRow.tsx';

const pageSize = 100;

/** Pages of turns that stay mounted: what a screen reader's own navigation needs. */
export function PlainPages(props: TranscriptProps & { readonly count: number }): VNode {
  const { count, conversation, markdown, marks, covered, handle, onRendered } = props;
  const { client, announce } = usePage();
  const [page, setPage] = useState(0);
  const feed = useRef<HTMLDivElement>(null);
  const goal = useRef<{ readonly turn: number; readonly focus: boolean } | undefined>(undefined);
  const last = Math.floor((count - 1) / pageSize);
  const from = Math.min(page, last) * pageSize;
  const to = Math.min(count, from + pageSize);

  const [, render] = useReducer((n: number) => n + 1, 0);
  useLayoutEffect(() => client.subscribeTurns(() => render(undefined)), [client]);
  useEffect(() => client.need(from, to), [client, from, to]);
  const reach = (): void => {
    const row = goal.current && rowAt(feed.current, goal.current.turn);
    if (!row) return;
    row.scrollIntoView({ block: 'start' });
    if (goal.current?.focus) row.focus({ preventScroll: true });
    goal.current = undefined;
  };
  useLayoutEffect(() => {
    reach();
    onRendered();
  });
  useImperativeHandle(
    handle,
    () => ({
      goTo: (turn, { focus = false } = {}) => {
        goal.current = { turn, focus };
        setPage(Math.floor(turn / pageSize));
        reach();
      },
      rest: () => undefined,
      anchor: () => firstInSight(feed.current, covered()),
    }),
    [covered],
  );
  const turnTo = (next: number): void => {
    goal.current = { turn: next * pageSize, focus: true };
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
            markdown={markdown}
            cited={marks.cited === index}
            citedBy={marks.by.get(index)}
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

function rowAt(feed: HTMLElement | null, index: number): HTMLElement | null {
  return feed?.querySelector<HTMLElement>(`[data-index="${index}"]`) ?? null;
}

function firstInSight(
  feed: HTMLElement | null,
  covered: number,
): { turn: number; offset: number } | undefined {
  for (const row of feed?.querySelectorAll<HTMLElement>('[data-index]') ?? []) {
    const { top, bottom } = row.getBoundingClientRect();
    if (bottom <= covered) continue;
    if (window.scrollY === 0) return undefined;
    return { turn: Number(row.dataset['index']), offset: Math.round(covered - top) };
  }
  return undefined;
}
