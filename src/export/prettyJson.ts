/**
 * Indents JSON text without parsing it, so that every value stays byte for byte what the service sent: `1.0`,
 * `1e400`, big integers, escapes and duplicate keys survive.
 * @param text valid JSON; anything else comes back re-spaced but complete
 */
export function prettyJson(text: string, indent = '  '): string {
  const out: string[] = [];
  let depth = 0;
  const newline = () => `\n${indent.repeat(Math.min(depth, deepest))}`;
  for (let at = 0; at < text.length;) {
    const token = tokenAt(text, at);
    at += token.length;
    if (token.trim() === '') continue;
    if (token === '{' || token === '[') {
      const close = closing.exec(text.slice(at, at + 64));
      if (close) {
        out.push(token, close[1] ?? '');
        at += close[0].length;
        continue;
      }
      depth++;
      out.push(token, newline());
    } else if (token === '}' || token === ']') {
      depth--;
      out.push(newline(), token);
    } else if (token === ',') out.push(token, newline());
    else if (token === ':') out.push(': ');
    else out.push(token);
  }
  return out.join('');
}

/** Deeper levels are not indented further: 100,000 of them would cost 10 GB of spaces. */
const deepest = 100;
/** An empty object or array stays on its line. */
const closing = /^\s*([}\]])/;
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|\s+|[^\s"{}[\],:]+|"/sy;

function tokenAt(text: string, at: number): string {
  tokens.lastIndex = at;
  return tokens.exec(text)?.[0] ?? text.charAt(at);
}
