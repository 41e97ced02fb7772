import type { VNode } from 'preact';
import { formatDate, formatMoment } from '../../src/core/kit/format.ts';
import { t } from '../../src/core/kit/l10n.ts';
import type { ArchivedView, CriterionView, RunView } from '../../src/panel/run/views.ts';
import { Banner } from './banner.tsx';
import { summaryFacts, type Fact } from './facts.ts';
import { Icon } from '../kit/icons.tsx';
import { RunId } from './ids.tsx';
import { usePage } from './page.ts';
import { LongText } from './text.tsx';
import { Trail } from '../kit/trail.tsx';
import { Words } from '../kit/words.tsx';
import './summary.css';

interface SummaryProps {
  readonly run: RunView;
  readonly criteria: readonly CriterionView[];
  readonly now: number;
  /** No other place of the page offers to ask the service again. */
  readonly canRetry: boolean;
  readonly onGoToCriterion: (criterion: number) => void;
  readonly onGoToTurn: (turn: number) => void;
}

/** What happened and why, in the first line; then the figures and ids of the run. */
export function Summary(props: SummaryProps): VNode {
  const { run, criteria, now, canRetry, onGoToCriterion, onGoToTurn } = props;
  const { post } = usePage();
  return (
    <section class="summary" aria-label={t('Summary')}>
      <Trail titles={[run.provider, ...run.trail]} />
      <div class="title-row">
        <h1 dir="auto">
          <Words text={run.title} />
        </h1>
        {run.position && run.position.of > 1 && (
          <span class="position">{t('{0} of {1}', run.position.at, run.position.of)}</span>
        )}
        <RunId ids={run.ids} />
        <span class="actions">
          <button
            class="icon-button"
            title={t('Previous run ([)')}
            aria-label={t('Previous run')}
            aria-disabled={!run.position || run.position.at <= 1}
            onClick={() => post({ type: 'go', step: -1 })}
          >
            <Icon name="up" />
          </button>
          <button
            class="icon-button"
            title={t('Next run (])')}
            aria-label={t('Next run')}
            aria-disabled={!run.position || run.position.at >= run.position.of}
            onClick={() => post({ type: 'go', step: 1 })}
          >
            <Icon name="down" />
          </button>
          {run.hasPage && (
            <vscode-button
              appearance="secondary"
              onClick={() => post({ type: 'action', action: 'openInProvider' })}
            >
              {t('Open at the Service')}
            </vscode-button>
          )}
          <vscode-button
            appearance="secondary"
            onClick={() => post({ type: 'action', action: 'askAboutRun' })}
          >
            {t('Ask Assistant')}
          </vscode-button>
          {run.turns !== undefined && (
            <vscode-button
              appearance="secondary"
              onClick={() => post({ type: 'action', action: 'openTranscript' })}
            >
              {t('Open as Text')}
            </vscode-button>
          )}
          <vscode-button
            appearance="secondary"
            onClick={() => post({ type: 'action', action: 'openRawJson' })}
          >
            {t('Open Raw JSON')}
          </vscode-button>
        </span>
      </div>
      {run.archived && <ArchivedNotice archived={run.archived} now={now} canRetry={canRetry} />}
      <Banner run={run} criteria={criteria} onGoToCriterion={onGoToCriterion} onGoToTurn={onGoToTurn} />
      {run.summary && (
        <LongText
          class="judge"
          part={{ of: 'summary', index: 0 }}
          text={run.summary}
          what={t('the summary')}
        />
      )}
      <Facts run={run} now={now} />
    </section>
  );
}

/** The figures in one line, so that the transcript stays in sight; all of them with their names on request. */
function Facts({ run, now }: Pick<SummaryProps, 'run' | 'now'>): VNode {
  const { folds } = usePage();
  const facts = summaryFacts(run, now);
  const open = folds.isOpen('facts', false);
  const toggle = (
    <button class="link" aria-expanded={open} onClick={() => folds.set('facts', !open)}>
      {open ? t('Fewer facts') : t('All facts')}
    </button>
  );
  if (open)
    return (
      <>
        <FactList facts={facts} class="facts" />
        {toggle}
      </>
    );
  return (
    <div class="facts-line">
      <dl class="facts-line">
        {facts
          .filter(({ value }) => value !== undefined)
          .map(({ label, value = '', plain = false, title }) => (
            <div key={label}>
              <dt class={plain ? 'sr-only' : ''}>{label}</dt>{' '}
              <dd title={[`${label}: ${value}`, title].filter(Boolean).join('\n')} dir="auto">
                <Words text={value} />
              </dd>
            </div>
          ))}
      </dl>
      {toggle}
    </div>
  );
}

/** That this is not what the service says now, and whether it can still be asked. */
function ArchivedNotice({
  archived: { seenAt, gone },
  now,
  canRetry,
}: {
  readonly archived: ArchivedView;
  readonly now: number;
  readonly canRetry: boolean;
}): VNode {
  const { post } = usePage();
  return (
    <div class="archived" role="note">
      <Icon name="archive" />
      <p>
        {t('From the archive: as of {0} ({1}).', formatDate(seenAt), formatMoment(seenAt, now))}
        {gone && ` ${goneWords(gone)}`}
        {canRetry && (
          <>
            {' '}
            <button class="link" onClick={() => post({ type: 'retry' })}>
              {t('Retry')}
            </button>
          </>
        )}
      </p>
    </div>
  );
}

function goneWords(gone: NonNullable<ArchivedView['gone']>): string {
  return gone === 'expired'
    ? t('The service no longer has this run (expired).')
    : t('The service no longer has this run (deleted).');
}

/** Labelled values; what the service left out says so. */
export function FactList({
  facts,
  class: className,
}: {
  readonly facts: readonly Fact[];
  readonly class: string;
}): VNode {
  return (
    <dl class={className}>
      {facts.map(({ label, value, title, share }) => (
        <div key={label} class="fact">
          <dt>{label}</dt>
          <dd class={value === undefined ? 'absent' : ''} title={title} dir="auto">
            {value === undefined ? t('not reported') : <Words text={value} />}
            {share !== undefined && <Bar share={share} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Bar({ share }: { readonly share: number }): VNode {
  return (
    <span class="bar" aria-hidden="true">
      <span class="bar-fill" style={{ width: `${Math.max(0, Math.min(1, share)) * 100}%` }} />
    </span>
  );
}
