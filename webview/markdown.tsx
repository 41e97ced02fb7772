import MarkdownIt, { type Token } from 'markdown-it';
import { h, type ComponentChildren, type VNode } from 'preact';
import { Words } from './text.tsx';

/**
 * Markdown as elements of a fixed list, built from tokens: no HTML of the text and no attribute of it gets into
 * the page. Links are buttons that ask the host; images stay words, so that nothing is fetched.
 */
export function renderMarkdown(text: string, onLink: (href: string) => void): VNode {
  const parser = new MarkdownIt({ html: false, linkify: false, typographer: false, maxNesting: 40 });
  const build = new Builder(onLink);
  for (const token of parser.parse(text, {})) build.take(token);
  return <div class="markdown">{build.done()}</div>;
}

const blocks: ReadonlySet<string> = new Set([
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'li',
  'blockquote',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'em',
  'strong',
  's',
]);

interface Open {
  readonly tag: string;
  readonly href: string;
  readonly start: number;
  readonly children: ComponentChildren[];
}

class Builder {
  readonly #onLink: (href: string) => void;
  readonly #stack: Open[] = [{ tag: 'div', href: '', start: 1, children: [] }];

  constructor(onLink: (href: string) => void) {
    this.#onLink = onLink;
  }

  take(token: Token): void {
    switch (token.type) {
      case 'inline':
        for (const child of token.children ?? []) this.take(child);
        return;
      case 'text':
      case 'html_inline':
      case 'html_block':
        this.#add(<Words text={token.content} />);
        return;
      case 'softbreak':
      case 'hardbreak':
        this.#add(<br />);
        return;
      case 'hr':
        this.#add(<hr />);
        return;
      case 'code_inline':
        this.#add(
          <code>
            <Words text={token.content} />
          </code>,
        );
        return;
      case 'code_block':
      case 'fence':
        this.#add(
          <pre class="code">
            <Words text={token.content} />
          </pre>,
        );
        return;
      case 'image':
        this.#add(<Words text={`[image: ${token.content || 'no description'}]`} />);
        return;
      default:
        if (token.nesting === 1) this.#open(token);
        else if (token.nesting === -1) this.#close();
    }
  }

  done(): ComponentChildren {
    while (this.#stack.length > 1) this.#close();
    return this.#stack[0]?.children;
  }

  #open({ tag, attrs }: Token): void {
    const attribute = (name: string): string => String(attrs?.find(([each]) => each === name)?.[1] ?? '');
    this.#stack.push({ tag, href: attribute('href'), start: Number(attribute('start') || 1), children: [] });
  }

  #close(): void {
    const closed = this.#stack.pop();
    if (!closed) return;
    const { tag, href, start, children } = closed;
    if (tag === 'a') this.#add(this.#link(href, children));
    else if (tag === 'ol') this.#add(<ol start={start}>{children}</ol>);
    // Headings of a text are not headings of the page: its outline must stay true.
    else if (/^h[1-6]$/.test(tag)) this.#add(<p class={`heading ${tag}`}>{children}</p>);
    else this.#add(blocks.has(tag) ? h(tag, {}, children) : <>{children}</>);
  }

  #link(href: string, children: ComponentChildren): VNode {
    if (!/^https?:\/\//i.test(href)) return <>{children}</>;
    return (
      <button class="link" title={href} onClick={() => this.#onLink(href)}>
        {children}
      </button>
    );
  }

  #add(child: ComponentChildren): void {
    this.#stack.at(-1)?.children.push(child);
  }
}
