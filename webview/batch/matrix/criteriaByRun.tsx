import type { VNode } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { formatCount } from '../../../src/core/kit/format.ts';
import { msg, t, type Message } from '../../../src/core/kit/l10n.ts';
import type { CellSize, SortOrder } from '../../../src/panel/batch/protocol.ts';
import type { RunLine } from '../../../src/panel/batch/views.ts';
import { Help } from '../../kit/help.tsx';
import { Icon } from '../../kit/icons.tsx';
import { Section } from '../../kit/section.tsx';
import type { BatchScreen } from '../client.ts';
import type { Marks } from '../marks.ts';
import { nextSort, sortWords } from '../order.ts';
import { useOverview, type Choices } from '../page.ts';
import { shownRows } from './cells.ts';
import { overviewKeys, usePageKeys } from './keys.ts';
import { Matrix, type MatrixHandle } from './matrix.tsx';

interface CriteriaByRunProps {
  readonly screen: BatchScreen;
  /** Those that are shown, in order. */
  readonly runs: readonly RunLine[];
  readonly note: string;
  readonly marks: Marks;
  readonly choices: Choices;
  readonly onChoose: (choices: Choices) => void;
  /** Sorts again what stayed in its place while runs changed; `undefined` when nothing is out of order. */
  readonly onSortAgain: (() => void) | undefined;
}

const sizeWords: Readonly<Record<CellSize, Message>> = {
  ...{ standard: msg('standard'), compact: msg('compact'), dense: msg('dense') },
};

/** The matrix of criteria by runs with what one chooses for it. */
export function CriteriaByRun(props: CriteriaByRunProps): VNode {
  const { screen, runs, note, marks, choices, onChoose, onSortAgain } = props;
  const { announce } = useOverview();
  const { batch } = screen;
  const [text, setText] = useState('');
  const [onlyDifferent, setOnlyDifferent] = useState(false);
  const [help, setHelp] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const matrix = useRef<MatrixHandle>(null);
  const rows = useMemo(
    () => shownRows(batch.criteria, runs, { text, onlyDifferent }),
    [batch.criteria, runs, text, onlyDifferent],
  );
  const sort = (order: SortOrder): void => {
    onChoose({ ...choices, sort: order });
    announce(t('Runs {0}', t(sortWords[order])));
  };
  usePageKeys((action) => {
    switch (action) {
      case 'nextMissed':
      case 'previousMissed':
        if (!matrix.current?.goToMissed(action === 'nextMissed')) announce(t('No criterion is not met'));
        return;
      case 'sort':
        sort(nextSort(choices.sort));
        return;
      case 'size': {
        const size = nextSize(choices.size);
        onChoose({ ...choices, size });
        announce(t('Cells {0}', t(sizeWords[size])));
        return;
      }
      case 'different':
        setOnlyDifferent(!onlyDifferent);
        announce(onlyDifferent ? t('All criteria') : t('Only criteria in which runs differ'));
        return;
      case 'reference': {
        const run = matrix.current?.active();
        if (run) marks.toggleReference(run);
        else announce(t('Go to a run first'));
        return;
      }
      case 'compare':
        marks.compare(matrix.current?.active());
        return;
      case 'filter':
        field.current?.focus();
        return;
      case 'help':
        setHelp(true);
        return;
    }
  });
  const isNarrowed = rows.length < batch.criteria.length;
  return (
    <Section name={msg('Criteria by run')} note={note}>
      <div class="matrix-tools">
        <input
          ref={field}
          type="search"
          aria-label={t('Filter criteria')}
          placeholder={t('Filter criteria')}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' && event.key !== 'Enter') return;
            if (event.key === 'Escape') setText('');
            matrix.current?.focus();
          }}
        />
        <label>
          {t('Runs')}
          <select value={choices.sort} onChange={(event) => sort(event.currentTarget.value as SortOrder)}>
            {Object.entries(sortWords).map(([order, words]) => (
              <option key={order} value={order}>
                {t(words)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('Cells')}
          <select
            value={choices.size}
            onChange={(event) => onChoose({ ...choices, size: event.currentTarget.value as CellSize })}
          >
            {Object.entries(sizeWords).map(([size, words]) => (
              <option key={size} value={size}>
                {t(words)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <input
            type="checkbox"
            checked={onlyDifferent}
            onChange={(event) => setOnlyDifferent(event.currentTarget.checked)}
          />
          {t('Only different')}
        </label>
        <button
          class="icon-button"
          aria-label={t('Keys')}
          title={t('Keys (?)')}
          onClick={() => setHelp(true)}
        >
          <Icon name="help" />
        </button>
        {onSortAgain && (
          <button class="link" onClick={onSortAgain}>
            {t('Sort again')}
          </button>
        )}
      </div>
      {isNarrowed && (
        <p class="quiet" role="status">
          {t('{0} of {1} criteria', formatCount(rows.length), formatCount(batch.criteria.length))}
        </p>
      )}
      <Matrix batch={batch} runs={runs} rows={rows} size={choices.size} marks={marks} handle={matrix} />
      {help && <Help keys={overviewKeys} onClose={() => setHelp(false)} />}
    </Section>
  );
}

function nextSize(size: CellSize): CellSize {
  const sizes = Object.keys(sizeWords) as CellSize[];
  return sizes[(sizes.indexOf(size) + 1) % sizes.length] ?? 'standard';
}
