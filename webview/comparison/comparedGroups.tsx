import type { VNode } from 'preact';
import { formatCount, plural } from '../../src/core/kit/format.ts';
import { msg, t } from '../../src/core/kit/l10n.ts';
import { commas } from '../../src/core/kit/punctuation.ts';
import type { ComparedGroup } from '../../src/panel/comparison/views.ts';
import { Section } from '../kit/section.tsx';
import { Words } from '../kit/words.tsx';
import { useComparison } from './page.ts';

/** Failure groups of both batches, what is new first. */
export function ComparedGroups({ groups }: { readonly groups: readonly ComparedGroup[] }): VNode {
  const counts = ages
    .map((age) => ({ age, count: groups.filter((group) => group.age === age).length }))
    .filter(({ count }) => count > 0);
  return (
    <Section
      name={msg('Failure groups')}
      note={commas(counts.map(({ age, count }) => t(ageCounts[age], formatCount(count))))}
    >
      <ol class="compared-groups">
        {groups.map((group, index) => (
          <Group key={`${group.age} ${index}`} group={group} />
        ))}
      </ol>
    </Section>
  );
}

const ages = ['new', 'known', 'gone'] as const;

const ageNames = { new: msg('New'), known: msg('Known'), gone: msg('Gone') };
const ageCounts = { new: msg('{0} new'), known: msg('{0} known'), gone: msg('{0} gone') };

function Group({ group }: { readonly group: ComparedGroup }): VNode {
  const { post } = useComparison();
  const { age, title, why, runs, count, reasons } = group;
  return (
    <li class={`compared-group ${age}`}>
      <h3 dir="auto">
        <span class="age">{t(ageNames[age])}</span> {plural(count, 'run')} · <Words text={title} />
      </h3>
      <p class="quiet" dir="auto">
        <Words text={why} />
      </p>
      {reasons.length > 0 && (
        <ul>
          {reasons.map((reason) => (
            <li key={reason.title} dir="auto">
              <span class="quiet">{formatCount(reason.runs)} ×</span> <Words text={reason.title} />
            </li>
          ))}
        </ul>
      )}
      <p class="group-runs">
        {runs.map(({ key, title: name }) => (
          <button
            key={key}
            class="link"
            onClick={() => post({ type: 'openRun', run: key, turn: undefined, beside: false })}
          >
            <Words text={name} />
          </button>
        ))}
        {count > runs.length && (
          <span class="quiet">{t('and {0} more', formatCount(count - runs.length))}</span>
        )}
      </p>
    </li>
  );
}
