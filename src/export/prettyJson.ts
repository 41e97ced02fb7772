import { stringEnd } from '../core/kit/json.ts';

/**
 * Indents JSON text without parsing it, so that every value stays byte for byte what the service sent: `1.0`,
 * `1e400`, big integers, escapes and duplicate keys survive. Without recursion and without backtracking, as a
 * service may nest 100,000 levels or send megabytes of escapes.
 * @param text valid JSON; anything else comes back re-spaced but complete
 */
export function prettyJson(text: string, indent = '  '): string {
  const out: string[] = [];
  let depth = 0;
  const newline = () => `\n${indent.repeat(Math.max(0, Math.min(depth, deepest)))}`;
  for (let at = skipSpace(text, 0); at < text.length;) {
    const end = tokenEnd(text, at);
    const token = text.slice(at, end);
    at = skipSpace(text, end);
    if (token === '{' || token === '[') {
      const next = text.charAt(at);
      out.push(token);
      if (next === '}' || next === ']') {
        // An empty object or array stays on its line.
        out.push(next);
        at = skipSpace(text, at + 1);
      } else {
        depth++;
        out.push(newline());
      }
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

const space = /[ \n\r\t]*/y;
const scalar = /[^\s"{}[\],:]+/y;

function skipSpace(text: string, at: number): number {
  space.lastIndex = at;
  return space.test(text) ? space.lastIndex : at;
}

function tokenEnd(text: string, at: number): number {
  if (text.charAt(at) === '"') return stringEnd(text, at);
  scalar.lastIndex = at;
  return scalar.test(text) ? scalar.lastIndex : at + 1;
}
