import { cloneElement, h, type ComponentChildren, type VNode } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { MarkdownNode, parseMarkdown } from './markdownParser.ts';
import { useKit } from './page.ts';
import { useScrollable } from './scrollable.ts';
import { Words } from './words.tsx';
import './markdown.css';

/**
 * Markdown as elements of a fixed list: no HTML of the text and no attribute of it gets into the page. Links are
 * buttons that ask the host. Until the parser is loaded, and if it cannot be had, the plain words.
 */
export function Markdown({ text }: { readonly text: string }): VNode {
  const { tell } = useKit();
  const [parser, setParser] = useState<{ readonly parse: typeof parseMarkdown }>();
  useEffect(() => {
    void import('./markdownParser.ts').then((loaded) => setParser({ parse: loaded.parseMarkdown }));
  }, []);
  return useMemo(() => {
    if (!parser) return <Words text={text} />;
    // Each paragraph, list and table runs in its own direction; code always from left to right.
    const parts = parser.parse(text).map((node) => {
      const shown = show(node, openLink);
      return node.kind === 'element' ? cloneElement(shown, { dir: 'auto' }) : shown;
    });
    return <div class="markdown">{parts}</div>;

    function openLink(href: string): void {
      tell({ type: 'openLink', href });
    }
  }, [parser, text, tell]);
}

interface TableProps {
  readonly children: ComponentChildren;
  readonly dir?: 'auto';
}

function Table({ children, dir }: TableProps): VNode {
  const box = useScrollable<HTMLTableElement>();
  return (
    <table dir={dir} ref={box}>
      {children}
    </table>
  );
}

const elements: ReadonlySet<string> = new Set([
  'p',
  'ul',
  'li',
  'blockquote',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'em',
  'strong',
  's',
]);

function show(node: MarkdownNode, onLink: (href: string) => void): VNode {
  switch (node.kind) {
    case 'text':
      return <Words text={node.text} />;
    case 'break':
      return <br />;
    case 'rule':
      return <hr />;
    case 'code':
      return (
        <code dir="ltr">
          <Words text={node.text} />
        </code>
      );
    case 'block':
      return (
        <pre class="code" dir="ltr">
          <Words text={node.text} />
        </pre>
      );
    case 'element':
      return element(node, onLink);
  }
}

function element(
  node: Extract<MarkdownNode, { readonly kind: 'element' }>,
  onLink: (href: string) => void,
): VNode {
  const { tag, href, start } = node;
  const children = node.children.map((child) => show(child, onLink));
  if (tag === 'a' && /^https?:\/\//i.test(href)) {
    return (
      <button class="link" title={href} onClick={() => onLink(href)}>
        {children}
      </button>
    );
  }
  if (tag === 'ol') return <ol start={start}>{children}</ol>;
  // Headings of a text are not headings of the page: its outline must stay true.
  if (/^h[1-6]$/.test(tag)) return <p class={`heading ${tag}`}>{children}</p>;
  if (tag === 'table') return <Table>{children}</Table>;
  return elements.has(tag) ? h(tag, {}, children) : <>{children}</>;
}
