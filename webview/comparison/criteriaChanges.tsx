import type { VNode } from 'preact';
import { formatCount } from '../../src/core/kit/format.ts';
import { msg, t, type Message } from '../../src/core/kit/l10n.ts';
import { countOf } from '../../src/core/kit/punctuation.ts';
import type { CriterionChange } from '../../src/panel/comparison/views.ts';
import { IntervalBar } from '../kit/intervalBar.tsx';
import { Section } from '../kit/section.tsx';
import { Words } from '../kit/words.tsx';
import { useComparison } from './page.ts';

type Verdict = CriterionChange['verdict'];

/** Criteria, the one that fell most first; the counters of verdicts choose which are shown, and that is remembered. */
export function CriteriaChanges({ criteria }: { readonly criteria: readonly CriterionChange[] }): VNode {
  const { folds } = useComparison();
  const isOn = (verdict: Verdict) => folds.isOpen(`only:${verdict}`, false);
  const counts = verdicts
    .map((verdict) => ({ verdict, count: criteria.filter((each) => each.verdict === verdict).length }))
    .filter(({ count }) => count > 0);
  const chosen = counts.filter(({ verdict }) => isOn(verdict)).map(({ verdict }) => verdict);
  const shown = chosen.length === 0 ? criteria : criteria.filter(({ verdict }) => chosen.includes(verdict));
  return (
    <Section name={msg('Criteria')} note={t('worst change first')}>
      <div class="chips" role="group" aria-label={t('Show criteria that are')}>
        {counts.map(({ verdict, count }) => (
          <button
            key={verdict}
            class={`chip ${verdict}`}
            aria-pressed={isOn(verdict)}
            onClick={() => folds.set(`only:${verdict}`, !isOn(verdict))}
          >
            {countOf(formatCount(count), t(verdictNames[verdict]))}
          </button>
        ))}
      </div>
      <table class="changes">
        <thead>
          <tr>
            <th scope="col">{t('Criterion')}</th>
            <th scope="col">{t('Before')}</th>
            <th scope="col">{t('Now')}</th>
            <th scope="col">{t('Verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ name, before, now, beforeBar, nowBar, words, verdict, how }, index) => (
            <tr key={`${name} ${index}`} class={verdict}>
              <th scope="row" dir="auto">
                <Words text={name} />
              </th>
              <td data-label={t('Before')}>
                {before} {beforeBar && <IntervalBar bar={beforeBar} />}
              </td>
              <td data-label={t('Now')}>
                {now} {nowBar && <IntervalBar bar={nowBar} />}
              </td>
              <td data-label={t('Verdict')} title={how}>
                {words}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

const verdicts = ['lower', 'higher', 'noClearChange', 'tooFew', 'notComparable'] as const;

const verdictNames: Readonly<Record<Verdict, Message>> = {
  ...{ lower: msg('lower'), higher: msg('higher'), noClearChange: msg('no clear change') },
  ...{ tooFew: msg('too few runs to tell'), notComparable: msg('not comparable') },
};
