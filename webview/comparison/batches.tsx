import type { VNode } from 'preact';
import { msg, t } from '../../src/core/kit/l10n.ts';
import { semicolons } from '../../src/core/kit/punctuation.ts';
import type { BatchesMessage } from '../../src/panel/comparison/protocol.ts';
import type { MeasureChange, SideView } from '../../src/panel/comparison/views.ts';
import { IntervalBar } from '../kit/intervalBar.tsx';
import { ProblemBox } from '../kit/problem.tsx';
import { Section } from '../kit/section.tsx';
import { Trail } from '../kit/trail.tsx';
import { Words } from '../kit/words.tsx';
import { CriteriaChanges } from './criteriaChanges.tsx';
import { ComparedGroups } from './comparedGroups.tsx';
import { ComparisonActions } from './actions.tsx';
import { AnalysisHead } from '../kit/analysisHead.tsx';
import { ForkMap } from './forkMap.tsx';
import { useComparison } from './page.ts';
import './batches.css';

/** Two batches: first whether they may be compared, then what changed. */
export function Batches({ screen }: { readonly screen: BatchesMessage }): VNode {
  const { post } = useComparison();
  const { view, problem } = screen;
  const { sides, care, headline, more, criteria, measures, groups, forks, notes, loading } = view;
  return (
    <main class="analysis">
      <AnalysisHead title={sides.map(({ title }) => title).join(' → ')} notes={notes}>
        <button class="link" onClick={() => post({ type: 'swap' })}>
          {t('Swap')}
        </button>
        <ComparisonActions />
      </AnalysisHead>
      {problem && <ProblemBox problem={problem} aside={t('Showing what was loaded before.')} />}
      {loading && (
        <p class="quiet" role="status">
          {t('Loading the runs: the figures may change.')}
        </p>
      )}
      <Section
        name={msg('Comparability')}
        note={care.length === 0 ? undefined : t('{0} to mind', care.length)}
      >
        {care.length === 0 ? (
          <p class="quiet">{t('Nothing else is known to have changed.')}</p>
        ) : (
          <ul class="care">
            {care.map((words) => (
              <li key={words} dir="auto">
                <Words text={words} />
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section name={msg('Pass rate')}>
        <p class={`verdict-line ${headline.verdict}`} title={headline.how}>
          {headline.words}
        </p>
        <div class="sides">
          <Side
            name={t('Before')}
            side={sides[0]}
            onOpen={() => post({ type: 'openBatch', side: 'before' })}
          />
          <Side name={t('Now')} side={sides[1]} onOpen={() => post({ type: 'openBatch', side: 'now' })} />
        </div>
        {more.map((words) => (
          <p key={words}>{words}</p>
        ))}
      </Section>
      {criteria.length > 0 && <CriteriaChanges criteria={criteria} />}
      {measures.length > 0 && <Measures measures={measures} />}
      {groups.length > 0 && <ComparedGroups groups={groups} />}
      {forks && <ForkMap map={forks} />}
    </main>
  );
}

interface SideProps {
  readonly name: string;
  readonly side: SideView;
  readonly onOpen: () => void;
}

function Side({ name, side, onOpen }: SideProps): VNode {
  const { title, trail, words, bar, errors } = side;
  return (
    <div class="side">
      <h3>
        {name}:{' '}
        <button class="link" onClick={onOpen}>
          <Words text={title} />
        </button>
      </h3>
      <Trail titles={trail} />
      <p>{semicolons([words, errors])}</p>
      {bar && <IntervalBar bar={bar} class="wide" />}
    </div>
  );
}

function Measures({ measures }: { readonly measures: readonly MeasureChange[] }): VNode {
  return (
    <Section name={msg('Measures')} note={t('medians')}>
      <table class="changes">
        <thead>
          <tr>
            <th scope="col">{t('Measure')}</th>
            <th scope="col">{t('Before')}</th>
            <th scope="col">{t('Now')}</th>
            <th scope="col">{t('Shift')}</th>
            <th scope="col">{t('Verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {measures.map(({ label, before, now, shift, pairs, words, verdict, how }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td data-label={t('Before')}>{before}</td>
              <td data-label={t('Now')}>{now}</td>
              <td data-label={t('Shift')}>
                {shift} {pairs !== '' && <span class="quiet pairs">{pairs}</span>}
              </td>
              <td data-label={t('Verdict')} class={verdict === 'noClearChange' ? 'quiet' : ''} title={how}>
                {words}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
