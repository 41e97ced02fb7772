/** What in a line of a terminal leads to a run: links of ours, ids as assistants and exports write them, bare ids. */
import { extensionId } from '../../core/kit/extensionId.ts';

export interface Found {
  /** In the line, in UTF-16 units. */
  readonly start: number;
  readonly length: number;
  readonly target: FoundTarget;
}

/** `rest` is what follows the authority in a link, of whatever editor. */
export type FoundTarget =
  | { readonly kind: 'link'; readonly rest: string }
  /** `shop/scenario:1/simulation:2#run-3`, or without the run. */
  | { readonly kind: 'id'; readonly id: string }
  /** The service's own id of a run that is known here. */
  | { readonly kind: 'run'; readonly id: string };

export interface KnownIds {
  readonly hasConnection: (id: string) => boolean;
  /** By its own id alone. Must not ask anybody. */
  readonly hasRun: (id: string) => boolean;
}

/** A line may be a whole JSON document: the rest of it is not looked at. */
const longestLine = 4000;
const mostFound = 20;
const mostPossible = 8;

const link = new RegExp(
  `[a-z][a-z\\d+.-]{1,30}://${extensionId.replace('.', '\\.')}(/[a-z]+\\?[\\w=&%:/@.~+-]+(?:#[\\w%:/@.~&=+-]+)?)`,
  'g',
);
/** What services call their levels stands before a colon, which paths of files do not have. */
const idOfOurs = /^[^/#]+(?:\/[A-Za-z]+:[^/#]+(?:\/[^/#]+)*)?(?:#[^/#]+)?$/;
const word = /[\p{L}\p{N}_][\p{L}\p{N}_%:@.~/#-]{3,}/gu;

/** Words that may be the id of a run as services make them: long, or of letters and digits, and no plain number. */
export function idsPossibleIn(line: string): string[] {
  const words = Array.from(line.slice(0, longestLine).matchAll(word), ([whole]) => ended(whole));
  const possible = words.filter(
    (id) => id.length >= 8 && id.length <= 200 && /\d/.test(id) && /[\p{L}-]/u.test(id) && !/[/#%@]/.test(id),
  );
  return [...new Set(possible)].slice(0, mostPossible);
}

/** Asks nobody: only what is known already is found. */
export function foundIn(line: string, known: KnownIds): Found[] {
  const text = line.slice(0, longestLine);
  const links = Array.from(text.matchAll(link), (match): Found => {
    const [whole, rest = ''] = match;
    return { start: match.index, length: whole.length, target: { kind: 'link', rest } };
  });
  const isTaken = (at: number) => links.some(({ start, length }) => at >= start && at < start + length);
  const ids = Array.from(text.matchAll(word)).flatMap(({ 0: whole, index }): Found[] => {
    if (isTaken(index)) return [];
    const id = ended(whole);
    const target = targetOf(id, known);
    return target ? [{ start: index, length: id.length, target }] : [];
  });
  return [...links, ...ids].sort((a, b) => a.start - b.start).slice(0, mostFound);
}

/** Without what ends a sentence or a list. */
function ended(text: string): string {
  return text.replace(/[.:#/-]+$/, '');
}

function targetOf(id: string, { hasConnection, hasRun }: KnownIds): FoundTarget | undefined {
  const [connection = '', ...more] = id.split(/[/#]/);
  if (more.length > 0 && idOfOurs.test(id) && hasConnection(connection)) return { kind: 'id', id };
  return id.length >= 6 && hasRun(id) ? { kind: 'run', id } : undefined;
}
