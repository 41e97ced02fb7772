import type { ComponentChildren, VNode } from 'preact';
import { t } from '../../src/core/kit/l10n.ts';
import { useKit } from './page.ts';
import { Trail } from './trail.tsx';
import { Words } from './words.tsx';
import './analysisPage.css';

interface AnalysisHeadProps {
  readonly title: string;
  /** Titles from the connection down to what is above. */
  readonly trail?: readonly string[];
  readonly notes: readonly string[];
  /** Further buttons. */
  readonly children?: ComponentChildren;
}

/** The head of an analysis: its title, the ways out of the editor, and what a reader must know first. */
export function AnalysisHead({ title, trail = [], notes, children }: AnalysisHeadProps): VNode {
  const { tell } = useKit();
  return (
    <header>
      {trail.length > 0 && <Trail titles={trail} />}
      <div class="analysis-title">
        <h1 dir="auto">
          <Words text={title} />
        </h1>
        <div class="analysis-actions">
          {children}
          <button class="link" onClick={() => tell({ type: 'action', action: 'copyAnalysisAsMarkdown' })}>
            {t('Copy as Markdown')}
          </button>
          <button class="link" onClick={() => tell({ type: 'action', action: 'exportAnalysis' })}>
            {t('Export...')}
          </button>
          <button class="link" onClick={() => tell({ type: 'retry' })}>
            {t('Refresh')}
          </button>
        </div>
      </div>
      {notes.length > 0 && (
        <ul class="notes">
          {notes.map((note) => (
            <li key={note}>
              <Words text={note} />
            </li>
          ))}
        </ul>
      )}
    </header>
  );
}
