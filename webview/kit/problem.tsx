import type { VNode } from 'preact';
import { remedies } from '../../src/core/kit/remedies.ts';
import { t } from '../../src/core/kit/l10n.ts';
import type { Problem } from '../../src/panel/protocol.ts';
import { Icon } from './icons.tsx';
import { useKit } from './page.ts';
import './problem.css';

interface ProblemBoxProps {
  readonly problem: Problem;
  /** What the reader still sees, e.g. that the data is from before. */
  readonly aside?: string;
}

/** What happened, what to do, and the buttons that do it. */
export function ProblemBox({ problem, aside }: ProblemBoxProps): VNode {
  const { tell } = useKit();
  const { remedy, message, nextStep, lines } = problem;
  return (
    <div class="problem" role="alert">
      <Icon name="warning" />
      <div>
        <p>
          <strong>{message}</strong> {aside}
        </p>
        <p>{nextStep}</p>
        {lines.length > 0 && (
          <ul class="problem-lines">
            {lines.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        )}
        <p class="problem-actions">
          {remedy !== 'retry' && (
            <vscode-button onClick={() => tell({ type: 'action', action: remedy })}>
              {t(remedies[remedy])}
            </vscode-button>
          )}
          <vscode-button
            appearance={remedy === 'retry' ? 'primary' : 'secondary'}
            onClick={() => tell({ type: 'retry' })}
          >
            {t(remedies.retry)}
          </vscode-button>
          {remedy !== 'showLog' && (
            <vscode-button appearance="secondary" onClick={() => tell({ type: 'action', action: 'showLog' })}>
              {t(remedies.showLog)}
            </vscode-button>
          )}
        </p>
      </div>
    </div>
  );
}
