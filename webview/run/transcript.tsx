import type { VNode } from 'preact';
import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useReducer,
  useRef,
  useState,
} from 'preact/hooks';
import { t } from '../../src/core/kit/l10n.ts';
import { usePage } from './page.ts';
import { land } from '../kit/land.ts';
import { PlainPages } from './plainPages.tsx';
import type { TranscriptProps } from './transcriptProps.ts';
import { TurnRow } from './turnRow.tsx';
import { usePlace } from '../kit/place.ts';
import { useVirtualList, type List } from '../kit/virtual.ts';
import './transcript.css';

export function Transcript(props: TranscriptProps): VNode {
  const count = props.screen.run.turns ?? 0;
  if (count === 0)
    return (
      <p class="quiet">
        {props.screen.run.unfinished ? t('This run has no turns yet.') : t('This run has no turns.')}
      </p>
    );
  const rows = props.toolsOnly ? props.screen.toolTurns : undefined;
  if (rows || props.plain) return <PlainPages {...props} count={count} rows={rows} />;
  return <VirtualTurns {...props} count={count} />;
}

function VirtualTurns(props: TranscriptProps & { readonly count: number }): VNode {
  const { screen, count, conversation, markdown, marks, covered, handle, onGoToTurn, onRendered } = props;
  const { client } = usePage();
  const [, render] = useReducer((n: number) => n + 1, 0);
  const feed = useRef<HTMLDivElement>(null);
  const { above, width } = usePlace(feed, '.page-head, .side');
  const { sizes } = screen;
  const estimate = useCallback((index: number) => guessHeight(sizes?.[index] ?? 400, width), [sizes, width]);
  const [pinned, setPinned] = useState<number | undefined>();
  const list = useVirtualList({ count, estimate, above, pinned });
  const [from, to] = [list.range?.startIndex ?? 0, list.range?.endIndex ?? 0];
  const goal = useRef<{ cancel: () => void } | undefined>(undefined);

  useLayoutEffect(() => client.subscribeTurns(() => render(undefined)), [client]);
  useEffect(() =>
    client.need(block * Math.floor((from - ahead) / block), block * Math.ceil((to + ahead) / block)),
  );
  useLayoutEffect(onRendered);
  useImperativeHandle(
    handle,
    () => ({
      goTo: (turn, { focus = false, offset = 0 } = {}) => {
        goal.current?.cancel();
        if (focus) setPinned(turn);
        const row = (): HTMLElement | null => rowOf(feed.current, turn);
        goal.current = land({
          row,
          seek: () => {
            list.scrollToIndex(turn, { align: 'start' });
            // The landing corrects the place itself: two correctors would fight.
            list.cancelScroll();
          },
          top: covered() - offset,
          onRow: (found) => focus && found.focus({ preventScroll: true }),
        });
      },
      rest: () => goal.current?.cancel(),
      anchor: () => anchorOf(list, covered()),
    }),
    [list, covered],
  );
  return (
    <div
      class="feed virtual"
      role="feed"
      aria-label={t('Turns')}
      aria-busy={false}
      ref={feed}
      style={{ height: `${list.getTotalSize()}px` }}
      onFocusIn={(event) => {
        const row =
          event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
        if (row) setPinned(Number(row.dataset['index']));
      }}
    >
      {list.getVirtualItems().map(({ index, start }) => (
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
          start={start - above}
          room={client.turn(index) ? undefined : estimate(index)}
          measure={list.measureElement}
        />
      ))}
    </div>
  );
}

/** Turns are pulled in whole blocks, some way before they come into sight. */
const block = 50;
const ahead = 20;

/** A guess from the number of characters; measured heights replace it as rows are mounted. */
function guessHeight(chars: number, width: number): number {
  const shown = Math.min(chars, 4000);
  const perLine = Math.max(20, Math.min(100, Math.floor((width - 130) / 7)));
  return 14 + Math.max(1, Math.ceil(shown / perLine)) * 20;
}

function rowOf(feed: HTMLElement | null, index: number): HTMLElement | null {
  return feed?.querySelector<HTMLElement>(`[data-index="${index}"]`) ?? null;
}

function anchorOf(list: List, covered: number): { turn: number; offset: number } | undefined {
  const top = window.scrollY + covered;
  // The pinned row may be far above: the first visible one is in the list's own range.
  const first = list.range?.startIndex ?? 0;
  const item = list.getVirtualItems().find(({ index, end }) => index >= first && end > top);
  // At the top of the page there is nothing to hold on to.
  if (!item || window.scrollY === 0) return undefined;
  return { turn: item.index, offset: Math.round(top - item.start) };
}
