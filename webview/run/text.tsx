import type { VNode } from 'preact';
import { formatBytes } from '../../src/core/kit/format.ts';
import { t } from '../../src/core/kit/l10n.ts';
import type { Text } from '../../src/panel/protocol.ts';
import type { Part } from '../../src/panel/run/protocol.ts';
import { Markdown } from '../kit/markdown.tsx';
import { partKey, usePage } from './page.ts';
import { useScrollable } from '../kit/scrollable.ts';
import { Words } from '../kit/words.tsx';

interface LongTextProps {
  readonly part: Part;
  readonly text: Text;
  /** What the text is, for the button's name: `turn 5`. */
  readonly what: string;
  readonly class?: string;
  readonly preformatted?: boolean;
  readonly markdown?: boolean;
}

/** A text that shows its beginning until one asks for all of it. */
export function LongText(props: LongTextProps): VNode {
  const { part, text, what, class: className = '', preformatted = false, markdown = false } = props;
  const { texts } = usePage();
  const key = partKey(part);
  const opened = texts.opened(key);
  const shown = opened?.text ?? beginning(text.text);
  const folded = shown.length < text.chars;
  return (
    <div class={`long ${className}`}>
      {markdown ? (
        <div class="words rich" dir="auto" data-part={key} data-folded={folded} data-rendered>
          <Markdown text={shown} />
        </div>
      ) : preformatted ? (
        <Preformatted part={key} folded={folded} text={shown} />
      ) : (
        <div class="words" dir="auto" data-part={key} data-folded={folded}>
          <Words text={shown} />
        </div>
      )}
      {(folded || opened) && (
        // One button, whatever it says: the focus stays at it.
        <button
          class="link"
          aria-disabled={folded && opened !== undefined}
          onClick={() => (folded ? texts.open(part) : texts.close(part))}
        >
          {!folded ? t('Show less') : opened ? t('Loading…') : t('Show all {0}', formatBytes(text.chars))}
          <span class="sr-only"> {t('of {0}', what)}</span>
        </button>
      )}
    </div>
  );
}

interface PreformattedProps {
  /** Key of the part. */
  readonly part: string;
  readonly folded: boolean;
  readonly text: string;
}

function Preformatted({ part, folded, text }: PreformattedProps): VNode {
  const box = useScrollable<HTMLPreElement>();
  return (
    <pre class="words" dir="auto" data-part={part} data-folded={folded} ref={box}>
      <Words text={text} />
    </pre>
  );
}

/** What is shown of a text at first: a long one would push everything else off the screen. */
export function beginning(text: string): string {
  if (text.length <= maxChars && countLines(text) <= maxLines) return text;
  let end = Math.min(text.length, maxChars);
  let lines = 0;
  for (let i = 0; i < end; i++) {
    if (text.charCodeAt(i) === 10 && ++lines >= maxLines) end = i;
  }
  const last = text.charCodeAt(end - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? end - 1 : end);
}

const maxChars = 4000;
const maxLines = 60;

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}
