/**
 * The format of `NAME.agentrun.json`: one run in one file, complete and without keys. The run's JSON, and that of a
 * transcript that came apart from it, stand in it byte for byte as the service sent them.
 */
import { t } from '../kit/l10n.ts';
import {
  isObject,
  listOf,
  objectOf,
  parseJsonText,
  textOf,
  valueText,
  type JsonObject,
} from '../kit/json.ts';
import type { RunItem } from './run.ts';

/** A file of a later version may mean something else by the same names, so it is not guessed at. */
const version = 1;
const format = 'agent-run';

export interface SavedRun {
  /** Id of the provider that reads {@link raw}. */
  readonly provider: string;
  /** The run's id, also where its JSON does not name one. */
  readonly id: string;
  /** Exact JSON of the run; `undefined` where only a transcript was known. */
  readonly raw: string | undefined;
  /** Exact JSON of the transcript that is not part of the run's own JSON. */
  readonly transcript: string | undefined;
  /** ISO 8601. */
  readonly savedAt: string | undefined;
  /** Origin of the service, e.g. `https://api.example.com`. */
  readonly origin: string | undefined;
  /** Titles from the connection down to the run's collection. */
  readonly trail: readonly string[];
  /** The run's path in the tree where it was saved, in its provider's encoding. */
  readonly path: readonly string[];
}

/** @throws SyntaxError when the run's own text is no JSON, so that no file could hold it as it is */
export function savedRunText(
  item: RunItem,
  about: Omit<SavedRun, 'provider' | 'id' | 'raw' | 'transcript'>,
): string {
  const fromFile = item.kind === 'run' ? item.fromFile : undefined;
  const raw = item.raw();
  parseJsonText(raw);
  const head = {
    ...{ format, version, savedAt: about.savedAt, provider: item.provider, origin: about.origin },
    ...{ trail: about.trail, path: about.path, id: item.ref.run },
  };
  const transcript = fromFile?.lacksRun ? raw : fromFile?.transcript?.();
  const members = [
    ...Object.entries(head).flatMap(([name, value]) =>
      value === undefined ? [] : [`  ${JSON.stringify(name)}: ${JSON.stringify(value)}`],
    ),
    ...(fromFile?.lacksRun ? [] : [`  "run": ${raw}`]),
    ...(transcript === undefined ? [] : [`  "transcript": ${transcript}`]),
  ];
  return `{\n${members.join(',\n')}\n}\n`;
}

export function isSavedRun(value: JsonObject): boolean {
  return value['format'] === format && 'version' in value;
}

/**
 * @param text the exact text of `value`
 * @returns what is wrong with it, as path and expectation, where it cannot be read
 */
export function readSavedRun(value: JsonObject, text: string): SavedRun | string {
  const said = value['version'];
  if (said !== version)
    return typeof said === 'number' && said > version
      ? t('version: expected {0}, got {1}: this was saved by a newer Agent Run Inspector', version, said)
      : t('version: expected {0}, got {1}', version, wordOf(said));
  const provider = textOf(value['provider']);
  if (provider === undefined)
    return t('provider: expected the name of a service, got {0}', wordOf(value['provider']));
  if (!('run' in value) && !('transcript' in value)) return t('run: expected a run, got nothing');
  const run = objectOf(value['run']);
  const id = textOf(value['id']) ?? textOf(run?.['referenceId']) ?? textOf(run?.['id']);
  return {
    provider,
    id: id ?? '',
    raw: valueText(text, ['run']),
    transcript: valueText(text, ['transcript']),
    savedAt: textOf(value['savedAt']),
    origin: textOf(value['origin']),
    trail: listOf(value['trail']).filter((title) => typeof title === 'string'),
    path: listOf(value['path']).filter((segment) => typeof segment === 'string'),
  };
}

function wordOf(value: unknown): string {
  if (value === undefined) return t('nothing');
  if (value === null) return 'null';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return value === '' ? t('an empty text') : t('another text');
  return isObject(value) ? t('an object') : t('a list');
}
