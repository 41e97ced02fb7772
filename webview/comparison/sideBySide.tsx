import type { VNode } from 'preact';
import { formatCount, formatPart } from '../../src/core/kit/format.ts';
import { msg, t } from '../../src/core/kit/l10n.ts';
import type { RunsView } from '../../src/panel/comparison/views.ts';
import { Icon, metIcons } from '../kit/icons.tsx';
import { Section } from '../kit/section.tsx';
import { Words } from '../kit/words.tsx';
import { useComparison } from './page.ts';

interface TableProps {
  readonly view: RunsView;
}

/** What is known of the runs: what differs, and, if asked for, what does not. */
export function FactTable({ view }: TableProps): VNode {
  const { folds } = useComparison();
  const { facts, runs } = view;
  const all = folds.isOpen('allFacts', false);
  const different = facts.filter(({ differs }) => differs);
  const shown = all ? facts : different;
  const same = facts.length - different.length;
  return (
    <Section name={msg('Facts that differ')} note={formatPart(different.length, facts.length)}>
      {shown.length > 0 && (
        <table class="changes runs-table">
          <ColumnHeads first={t('Fact')} view={view} />
          <tbody>
            {shown.map(({ name, values, differs }) => (
              <tr key={name} class={differs ? 'differs' : ''}>
                <th scope="row">
                  <Words text={name} />
                </th>
                {values.map((value, index) => (
                  <td key={runs[index]?.key} data-label={runs[index]?.letter} dir="auto">
                    {value === null ? <span class="quiet">{t('not reported')}</span> : <Words text={value} />}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {same > 0 && (
        <button class="link faint" aria-pressed={all} onClick={() => folds.set('allFacts', !all)}>
          {all ? t('Show only what differs') : t('Show {0} more that are the same', formatCount(same))}
        </button>
      )}
    </Section>
  );
}

/** Criteria of all runs; those on which they disagree come first. */
export function CriterionTable({ view }: TableProps): VNode {
  const { criteria, runs } = view;
  const different = criteria.filter(({ differs }) => differs).length;
  return (
    <Section
      name={msg('Criteria')}
      note={t('{0} of {1} differ', formatCount(different), formatCount(criteria.length))}
    >
      <table class="changes runs-table">
        <ColumnHeads first={t('Criterion')} view={view} />
        <tbody>
          {criteria.map(({ name, cells, differs }, row) => (
            <tr key={`${name} ${row}`} class={differs ? 'differs' : ''}>
              <th scope="row" dir="auto">
                <Words text={name} />
              </th>
              {cells.map((cell, index) => (
                <td key={runs[index]?.key} data-label={runs[index]?.letter} dir="auto">
                  {cell ? (
                    <>
                      <span class={`met-${cell.met}`}>
                        <Icon name={metIcons[cell.met]} /> {cell.words}
                      </span>
                      {cell.reason !== undefined && (
                        <p>
                          <Words text={cell.reason} />
                        </p>
                      )}
                    </>
                  ) : (
                    <span class="quiet">{t('no criterion of it')}</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function ColumnHeads({ first, view }: TableProps & { readonly first: string }): VNode {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {view.runs.map(({ key, letter, title }) => (
          <th key={key} scope="col">
            {letter} <Words text={title} />
          </th>
        ))}
      </tr>
    </thead>
  );
}
