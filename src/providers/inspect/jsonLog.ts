/** A log in one JSON file. Its head stands before the samples, and is read without them. */
import { t } from '../../core/kit/l10n.ts';
import { isObject, stringEnd, type JsonObject } from '../../core/kit/json.ts';
import { ProviderError } from '../../core/provider/providerError.ts';
import type { RangeFile } from '../../core/provider/ranges.ts';
import { isLog, savedReader } from './saved.ts';
import { parsedText } from './values.ts';
import type { OpenContainer } from '../../core/provider/provider.ts';

/** Bytes in which the head is looked for at first, and at most. */
const firstBytes = 64 * 1024;
const mostHead = 4 * 1024 * 1024;
/** Of a file that has to be read as a whole. */
const mostBytes = 256 * 1024 * 1024;

/** @returns the log without its samples; `undefined` for what is no log of Inspect */
export async function headOfJson(file: RangeFile): Promise<JsonObject | undefined> {
  for (let bytes = firstBytes; bytes <= mostHead; bytes *= 8) {
    const text = new TextDecoder().decode(await file.read(0, Math.min(bytes, file.size)));
    if (!mayBeLog(text)) return undefined;
    const head = headIn(text);
    if (head) return isLog(head) ? head : undefined;
    if (bytes >= file.size) return undefined;
  }
  return undefined;
}

/** A manifest, a package.json or any other JSON is not read any further. */
function mayBeLog(text: string): boolean {
  return /^\ufeff?\s*\{/.test(text) && text.slice(0, 2000).includes('"eval"');
}

/** The members before `samples`, with an empty list in its place. */
function headIn(text: string): JsonObject | undefined {
  const at = samplesAt(text);
  if (at === undefined) return undefined;
  try {
    const { value } = parsedText(at === text.length ? text : `${text.slice(0, at)}"samples":[]}`);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Where the member `samples` of the outermost object stands; the end where the object ends without one. */
function samplesAt(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (letter === '{' || letter === '[') depth++;
    else if (letter === '}' || letter === ']') {
      if (--depth === 0) return text.length;
    } else if (letter === '"') {
      const end = stringEnd(text, at);
      const isMember =
        depth === 1 && text.slice(at, end) === '"samples"' && /^\s*:/.test(text.slice(end, end + 20));
      if (isMember) return at;
      at = end - 1;
    }
  }
  return undefined;
}

/** All samples: of JSON, no part can be read before the whole. @throws ProviderError */
export async function openedJson(file: RangeFile): Promise<OpenContainer> {
  if (file.size > mostBytes) throw tooLarge();
  const text = new TextDecoder().decode(await file.read(0, file.size));
  const { value, text: own } = valueOf(text);
  const portions = (isObject(value) ? savedReader.answers.split?.(value, own) : undefined) ?? [];
  const taken = new Map<string, number>();
  const entries = portions.map(({ id = 'sample', text: alone }) => {
    const count = (taken.get(id) ?? 0) + 1;
    taken.set(id, count);
    return {
      id: count === 1 ? id : `${id} (${count})`,
      row: (ref: Parameters<typeof savedReader.run>[1]) => savedReader.run(alone, ref),
      run: (ref: Parameters<typeof savedReader.run>[1]) => Promise.resolve(savedReader.run(alone, ref)),
    };
  });
  return { entries, note: undefined };
}

function valueOf(text: string) {
  try {
    return parsedText(text.replace(/^\ufeff/, ''));
  } catch {
    throw new ProviderError({
      reason: 'badResponse',
      message: t('The log is no complete JSON.'),
      nextStep: t('If it is still being written, try again in a moment.'),
    });
  }
}

function tooLarge(): ProviderError {
  return new ProviderError({
    reason: 'tooLarge',
    message: t('The log has more than 256 MB of JSON, which can only be read as a whole.'),
    nextStep: t('Convert it with "inspect log convert --to eval", and open the result.'),
  });
}
