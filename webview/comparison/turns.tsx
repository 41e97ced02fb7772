import type { Ref, VNode } from 'preact';
import { useImperativeHandle, useRef, useState } from 'preact/hooks';
import { formatPercent } from '../../src/core/kit/format.ts';
import { t } from '../../src/core/kit/l10n.ts';
import { commas } from '../../src/core/kit/punctuation.ts';
import type { RunsView, TurnCell, TurnRow } from '../../src/panel/comparison/views.ts';
import { land } from '../kit/land.ts';
import { usePlace } from '../kit/place.ts';
import { useVirtualList } from '../kit/virtual.ts';
import { Words } from '../kit/words.tsx';
import { useComparison } from './page.ts';
import './turns.css';

export interface TurnsHandle {
  /** Brings a row to the top and gives it the focus. */
  goTo(row: number): void;
  /** To the next row that differs, or the one before. */
  step(by: 1 | -1): void;
}

interface TurnsProps {
  readonly handle: Ref<TurnsHandle>;
  readonly rows: readonly TurnRow[];
  /** Indexes of the rows that are shown. */
  readonly shown: readonly number[];
  readonly view: RunsView;
}

/** Aligned transcripts: a column for each run, a row for turns that belong together. */
export function Turns({ handle, rows, shown, view }: TurnsProps): VNode {
  const feed = useRef<HTMLDivElement>(null);
  const goal = useRef<{ cancel: () => void } | undefined>(undefined);
  const [pinned, setPinned] = useState<number | undefined>();
  const { above, width } = usePlace(feed);
  const estimate = (at: number): number => guessHeight(rows[shown[at] ?? 0], width);
  const list = useVirtualList({ count: shown.length, estimate, above, pinned });
  const goAt = (at: number): void => {
    goal.current?.cancel();
    setPinned(at);
    goal.current = land({
      row: () => feed.current?.querySelector<HTMLElement>(`[data-index="${at}"]`) ?? null,
      seek: () => {
        list.scrollToIndex(at, { align: 'start' });
        // The landing corrects the place itself: two correctors would fight.
        list.cancelScroll();
      },
      top: 8,
      onRow: (found) => found.focus({ preventScroll: true }),
    });
  };
  useImperativeHandle(handle, () => ({
    goTo: (row) => {
      const at = shown.findIndex((index) => index >= row);
      if (at >= 0) goAt(at);
    },
    step: (by) => {
      for (let at = (pinned ?? -1) + by; at >= 0 && at < shown.length; at += by) {
        if (!isDifferent(rows[shown[at] ?? 0])) continue;
        goAt(at);
        return;
      }
    },
  }));
  if (view.rows === 0) return <p class="quiet">{t('None of these runs has a transcript.')}</p>;
  if (shown.length === 0) return <p class="quiet">{t('No turn differs.')}</p>;
  return (
    <div
      class="compared-turns"
      ref={feed}
      style={{ height: `${list.getTotalSize()}px` }}
      onFocusIn={(event) => {
        const row =
          event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
        if (row) setPinned(Number(row.dataset['index']));
      }}
    >
      {list.getVirtualItems().map(({ index: at, start }) => {
        const index = shown[at] ?? 0;
        const row = rows[index];
        return (
          row && (
            <article
              key={index}
              class={`compared-row ${row.parts === '' ? '' : 'parting'}`}
              tabIndex={-1}
              aria-label={rowWords(row, view)}
              aria-posinset={index + 1}
              aria-setsize={view.rows}
              data-index={at}
              ref={list.measureElement}
              style={{ transform: `translateY(${start - above}px)` }}
            >
              {row.parts !== '' && (
                <p class="parting-words">
                  {t('Here {0} and A part; what follows may follow from it.', row.parts)}
                </p>
              )}
              <div class="cells" style={{ '--runs': row.cells.length }}>
                {row.cells.map((cell, column) => (
                  <Cell key={view.runs[column]?.key} cell={cell} view={view} column={column} />
                ))}
              </div>
            </article>
          )
        );
      })}
    </div>
  );
}

function isDifferent(row: TurnRow | undefined): boolean {
  return (
    row?.cells.some((cell) => cell === null || (cell.kind !== 'same' && cell.kind !== 'reworded')) ?? false
  );
}

function rowWords({ cells }: TurnRow, { runs }: RunsView): string {
  return commas(
    cells.map((cell, column) =>
      cell ? t('turn {0} of {1}', cell.turn + 1, runs[column]?.letter ?? '') : undefined,
    ),
  );
}

interface CellProps {
  readonly cell: TurnCell | null;
  readonly view: RunsView;
  readonly column: number;
}

function Cell({ cell, view, column }: CellProps): VNode {
  const { post } = useComparison();
  const run = view.runs[column];
  if (!cell || !run) return <div class="cell none" data-letter={run?.letter} />;
  const { turn, role, text, cut, kind, similarity } = cell;
  const open = () => post({ type: 'openRun', run: run.key, turn, beside: true });
  return (
    <div class={`cell ${column === 0 ? '' : kind}`}>
      <p class="cell-head">
        <button
          class="link faint"
          aria-label={t('{0} {1}: open {2}', run.letter, turn + 1, run.title)}
          onClick={open}
        >
          {run.letter} {turn + 1}
        </button>
        {role !== undefined && (
          <span>
            <Words text={role} />
          </span>
        )}
        {column > 0 && <span class="quiet">{kindWords(kind, similarity)}</span>}
      </p>
      <p class="words" dir="auto">
        <Words text={text} />
        {cut && '…'}
      </p>
    </div>
  );
}

function kindWords(kind: TurnCell['kind'], similarity: number): string {
  const alike = formatPercent(similarity * 100);
  switch (kind) {
    case 'same':
      return t('same');
    case 'reworded':
      return t('in other words, {0} alike', alike);
    case 'different':
      return t('different, {0} alike', alike);
    case 'onlyA':
    case 'onlyB':
      return t('only here');
  }
}

/** A guess from the number of characters; measured heights replace it as rows are mounted. */
function guessHeight(row: TurnRow | undefined, width: number): number {
  const cells = row?.cells ?? [];
  const perLine = Math.max(16, width / Math.max(1, cells.length) / 7);
  const lines = Math.max(1, ...cells.map((cell) => Math.ceil((cell?.text.length ?? 0) / perLine)));
  return 44 + lines * 20;
}
