import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { formatCount } from '../../src/core/kit/format.ts';
import { msg, t, type Message } from '../../src/core/kit/l10n.ts';
import type { Met } from '../../src/core/run/run.ts';
import type { CriterionView, RunView } from '../../src/panel/run/views.ts';
import { Icon, metIcons } from '../kit/icons.tsx';
import { partKey, usePage } from './page.ts';
import { PulledJson } from './pulledJson.tsx';
import { Section } from '../kit/section.tsx';
import { LongText } from './text.tsx';
import { Words } from '../kit/words.tsx';
import './criteria.css';

const metWords: Readonly<Record<Met, Message>> = {
  met: msg('Met'),
  notMet: msg('Not met'),
  notReported: msg('Not reported'),
};

interface CriteriaProps {
  readonly run: RunView;
  readonly criteria: readonly CriterionView[];
  /** The criterion that was jumped to, which has to be on the page. */
  readonly current: number | undefined;
  readonly onGoToTurn: (turn: number) => void;
}

/** Every success criterion beside its result and the judge's reason. */
export function Criteria({ run, criteria, current, onGoToTurn }: CriteriaProps): VNode {
  const [limit, setLimit] = useState(firstShown);
  const shown = Math.max(limit, current === undefined ? 0 : current + 1);
  const { met, notReported, total } = run.criteria;
  const note =
    notReported === total ? formatCount(total) : t('{0} of {1} met', formatCount(met), formatCount(total));
  return (
    <Section name={msg('Criteria')} note={total === 0 ? undefined : note}>
      {total === 0 && <p class="quiet">{t('The service reported no success criteria for this run.')}</p>}
      <ul class="criteria">
        {worstFirst(criteria, shown).map((criterion) => (
          <Criterion key={criterion.index} criterion={criterion} onGoToTurn={onGoToTurn} />
        ))}
      </ul>
      {total > shown && (
        <button class="link" onClick={() => setLimit(shown + moreShown)}>
          {t('Show {0} more of {1}', formatCount(Math.min(moreShown, total - shown)), formatCount(total))}
        </button>
      )}
    </Section>
  );
}

/** What was not met, then what has no result, then what is well; each as the service lists them. */
function worstFirst(criteria: readonly CriterionView[], most: number): readonly CriterionView[] {
  const rank: Readonly<Record<Met, number>> = { notMet: 0, notReported: 1, met: 2 };
  return criteria.slice(0, most).toSorted((a, b) => rank[a.met] - rank[b.met]);
}

const firstShown = 50;
const moreShown = 200;

interface CriterionProps {
  readonly criterion: CriterionView;
  readonly onGoToTurn: (turn: number) => void;
}

function Criterion({ criterion, onGoToTurn }: CriterionProps): VNode {
  const { folds } = usePage();
  const { index, name, text, reason, turn, met } = criterion;
  const fold = `criterion:${index}`;
  const open = folds.isOpen(fold, false);
  const words = `words:${fold}`;
  // What is well needs one line, until somebody asks.
  const canFold = met === 'met' && (reason !== undefined || (text !== undefined && text.text !== name));
  const shown = !canFold || folds.isOpen(words, false);
  return (
    <li class={`criterion ${met}`} tabIndex={-1} data-criterion={index}>
      <Icon name={metIcons[met]} tone={met} />
      <div class="criterion-words">
        <p class="criterion-name" dir="auto">
          <span class="met">{t(metWords[met])}: </span>
          <strong data-part={partKey({ of: 'criterionName', index })}>
            <Words text={name} />
          </strong>{' '}
          {criterion.criterionType !== undefined && criterion.criterionType !== 'text' && (
            <span class="tag">
              <Words text={criterion.criterionType} />
            </span>
          )}
          {criterion.figures.map((figure) => (
            <span key={figure}>
              {' '}
              <span class="tag">{figure}</span>
            </span>
          ))}
        </p>
        {shown && (
          <>
            {reason && (
              <LongText
                class="criterion-reason"
                part={{ of: 'criterionReason', index }}
                text={reason}
                what={t('the reason')}
              />
            )}
            {text && text.text !== name && (
              <LongText
                class="criterion-text"
                part={{ of: 'criterionText', index }}
                text={text}
                what={name}
              />
            )}
          </>
        )}
        <p class="criterion-links">
          {canFold && (
            <button class="link faint" aria-expanded={shown} onClick={() => folds.set(words, !shown)}>
              {shown ? t('Less') : t('More')}
              <span class="sr-only"> {t('of {0}', name)}</span>
            </button>
          )}
          {turn !== undefined && (
            <button class="link" onClick={() => onGoToTurn(turn)}>
              <Icon name="turn" /> {t('Turn {0}', turn + 1)}
            </button>
          )}
          {criterion.raw && (
            <button class="link faint" aria-expanded={open} onClick={() => folds.set(fold, !open)}>
              {open ? t('Hide data') : t('Data')}
              <span class="sr-only"> {t('of {0}', name)}</span>
            </button>
          )}
        </p>
        {open && <PulledJson part={{ of: 'criterion', index }} label={t('Data of {0}', name)} />}
      </div>
    </li>
  );
}
