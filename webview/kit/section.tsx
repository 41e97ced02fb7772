import type { ComponentChildren, VNode } from 'preact';
import { t, type Message } from '../../src/core/kit/l10n.ts';
import { Icon } from './icons.tsx';
import { useKit } from './page.ts';
import { Words } from './words.tsx';
import './section.css';

interface SectionProps {
  /** Its own English text is the name of its fold, too. */
  readonly name: Message;
  /** Behind the heading, e.g. `3 of 4 met`. */
  readonly note?: string | undefined;
  readonly openAtFirst?: boolean;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** A named region of the page that can be folded; whether it is, is remembered. */
export function Section({
  name,
  note,
  openAtFirst = true,
  class: className = '',
  children,
}: SectionProps): VNode {
  const { folds } = useKit();
  const fold = `section:${name}`;
  const open = folds.isOpen(fold, openAtFirst);
  return (
    <section class={`section ${className}`} aria-label={t(name)}>
      <h2>
        <button class="fold" aria-expanded={open} onClick={() => folds.set(fold, !open)}>
          <Icon name={open ? 'down' : 'right'} />
          <span class="section-name">{t(name)}</span>
          {note !== undefined && (
            <span class="section-note">
              <Words text={note} />
            </span>
          )}
        </button>
      </h2>
      {open && <div class="section-body">{children}</div>}
    </section>
  );
}

/** Copies a text or a part of the run through the host. */
export function CopyButton({ what, onCopy }: { readonly what: string; readonly onCopy: () => void }): VNode {
  const { announce } = useKit();
  return (
    <button
      class="icon-button"
      aria-label={t('Copy {0}', what)}
      title={t('Copy {0}', what)}
      onClick={() => {
        onCopy();
        announce(t('Copied {0}', what));
      }}
    >
      <Icon name="copy" />
    </button>
  );
}
