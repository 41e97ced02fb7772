/** Python and others write `NaN` and `Infinity`, which are no JSON, for numbers that they do not have. */
import { stringEnd } from './json.ts';

export interface FiniteText {
  readonly text: string;
  readonly replaced: number;
}

const wordOrQuote = /"|NaN|-?Infinity/g;

/** The text with null in their place, which is "not reported"; `undefined` where it holds none of them. */
export function finiteText(text: string): FiniteText | undefined {
  if (!text.includes('NaN') && !text.includes('Infinity')) return undefined;
  const kept: string[] = [];
  let replaced = 0;
  let from = 0;
  wordOrQuote.lastIndex = 0;
  for (let found = wordOrQuote.exec(text); found; found = wordOrQuote.exec(text)) {
    if (found[0] === '"') {
      wordOrQuote.lastIndex = stringEnd(text, found.index);
      continue;
    }
    kept.push(text.slice(from, found.index));
    from = wordOrQuote.lastIndex;
    replaced++;
  }
  kept.push(text.slice(from));
  return replaced === 0 ? undefined : { text: kept.join('null'), replaced };
}
