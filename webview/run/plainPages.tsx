import type { VNode } from 'preact';
import { useEffect, useImperativeHandle, useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';
import { formatCount } from '../../src/core/kit/format.ts';
import { t } from '../../src/core/kit/l10n.ts';
import { land } from '../kit/land.ts';
import { usePage } from './page.ts';
import type { TranscriptProps } from './transcriptProps.ts';
import { TurnRow } from './turnRow.tsx';

const pageSize = 100;

interface PlainPagesProps extends TranscriptProps {
  /** Turns of the run. */
  readonly count: number;
  /** Those that are shown; all without it. */
  readonly rows: readonly number[] | undefined;
}

/** Pages of turns that stay mounted: what a screen reader's own navigation needs. */
export function PlainPages(props: PlainPagesProps): VNode {
  const { count, rows, conversation, markdown, marks, covered, handle, onGoToTurn, onRendered } = props;
  const { client, announce } = usePage();
  const [page, setPage] = useState(0);
  const feed = useRef<HTMLDivElement>(null);
  const goal = useRef<{ readonly cancel: () => void } | undefined>(undefined);
  const shown = rows?.length ?? count;
  const last = Math.max(0, Math.floor((shown - 1) / pageSize));
  const from = Math.min(page, last) * pageSize;
  const to = Math.min(shown, from + pageSize);
  const turns = rows?.slice(from, to) ?? Array.from({ length: to - from }, (_, i) => from + i);
  const [first, end] = [turns[0] ?? 0, (turns.at(-1) ?? -1) + 1];

  const [, render] = useReducer((n: number) => n + 1, 0);
  useLayoutEffect(() => client.subscribeTurns(() => render(undefined)), [client]);
  useEffect(() => client.need(first, end), [client, first, end]);
  useLayoutEffect(onRendered);
  const goTo = (row: number, { focus = false, offset = 0 }: { focus?: boolean; offset?: number }): void => {
    const turn = rows?.[row] ?? row;
    const begin = Math.floor(row / pageSize) * pageSize;
    goal.current?.cancel();
    setPage(begin / pageSize);
    goal.current = land({
      row: () => rowAt(feed.current, turn),
      seek: () => undefined,
      top: covered() - offset,
      onRow: (found) => focus && found.focus({ preventScroll: true }),
      // What is above it on its page comes a moment later, and would push it away.
      isSettled: () => {
        for (let each = begin; each < row; each++) if (!client.turn(rows?.[each] ?? each)) return false;
        return true;
      },
    });
  };
  useImperativeHandle(
    handle,
    () => ({
      goTo: (turn, options = {}) =>
        // Of a turn that is left out, the next one that is shown.
        goTo(
          rows
            ? Math.max(
                0,
                rows.findIndex((each) => each >= turn),
              )
            : turn,
          options,
        ),
      rest: () => goal.current?.cancel(),
      anchor: () => firstInSight(feed.current, covered()),
    }),
    [covered, rows],
  );
  const turnTo = (next: number): void => {
    const row = next * pageSize;
    goTo(row, { focus: true });
    const from = formatCount(row + 1);
    announce(rows ? t('Turns with tools from {0} on', from) : t('Turns from {0} on', from));
  };
  const shownRange = [from + 1, to, shown].map(formatCount);
  return (
    <>
      <div class="feed" role="feed" aria-label={t('Turns')} aria-busy={false} ref={feed}>
        {turns.map((index) => (
          <TurnRow
            key={index}
            index={index}
            count={count}
            turn={client.turn(index)}
            conversation={conversation}
            markdown={markdown}
            cited={marks.cited === index}
            citedBy={marks.by.get(index)}
            onGoToTurn={onGoToTurn}
          />
        ))}
      </div>
      {shown > pageSize && (
        <nav class="pages" aria-label={t('Pages of turns')}>
          <button class="link" disabled={from === 0} onClick={() => turnTo(page - 1)}>
            {t('Previous {0}', pageSize)}
          </button>
          <span>
            {rows
              ? t('Turns with tools {0} to {1} of {2}', ...shownRange)
              : t('Turns {0} to {1} of {2}', ...shownRange)}
          </span>
          <button class="link" disabled={to >= shown} onClick={() => turnTo(page + 1)}>
            {t('Next {0}', pageSize)}
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
