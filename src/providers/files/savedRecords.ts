/** What a saved run holds: a run of a service, a conversation, or a transcript alone. */
import { t } from '../../core/kit/l10n.ts';
import { isObject, parseJsonText, type JsonObject } from '../../core/kit/json.ts';
import { beginning } from '../../core/kit/visible.ts';
import type { FromFile } from '../../core/run/run.ts';
import { readSavedRun } from '../../core/run/savedRun.ts';
import { withExactIds } from './exactIds.ts';
import { formatOf } from './formats/table.ts';
import type { FileRecord } from './records.ts';
import type { Readers } from './readers.ts';

/** @param text exact text of `value` */
export function savedRecord(value: JsonObject, text: string, readers: Readers): FileRecord {
  const broken = (problem: string): FileRecord => ({ kind: 'brokenSave', problem, text });
  const saved = readSavedRun(value, text);
  if (typeof saved === 'string') return broken(saved);
  const { raw, transcript, savedAt, origin, trail } = saved;
  const provider = saved.provider === 'file' ? serviceOf(raw, readers) : saved.provider;
  if (provider !== 'file' && !readers.has(provider))
    return broken(t('provider: there is no service "{0}" here', beginning(provider, 60)));
  const fromFile: FromFile = { savedAt, origin, trail };
  const id = saved.id === '' ? undefined : saved.id;
  if (raw === undefined)
    return { kind: 'transcript', service: provider, run: id, text: transcript ?? 'null' };
  return provider === 'file'
    ? { kind: 'conversation', id: id ?? conversationId(raw), text: raw, fromFile }
    : { kind: 'run', service: provider, id, text: raw, transcript, fromFile };
}

/** What was saved as a file's may be a service's by now. */
function serviceOf(raw: string | undefined, readers: Readers): string {
  const value = raw === undefined ? undefined : parseJsonText(raw);
  if (!isObject(value)) return 'file';
  for (const [service, { answers }] of readers) if (answers.split?.(value, raw ?? '')) return service;
  return 'file';
}

function conversationId(raw: string): string | undefined {
  const value = withExactIds(parseJsonText(raw), raw);
  return formatOf(value)?.idOf(value);
}
