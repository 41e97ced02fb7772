/**
 * Foreign text inside Markdown of ours. It may look like Markdown, which agents write, but it cannot leave its
 * place, enter the outline, or make a preview load or run anything.
 */

/** As a quotation: every line stays in it, and its headings stay out of the outline. */
export function quoted(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => `> ${withoutHeading(withoutMarkup(line))}`)
    .join('\n');
}

/** On one line of ours, as plain words. */
export function inline(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
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
  let longest = 2;
  for (const [ticks] of text.matchAll(/`+/g)) longest = Math.max(longest, ticks.length);
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/**
 * Tags, comments, automatic links and pictures show as the characters they are. By entities, since a backslash
 * would only take the force out of one that stands before it.
 */
function withoutMarkup(line: string): string {
  return line.replace(/<(?=[a-z/!?])/gi, '&lt;').replace(/!(?=\\*\[)/g, '&#33;');
}

/** Also behind the marks of quotations and lists, where a heading is one as well. */
function withoutHeading(line: string): string {
  return line.replace(/^((?:\s|>|[-+*]\s|\d+[.)]\s)*)(#{1,6}(?=\s|$)|=+\s*$|-+\s*$)/, '$1\\$2');
}
