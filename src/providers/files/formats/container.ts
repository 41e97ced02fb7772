/** Values that hold many runs: each run as a value of its own, with a small head, that reads like the whole. */
import { elementTexts, isObject, valueText, type JsonObject } from '../../../core/kit/json.ts';
import type { Json } from '../../../core/run/run.ts';

/** Characters of the head that goes with each run. */
const mostHead = 2000;

/**
 * @param head members that the runs' mapping reads; those that are long stay behind
 * @param path to the list, e.g. `['results', 'results']`
 * @returns for each element its index and the text of the small value
 */
export function eachAlone(
  value: JsonObject,
  text: string,
  head: readonly string[],
  path: readonly string[],
): string[] {
  let left = mostHead;
  const members = head.flatMap((name): string[] => {
    const own =
      name in value && name !== path[0] ? shortText(value[name], valueText(text, [name])) : undefined;
    if (own === undefined || own.length > left) return [];
    left -= own.length;
    return [`${JSON.stringify(name)}: ${own}`];
  });
  const [first = '', ...inner] = path;
  const opened = inner.map((name) => `{${JSON.stringify(name)}: `).join('');
  const closed = '}'.repeat(inner.length);
  return elementTexts(text, path).map(
    (element) => `{${[...members, `${JSON.stringify(first)}: ${opened}[${element}]${closed}`].join(', ')}}`,
  );
}

/** Of a long object the members that say one thing each. */
function shortText(value: Json | undefined, text: string | undefined): string | undefined {
  if (text === undefined || text.length <= mostHead / 2 || !isObject(value)) return text;
  const members = Object.entries(value).filter(([, member]) => typeof member !== 'object');
  return JSON.stringify(Object.fromEntries(members));
}
