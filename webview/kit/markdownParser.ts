/**
 * The lazily loaded half of reading Markdown: text in, a tree of plain data out. It shares no code with the rest of
 * the page, so that the page itself stays one file.
 */
import { t } from '../../src/core/kit/l10n.ts';
import MarkdownIt, { type Token } from 'markdown-it';
import { withUnspacedEmphasis } from './unspacedEmphasis.ts';

export type MarkdownNode =
  | { readonly kind: 'text' | 'code' | 'block'; readonly text: string }
  | { readonly kind: 'break' | 'rule' }
  | {
      readonly kind: 'element';
      readonly tag: string;
      readonly href: string;
      readonly start: number;
      readonly children: MarkdownNode[];
    };

export function parseMarkdown(text: string): readonly MarkdownNode[] {
  const parser = withUnspacedEmphasis(
    new MarkdownIt({ html: false, linkify: false, typographer: false, maxNesting: 40 }),
  );
  const builder = new Builder();
  for (const token of parser.parse(text, {})) builder.take(token);
  return builder.root;
}

class Builder {
  readonly root: MarkdownNode[] = [];
  readonly #open: MarkdownNode[][] = [this.root];

  take(token: Token): void {
    switch (token.type) {
      case 'inline':
        for (const child of token.children ?? []) this.take(child);
        return;
      case 'text':
      case 'html_inline':
      case 'html_block':
        this.#add({ kind: 'text', text: token.content });
        return;
      case 'softbreak':
      case 'hardbreak':
        this.#add({ kind: 'break' });
        return;
      case 'hr':
        this.#add({ kind: 'rule' });
        return;
      case 'code_inline':
        this.#add({ kind: 'code', text: token.content });
        return;
      case 'code_block':
      case 'fence':
        this.#add({ kind: 'block', text: token.content });
        return;
      case 'image':
        // Nothing is fetched: an image is its description.
        this.#add({ kind: 'text', text: t('[image: {0}]', token.content || t('no description')) });
        return;
      default:
        if (token.nesting === 1) this.#begin(token);
        else if (token.nesting === -1 && this.#open.length > 1) this.#open.pop();
    }
  }

  #begin({ tag, attrs }: Token): void {
    const attribute = (name: string): string => String(attrs?.find(([each]) => each === name)?.[1] ?? '');
    const children: MarkdownNode[] = [];
    this.#add({
      kind: 'element',
      tag,
      href: attribute('href'),
      start: Number(attribute('start') || 1),
      children,
    });
    this.#open.push(children);
  }

  #add(node: MarkdownNode): void {
    this.#open.at(-1)?.push(node);
  }
}
