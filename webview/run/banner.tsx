import { beginning } from '../../src/core/kit/visible.ts';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { formatCount } from '../../src/core/kit/format.ts';
import { t } from '../../src/core/kit/l10n.ts';
import type { CriterionView, RunView } from '../../src/panel/run/views.ts';
import { outcomeWords } from './facts.ts';
import { Icon, outcomeIcons } from '../kit/icons.tsx';
import { Words } from '../kit/words.tsx';
import './banner.css';

interface BannerProps {
  readonly run: RunView;
  readonly criteria: readonly CriterionView[];
  readonly onGoToCriterion: (criterion: number) => void;
  readonly onGoToTurn: (turn: number) => void;
}

/** The answer to "why did it fail", before anything else: every criterion that was not met, with the judge's words. */
export function Banner({ run, criteria, onGoToCriterion, onGoToTurn }: BannerProps): VNode {
  const [all, setAll] = useState(false);
  const unmet = criteria
    .filter((criterion) => criterion.met === 'notMet')
    .toSorted((a, b) => Number(b.required) - Number(a.required));
  const shown = all ? unmet : unmet.slice(0, firstShown);
  const left = run.criteria.notMet - shown.length;
  return (
    <div class={`banner ${run.outcome}`}>
      <Icon name={outcomeIcons[run.outcome]} />
      <div class="banner-words">
        <p class="verdict" dir="auto">
          <strong>{t(outcomeWords[run.outcome])}</strong>{' '}
          {unmet.length > 0 ? (
            t(
              '{0} of {1} criteria not met',
              formatCount(run.criteria.notMet),
              formatCount(run.criteria.total),
            )
          ) : run.reason === undefined ? null : (
            <span class="reason">
              <Words text={capital(run.reason)} />
            </span>
          )}
        </p>
        {unmet.length > 0 && run.outcome === 'errored' && run.reason !== undefined && (
          <p class="reason" dir="auto">
            <Words text={capital(run.reason)} />
          </p>
        )}
        <ul class="unmet">
          {shown.map((criterion) => (
            <Unmet
              key={criterion.index}
              criterion={criterion}
              onGoToCriterion={onGoToCriterion}
              onGoToTurn={onGoToTurn}
            />
          ))}
        </ul>
        {left > 0 && (
          <button class="link" onClick={() => setAll(true)} disabled={all}>
            {all ? t('{0} more below', formatCount(left)) : t('Show {0} more', formatCount(left))}
          </button>
        )}
      </div>
    </div>
  );
}

/** More would push the transcript off the first screen. */
const firstShown = 4;
/** A judge may write a page; all of it stands at the criterion. */
const longestReason = 280;

function Unmet({
  criterion,
  onGoToCriterion,
  onGoToTurn,
}: Omit<BannerProps, 'run' | 'criteria'> & { readonly criterion: CriterionView }): VNode {
  const { index, name, reason, turn } = criterion;
  return (
    <li dir="auto">
      <button class="link unmet-name" title={t('Show this criterion')} onClick={() => onGoToCriterion(index)}>
        <Words text={name} />
      </button>
      {reason && reason.chars > 0 && (
        <span class="unmet-reason">
          {': '}
          <Words text={shortened(reason.text)} />
        </span>
      )}
      {turn !== undefined && (
        <>
          {' '}
          <button class="link unmet-turn" onClick={() => onGoToTurn(turn)}>
            <Icon name="turn" /> {t('Turn {0}', formatCount(turn + 1))}
          </button>
        </>
      )}
    </li>
  );
}

function shortened(text: string): string {
  return text.length <= longestReason ? text : `${beginning(text, longestReason).replace(/\s+\S*$/u, '')} …`;
}

/** A reason reads well behind a colon in the tree; here it begins a sentence. */
function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
