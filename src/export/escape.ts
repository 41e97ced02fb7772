/**
 * Foreign text inside Markdown of ours. It may look like Markdown, which agents write, but it cannot leave its
 * place, enter the outline, or make a preview load or run anything.
 */

import { visibleLine } from '../core/kit/visible.ts';
import { plainCharacters } from './characters.ts';
import { codeLines } from './codeLines.ts';
import { codeSpans } from './codeSpans.ts';
import type { Span } from './redaction/span.ts';

/** As a quotation: every line stays in it, its headings stay out of the outline, and code keeps its characters. */
export function quoted(text: string): string {
  // A row of backticks that is open may end in any line up to the next empty one.
  let open = false;
  return codeLines(plainCharacters(text))
    .map(({ line, fenced }) => {
      if (fenced) return `> ${line}`;
      const code = codeSpans(line);
      open = line.trim() !== '' && (open || code.open);
      return `> ${withoutHeading(withoutMarkupBut(open ? [] : code.spans, line))}`;
    })
    .join('\n');
}

/** The stretches between code, without markup. */
function withoutMarkupBut(code: readonly Span[], line: string): string {
  let at = 0;
  const parts = code.map(([start, end]) => {
    const part = withoutMarkup(line.slice(at, start)) + line.slice(start, end);
    at = end;
    return part;
  });
  return parts.join('') + withoutMarkup(line.slice(at));
}

/** On one line of ours, as plain words. */
export function inline(text: string): string {
  const line = visibleLine(plainCharacters(text)).replace(/\s+/g, ' ').trim();
  return withoutMarkup(line.replace(/[\\`*[\]]/g, '\\$&')).replace(
    /^[-+>#~=]|^\d+(?=[.)](?:\s|$))/,
    escapedStart,
  );
}

/** `-` becomes `\\-`, and `1.` becomes `1\\.`. */
function escapedStart(start: string): string {
  return /^\d/.test(start) ? `${start}\\` : `\\${start}`;
}

/** A fence longer than any in the text, so that the text cannot close it. */
export function fenced(text: string, language: string): string {
  const plain = plainCharacters(text);
  let longest = 2;
  for (const [ticks] of plain.matchAll(/`+/g)) longest = Math.max(longest, ticks.length);
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${plain}\n${fence}`;
}

/**
 * Tags, comments, automatic links and pictures show as the characters they are. By entities, since a backslash
 * would only take the force out of one that stands before it. Behind the `@` of a name stands a joiner without
 * width: nobody is notified where the text is pasted.
 */
function withoutMarkup(line: string): string {
  return line
    .replace(/<(?=[a-z/!?])/gi, '&lt;')
    .replace(/!(?=\\*\[)/g, '&#33;')
    .replace(/(?<![\p{L}\p{N}_.])@(?=[a-z\d])/giu, '@&#8288;');
}

/** Also behind the marks of quotations and lists, where a heading is one as well. */
function withoutHeading(line: string): string {
  return line.replace(/^((?:\s|>|[-+*]\s|\d+[.)]\s)*)(#{1,6}(?=\s|$)|=+\s*$|-+\s*$)/, '$1\\$2');
}
