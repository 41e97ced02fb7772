import type { VNode } from 'preact';
import { t } from '../../src/core/kit/l10n.ts';
import type { RunView } from '../../src/panel/run/views.ts';
import { CopyButton } from '../kit/section.tsx';
import { usePage } from './page.ts';

/** Why there is no transcript, and the way to it where there is one. */
export function NoTranscript({ run }: { readonly run: RunView }): VNode {
  const { post } = usePage();
  const { transcriptCommand: command } = run;
  if (command === undefined)
    return (
      <p class="quiet">
        {run.expected.includes('turns')
          ? t('The service reported no transcript for this run.')
          : t('The service does not report transcripts for these runs.')}
      </p>
    );
  return (
    <div class="no-transcript">
      <p class="quiet">{t('The service prints the transcript of a run in a terminal only:')}</p>
      <p class="command">
        <code>{command}</code>
        <CopyButton what={t('the command')} onCopy={() => post({ type: 'copy', text: command })} />
      </p>
      <p class="quiet">{t('Then open the file that it wrote, and it is joined with this run.')}</p>
      <vscode-button appearance="secondary" onClick={() => post({ type: 'action', action: 'openRunFile' })}>
        {t('Open Run File...')}
      </vscode-button>
    </div>
  );
}
