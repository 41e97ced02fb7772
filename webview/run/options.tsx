import type { VNode } from 'preact';
import { formatCount } from '../../src/core/kit/format.ts';
import { t } from '../../src/core/kit/l10n.ts';
import type { RunView } from '../../src/panel/run/views.ts';
import { usePage } from './page.ts';

interface TranscriptOptionsProps {
  readonly run: RunView;
  readonly markdown: boolean;
  readonly plain: boolean;
  /** How many turns use tools. */
  readonly toolTurns: number;
  readonly toolsOnly: boolean;
}

/** How the transcript is shown: choices of the reader, none of them a claim of the service. */
export function TranscriptOptions({
  run,
  markdown,
  plain,
  toolTurns,
  toolsOnly,
}: TranscriptOptionsProps): VNode {
  const { folds, post } = usePage();
  return (
    <div class="transcript-options">
      {!run.hasRoles && (run.turns ?? 0) > 1 && (
        <Option
          name="conversation"
          label={t('Show as conversation')}
          title={t('Speakers are not reported. This assumes that two of them take turns.')}
          on={folds.isOpen('conversation', false)}
        />
      )}
      <Option
        name="markdown"
        label={t('Markdown')}
        title={t('Shows the words of the turns as Markdown. Nothing is fetched, and links ask first.')}
        on={markdown}
        onSet={(on) => post({ type: 'prefer', markdown: on })}
      />
      {toolTurns > 0 && (
        <Option
          name="toolsOnly"
          label={t('Tools only ({0})', formatCount(toolTurns))}
          title={t('Shows only the turns that use tools. c and C go from one to the next.')}
          on={toolsOnly}
        />
      )}
      <Option
        name="plain"
        label={t('Plain pages')}
        title={t('Pages of 100 turns that stay on the page, as screen readers need them.')}
        on={plain}
      />
    </div>
  );
}

interface OptionProps {
  readonly name: string;
  readonly label: string;
  readonly title: string;
  readonly on: boolean;
  /** Besides this page remembering it. */
  readonly onSet?: (on: boolean) => void;
}

function Option({ name, label, title, on, onSet }: OptionProps): VNode {
  const { folds } = usePage();
  return (
    <label class="option" title={title}>
      <input
        type="checkbox"
        checked={on}
        onChange={({ currentTarget: { checked } }) => {
          folds.set(name, checked);
          onSet?.(checked);
        }}
      />
      {label}
    </label>
  );
}
