import type { VNode } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { msg, t } from '../../src/core/kit/l10n.ts';
import type { RunsMessage } from '../../src/panel/comparison/protocol.ts';
import type { ComparedRun, RunsView } from '../../src/panel/comparison/views.ts';
import { Icon, outcomeIcons } from '../kit/icons.tsx';
import { plainKey } from '../kit/keys.ts';
import { outcomeWords } from '../kit/outcomeWords.ts';
import { Section } from '../kit/section.tsx';
import { Trail } from '../kit/trail.tsx';
import { Words } from '../kit/words.tsx';
import { ComparisonActions } from './actions.tsx';
import { AnalysisHead } from '../kit/analysisHead.tsx';
import { useComparison } from './page.ts';
import { CriterionTable, FactTable } from './sideBySide.tsx';
import { Turns, type TurnsHandle } from './turns.tsx';
import './runs.css';

interface RunsProps {
  readonly screen: RunsMessage;
  /** The reader was here before: nothing leads to the split. */
  readonly isBack: boolean;
}

/** Two to ten runs: what differs, where they part, and their transcripts side by side. */
export function Runs({ screen, isBack }: RunsProps): VNode {
  const { post, folds } = useComparison();
  const { view, rows, subject } = screen;
  const { runs, splits, splitRow } = view;
  const turns = useRef<TurnsHandle>(null);
  const onlyDifferent = folds.isOpen('onlyDifferent', false);
  const untilSplit = folds.isOpen('untilSplit', false);
  const landed = useRef(isBack);
  const shown = useMemo(
    () => shownRows(rows, { onlyDifferent, untilSplit, splitRow }),
    [rows, onlyDifferent, untilSplit, splitRow],
  );
  useEffect(() => {
    if (landed.current || !subject.atSplit || splitRow === undefined || splitRow >= rows.length) return;
    landed.current = true;
    turns.current?.goTo(splitRow);
  }, [subject, splitRow, rows]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const key = plainKey(event);
      if (key === 'n' || key === 'p') turns.current?.step(key === 'n' ? 1 : -1);
      else if (key === 's' && splitRow !== undefined) turns.current?.goTo(splitRow);
      else if (key === 'd') folds.set('onlyDifferent', !onlyDifferent);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [folds, onlyDifferent, splitRow]);
  const two = runs.length === 2;
  return (
    <main class="analysis">
      <AnalysisHead title={runs.map(({ title }) => title).join(' · ')} notes={view.notes}>
        <button class="link" onClick={() => post({ type: 'openDiff', run: undefined })}>
          {two ? t('Open as Diff') : t('Open All as Diffs')}
        </button>
        <ComparisonActions />
      </AnalysisHead>
      <div class="compared-runs">
        {runs.map((run, index) => (
          <RunCard key={run.key} run={run} isReference={index === 0} two={two} />
        ))}
      </div>
      <div class="splits">
        {splits.map(({ words, row, level }, index) => (
          <p key={runs[index + 1]?.key} class={level === 'none' ? 'quiet' : ''}>
            <Words text={words} />{' '}
            {row !== undefined && (
              <button class="link" onClick={() => turns.current?.goTo(row)}>
                {t('Go there')}
              </button>
            )}
          </p>
        ))}
      </div>
      <FactTable view={view} />
      {view.criteria.length > 0 && <CriterionTable view={view} />}
      <Section name={msg('Transcripts')} note={t('{0} of {1} rows', shown.length, view.rows)}>
        <Options view={view} />
        <Turns handle={turns} rows={rows} shown={shown} view={view} />
      </Section>
    </main>
  );
}

interface Choice {
  readonly onlyDifferent: boolean;
  readonly untilSplit: boolean;
  readonly splitRow: number | undefined;
}

/** Indexes of the rows that are shown. */
function shownRows(rows: RunsMessage['rows'], { onlyDifferent, untilSplit, splitRow }: Choice): number[] {
  return rows.flatMap((row, index) => {
    if (untilSplit && splitRow !== undefined && index > splitRow) return [];
    const differs = row.cells.some((cell) => cell?.kind !== 'same');
    return onlyDifferent && !differs ? [] : [index];
  });
}

interface RunCardProps {
  readonly run: ComparedRun;
  readonly isReference: boolean;
  readonly two: boolean;
}

function RunCard({ run, isReference, two }: RunCardProps): VNode {
  const { post } = useComparison();
  const { key, letter, title, trail, outcome, reason } = run;
  return (
    <div class={`compared-run ${outcome}`}>
      <h2>
        <span class="letter">{letter}</span> <Icon name={outcomeIcons[outcome]} />{' '}
        <button
          class="link"
          onClick={() => post({ type: 'openRun', run: key, turn: undefined, beside: false })}
        >
          <Words text={title} />
        </button>{' '}
        <span class="quiet">{t(outcomeWords[outcome])}</span>
      </h2>
      {trail.length > 0 && <Trail titles={trail} />}
      {reason !== undefined && (
        <p dir="auto">
          <Words text={reason} />
        </p>
      )}
      <p class="run-card-actions">
        {isReference ? (
          <span class="quiet">{t('Reference run')}</span>
        ) : (
          <button class="link faint" onClick={() => post({ type: 'reference', run: key })}>
            {t('Use as reference')}
          </button>
        )}
        {!isReference && !two && (
          <button class="link faint" onClick={() => post({ type: 'openDiff', run: key })}>
            {t('Open as diff')}
          </button>
        )}
      </p>
    </div>
  );
}

function Options({ view }: { readonly view: RunsView }): VNode {
  const { post, folds } = useComparison();
  const toggle = (name: string, words: string) => (
    <label>
      <input
        type="checkbox"
        checked={folds.isOpen(name, false)}
        onChange={(event) => folds.set(name, event.currentTarget.checked)}
      />{' '}
      {words}
    </label>
  );
  const percent = Math.round(view.threshold * 100);
  return (
    <div class="turn-options" role="group" aria-label={t('Transcripts')}>
      {toggle('onlyDifferent', t('Only turns that differ'))}
      {view.splitRow !== undefined && toggle('untilSplit', t('Until the split'))}
      <label class="threshold">
        {t('Another thing is said under')}
        <input
          type="range"
          min={5}
          max={95}
          step={5}
          value={percent}
          aria-valuetext={t('{0} % of words alike', percent)}
          onChange={(event) => post({ type: 'threshold', value: Number(event.currentTarget.value) / 100 })}
        />
        {t('{0} % of words alike', percent)}
      </label>
    </div>
  );
}
