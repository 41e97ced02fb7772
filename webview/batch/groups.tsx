import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { formatCount, plural } from '../../src/core/kit/format.ts';
import type { GroupView, RunLine } from '../../src/panel/batch/views.ts';
import { Section } from '../kit/section.tsx';
import { Words } from '../kit/words.tsx';
import { useOverview } from './page.ts';
import './groups.css';

interface GroupsProps {
  readonly groups: readonly GroupView[];
  readonly runs: readonly RunLine[];
  /** Key of the group whose runs alone are shown. */
  readonly shown: number | undefined;
  readonly onShow: (group: number | undefined) => void;
}

/** Runs that did not pass for one reason, the largest group first; each says why it is one. */
export function Groups({ groups, runs, shown, onShow }: GroupsProps): VNode {
  const [all, setAll] = useState(false);
  const first = all ? groups : groups.slice(0, firstShown);
  const grouped = groups.reduce((sum, group) => sum + group.runs.length, 0);
  return (
    <Section
      name="Failure groups"
      note={`${plural(grouped, 'run')} in ${plural(groups.length, 'group')}`}
      class="groups"
    >
      <ol>
        {first.map((group) => (
          <Group key={group.key} group={group} runs={runs} shown={shown === group.key} onShow={onShow} />
        ))}
      </ol>
      {groups.length > firstShown && (
        <button class="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${formatCount(groups.length)} groups`}
        </button>
      )}
    </Section>
  );
}

const firstShown = 5;
const firstRuns = 12;

interface GroupProps extends Pick<GroupsProps, 'runs' | 'onShow'> {
  readonly group: GroupView;
  readonly shown: boolean;
}

function Group({ group, runs, shown, onShow }: GroupProps): VNode {
  const { post } = useOverview();
  const [all, setAll] = useState(false);
  const { key, title, why, reasons, alsoIn } = group;
  const titles = new Map(runs.map((run) => [run.key, run.title]));
  const own = all ? group.runs : group.runs.slice(0, firstRuns);
  const left = group.runs.length - own.length;
  return (
    <li class={`group ${group.kind}`}>
      <h3 class="group-title" dir="auto">
        <span class="group-count">{plural(group.runs.length, 'run')}</span> <Words text={title} />
      </h3>
      <p class="quiet" dir="auto">
        <Words text={why} />
      </p>
      {reasons.length > 0 && (
        <ul class="group-reasons">
          {reasons.map((reason) => (
            <li key={reason.title} dir="auto">
              <span class="quiet">{formatCount(reason.runs)} ×</span> <Words text={reason.title} />
            </li>
          ))}
        </ul>
      )}
      {alsoIn.length > 0 && (
        <p class="quiet" dir="auto">
          Also in:{' '}
          <Words text={alsoIn.map((other) => `${other.title} (${formatCount(other.runs)})`).join(', ')} />
        </p>
      )}
      <p class="group-runs">
        {own.map((run) => (
          <button
            key={run}
            class="link"
            onClick={() => post({ type: 'openRun', run, criterion: undefined, beside: false })}
          >
            <Words text={titles.get(run) ?? 'Run'} />
          </button>
        ))}
        {left > 0 && (
          <button class="link faint" onClick={() => setAll(true)}>
            {formatCount(left)} more
          </button>
        )}
        <button class="link faint" aria-pressed={shown} onClick={() => onShow(shown ? undefined : key)}>
          {shown ? 'Show all runs' : 'Show only these'}
        </button>
      </p>
    </li>
  );
}
