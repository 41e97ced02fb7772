import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { formatCount, plural } from '../../src/core/kit/format.ts';
import { counted, msg, t } from '../../src/core/kit/l10n.ts';
import { commas } from '../../src/core/kit/punctuation.ts';
import type { GroupView, RunLine } from '../../src/panel/batch/views.ts';
import { Section } from '../kit/section.tsx';
import { Words } from '../kit/words.tsx';
import { useTitles } from './hooks.ts';
import { mostRuns } from './marks.ts';
import { useOverview } from './page.ts';
import './groups.css';

interface GroupsProps {
  readonly groups: readonly GroupView[];
  /** Keys of runs that did not pass each in a way of its own. */
  readonly others: readonly number[];
  readonly runs: readonly RunLine[];
  /** Key of the group whose runs alone are shown. */
  readonly shown: number | undefined;
  readonly onShow: (group: number | undefined) => void;
}

/** Runs that did not pass for one reason, the largest group first; each says why it is one. */
export function Groups({ groups, others, runs, shown, onShow }: GroupsProps): VNode {
  const [most, setMost] = useState(firstShown);
  const titles = useTitles(runs);
  const somePassed = runs.some(({ outcome }) => outcome === 'passed');
  const grouped = groups.reduce((sum, group) => sum + group.runs.length, others.length);
  const left = groups.length - most;
  return (
    <Section
      name={msg('Failure groups')}
      note={t('{0} in {1}', plural(grouped, 'run'), plural(groups.length + others.length, 'group'))}
      class="groups"
    >
      <ol>
        {groups.slice(0, most).map((group) => (
          <Group key={group.key} {...{ group, titles, somePassed, onShow }} shown={shown === group.key} />
        ))}
        {others.length > 0 && left <= 0 && <Others titles={titles} own={others} />}
      </ol>
      {left > 0 && (
        <button class="link" onClick={() => setMost(most + 20)}>
          {moreWords(left, others.length)}
        </button>
      )}
    </Section>
  );
}

function moreWords(left: number, others: number): string {
  const count = formatCount(left);
  if (others === 0) return counted(left, 'Show {0} more group', 'Show {0} more groups', count);
  const single = plural(others, 'single run');
  return counted(left, 'Show {0} more group and {1}', 'Show {0} more groups and {1}', count, single);
}

interface OwnRuns {
  /** Keys of the runs of a group. */
  readonly own: readonly number[];
  /** Of all runs. */
  readonly titles: ReadonlyMap<number, string>;
}

function Others({ titles, own }: OwnRuns): VNode {
  return (
    <li class="group">
      <h3 class="group-title">
        <span class="group-count">{plural(own.length, 'run')}</span> {t('Others')}
      </h3>
      <p class="quiet">{t('Each did not pass in a way of its own.')}</p>
      <p class="group-runs">
        <RunLinks titles={titles} own={own} />
      </p>
    </li>
  );
}

/** The first runs as links, and a button for the rest. */
function RunLinks({ titles, own }: OwnRuns): VNode {
  const { post } = useOverview();
  const [most, setMost] = useState(firstRuns);
  const left = own.length - most;
  return (
    <>
      {own.slice(0, most).map((run) => (
        <button
          key={run}
          class="link"
          onClick={() => post({ type: 'openRun', run, criterion: undefined, beside: false })}
        >
          <Words text={titles.get(run) ?? t('Run')} />
        </button>
      ))}
      {left > 0 && (
        <button class="link faint" onClick={() => setMost(most + 100)}>
          {t('{0} more', formatCount(left))}
        </button>
      )}
    </>
  );
}

/** Holds the runs of a group beside each other, and the first one beside how it should have gone. */
function GroupActions({ own, somePassed }: Pick<OwnRuns, 'own'> & Pick<GroupProps, 'somePassed'>): VNode {
  const { post } = useOverview();
  const [first] = own;
  const compared = own.slice(0, mostRuns);
  return (
    <>
      {own.length > 1 && (
        <button
          class="link faint"
          onClick={() => post({ type: 'compareRuns', runs: compared, reference: undefined })}
        >
          {own.length > mostRuns ? t('Compare the first {0}', mostRuns) : t('Compare these')}
        </button>
      )}
      {first !== undefined && somePassed && (
        <button class="link faint" onClick={() => post({ type: 'passingRun', run: first })}>
          {t('Nearest passing run')}
        </button>
      )}
    </>
  );
}

const firstShown = 5;
const firstRuns = 12;

interface GroupProps extends Pick<GroupsProps, 'onShow'>, Pick<OwnRuns, 'titles'> {
  readonly group: GroupView;
  /** Whether there is a run that it can be held against. */
  readonly somePassed: boolean;
  readonly shown: boolean;
}

/** A group that is as it was is not made again, whatever became of the runs of others. */
function Group(props: GroupProps): VNode {
  const { group, titles, somePassed, shown, onShow } = props;
  return useMemo(() => <GroupItem {...props} />, [group, titles, somePassed, shown, onShow]);
}

function GroupItem({ group, titles, somePassed, shown, onShow }: GroupProps): VNode {
  const { key, title, why, reasons, alsoIn } = group;
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
          {t('Also in:')}{' '}
          <Words text={commas(alsoIn.map((other) => `${other.title} (${formatCount(other.runs)})`))} />
        </p>
      )}
      <p class="group-runs">
        <RunLinks titles={titles} own={group.runs} />
        <GroupActions own={group.runs} somePassed={somePassed} />
        <button class="link faint" aria-pressed={shown} onClick={() => onShow(shown ? undefined : key)}>
          {shown ? t('Show all runs') : t('Show only these')}
        </button>
      </p>
    </li>
  );
}
