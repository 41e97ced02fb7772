import type { ComponentChildren, VNode } from 'preact';
import { Words } from '../kit/words.tsx';
import { useComparison } from './page.ts';

interface HeadProps {
  readonly title: string;
  readonly notes: readonly string[];
  /** Further buttons. */
  readonly children?: ComponentChildren;
}

export function Head({ title, notes, children }: HeadProps): VNode {
  const { tell } = useComparison();
  return (
    <header>
      <div class="comparison-title">
        <h1 dir="auto">
          <Words text={title} />
        </h1>
        <div class="comparison-actions">
          {children}
          <button class="link" onClick={() => tell({ type: 'action', action: 'copyAnalysisAsMarkdown' })}>
            Copy as Markdown
          </button>
          <button class="link" onClick={() => tell({ type: 'action', action: 'exportAnalysis' })}>
            Export...
          </button>
          <button class="link" onClick={() => tell({ type: 'retry' })}>
            Refresh
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
