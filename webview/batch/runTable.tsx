import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { formatValue } from '../../src/core/kit/format.ts';
import { t } from '../../src/core/kit/l10n.ts';
import type { BatchView, RunLine } from '../../src/panel/batch/views.ts';
import { Icon, outcomeIcons } from '../kit/icons.tsx';
import { useVirtualList } from '../kit/virtual.ts';
import { Words } from '../kit/words.tsx';
import { outcomeWords } from '../kit/outcomeWords.ts';
import type { Marks } from './marks.ts';
import { useOverview } from './page.ts';
import { RunActions } from './runActions.tsx';
import './runTable.css';

interface RunTableProps {
  /** In the order shown. */
  readonly runs: readonly RunLine[];
  readonly batch: Pick<BatchView, 'measures'>;
  readonly marks: Marks;
}

/** A row for each run: outcome, measures, why it did not pass. Only rows in sight are mounted. */
export function RunTable({ runs, batch, marks }: RunTableProps): VNode {
  const { client, post } = useOverview();
  const body = useRef<HTMLDivElement>(null);
  const [above, setAbove] = useState(0);
  const [active, setActive] = useState<number | undefined>(undefined);
  const at = Math.max(
    0,
    runs.findIndex(({ key }) => key === active),
  );
  const list = useVirtualList({ count: runs.length, estimate: () => rowHeight, above, pinned: at });
  useLayoutEffect(() => {
    const top = (body.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
    if (Math.abs(top - above) > 1) setAbove(top);
  });
  const rows = list.getVirtualItems();
  const seen = rows.flatMap(({ index }) => runs[index]?.key ?? []);
  useEffect(() => client.needReasons(seen), [client, seen.join()]);
  const goTo = (index: number): void => {
    const run = runs[Math.max(0, Math.min(runs.length - 1, index))];
    if (!run) return;
    setActive(run.key);
    list.scrollToIndex(runs.indexOf(run));
    requestAnimationFrame(() => body.current?.querySelector<HTMLElement>(`[data-run="${run.key}"]`)?.focus());
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (step !== undefined) goTo(step === Infinity || step === -Infinity ? step * runs.length : at + step);
    else if (event.key === 'Enter') open(runs[at], event.shiftKey);
    else if (event.key in compareKeys) compareKeys[event.key]?.(runs[at]);
    else return;
    event.preventDefault();
  };
  const compareKeys: Readonly<Record<string, (run: RunLine | undefined) => void>> = {
    ' ': (run) => run && marks.toggle(run),
    b: (run) => run && marks.toggleReference(run),
    c: (run) => marks.compare(run),
  };
  const open = (run: RunLine | undefined, beside: boolean): void => {
    if (run) post({ type: 'openRun', run: run.key, criterion: undefined, beside });
  };
  return (
    <>
      <RunActions run={active === undefined ? undefined : runs[at]} runs={runs} marks={marks} />
      <div
        class="run-table"
        role="grid"
        style={{ '--measures': batch.measures.length }}
        aria-label={t('Runs')}
        aria-rowcount={runs.length + 1}
        onKeyDown={onKey}
      >
        <div role="row" class="run-row run-head" aria-rowindex={1}>
          <span role="columnheader">{t('Run')}</span>
          <span role="columnheader">{t('Outcome')}</span>
          {batch.measures.map(({ label }) => (
            <span key={label} role="columnheader" class="number">
              {label}
            </span>
          ))}
          <span role="columnheader" class="why">
            {t('Why')}
          </span>
        </div>
        <div class="run-rows" role="rowgroup" ref={body} style={{ height: `${list.getTotalSize()}px` }}>
          {rows.map(({ index, start }) => {
            const run = runs[index];
            if (!run) return null;
            return (
              <div
                key={run.key}
                role="row"
                class="run-row"
                data-run={run.key}
                aria-rowindex={index + 2}
                tabIndex={index === at ? 0 : -1}
                style={{ transform: `translateY(${start - above}px)` }}
                onFocus={() => setActive(run.key)}
                aria-selected={marks.runs.includes(run.key)}
                onClick={(event) => {
                  if (event.ctrlKey || event.metaKey) marks.toggle(run);
                  else open(run, event.shiftKey);
                }}
              >
                <span role="rowheader" class="run-name">
                  <Words text={run.title} />
                </span>
                <span role="gridcell">
                  <span class={`outcome ${run.outcome}`}>
                    <Icon name={outcomeIcons[run.outcome]} />
                  </span>{' '}
                  {t(outcomeWords[run.outcome])}
                </span>
                {batch.measures.map(({ label, kind }, measure) => {
                  const value = run.values[measure] ?? null;
                  return (
                    <span key={label} role="gridcell" class="number">
                      {value === null ? <span class="quiet">–</span> : formatValue(kind, value)}
                    </span>
                  );
                })}
                <span role="gridcell" class="why quiet">
                  <Words text={client.reasons(run.key)?.reason ?? ''} />
                </span>
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
}

const rowHeight = 26;

const steps: Readonly<Record<string, number>> = {
  ...{ ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15, Home: -Infinity, End: Infinity },
};
