/** A log as a file of runs: what a list shows at once, and each sample from its own bytes. */
import { counted, t } from '../../core/kit/l10n.ts';
import { ExactJson } from '../../core/kit/exactJson.ts';
import { isObject, type JsonObject } from '../../core/kit/json.ts';
import { formatCount, plural } from '../../core/kit/format.ts';
import type { ContainerEntry, OpenContainer, SavedContainer } from '../../core/provider/provider.ts';
import { ProviderError } from '../../core/provider/providerError.ts';
import type { RunItem, RunRef } from '../../core/run/run.ts';
import { sampleAlone, summaryAlone } from './alone.ts';
import { EvalLog, expectedOf, type SampleEntry } from './evalLog.ts';
import { runOf } from './run.ts';
import { parsedText } from './values.ts';
import { nameIn, signatures, viewOf } from './zip/member.ts';

export const container: SavedContainer = {
  claims: isEvalFile,
  open: async (file, signal) => openedLog(await EvalLog.open(file, signal)),
};

/** The first member of such a file is always one of these. */
export function isEvalFile(start: Uint8Array): boolean {
  const view = viewOf(start);
  if (start.length < 30 || view.getUint32(0, true) !== signatures.localHeader) return false;
  const name = nameIn(start.subarray(30, 30 + view.getUint16(26, true)));
  return /^(?:_journal\/|samples\/|header\.json$|summaries\.json$|reductions\.json$)/.test(name);
}

export async function openedLog(log: EvalLog, now = Date.now()): Promise<OpenContainer> {
  const entries = await log.entries();
  const goesOn = isWritten(log, now);
  return { entries: entries.map((entry) => containerEntry(log, entry, goesOn)), note: noteOf(log, goesOn) };
}

/** In ms. A log is written to every few samples at least; a killed one never says that it ended. */
const silence = 15 * 60_000;

/** Whether the log says that it goes on, and was written to of late. */
export function isWritten({ head, modifiedAt }: Pick<EvalLog, 'head' | 'modifiedAt'>, now: number): boolean {
  return head['status'] === 'started' && now - modifiedAt < silence;
}

function noteOf(log: EvalLog, goesOn: boolean): string | undefined {
  if (log.head['status'] !== 'started') return undefined;
  const expected = expectedOf(log.head);
  const so =
    expected === undefined
      ? plural(log.written, 'result')
      : counted(expected, '{0} of {1} result', '{0} of {1} results', log.written, formatCount(expected));
  return goesOn
    ? t('The evaluation is running: {0} so far.', so)
    : t('The log never says that its evaluation ended, which goes on or was killed: {0} so far.', so);
}

function containerEntry(log: EvalLog, entry: SampleEntry, goesOn: boolean): ContainerEntry {
  return {
    id: entry.id,
    row: (ref) => rowOf(log.head, entry, goesOn, ref),
    run: (ref) => wholeRun(log, entry, goesOn, ref),
  };
}

function rowOf(head: JsonObject, entry: SampleEntry, goesOn: boolean, ref: RunRef): RunItem {
  const value = entry.summary ?? { id: entry.sample, epoch: entry.epoch };
  const raw = () => summaryAlone(head, value, entry.state);
  const run = runOf({ kind: 'summary', value, exact: new ExactJson(() => undefined), head }, ref, raw);
  if (entry.state !== undefined) return { ...run, edition: { name: entry.state, isWhole: false } };
  if (entry.summary !== undefined) return run;
  return {
    ...run,
    state: goesOn ? 'running' : 'unknown',
    reason: goesOn ? undefined : t('No result in the log'),
  };
}

async function wholeRun(log: EvalLog, entry: SampleEntry, goesOn: boolean, ref: RunRef): Promise<RunItem> {
  const { head } = log;
  if (entry.state === undefined) return rowOf(head, entry, goesOn, ref);
  const text = await textOf(log, entry);
  const raw = sampleAlone(head, text ?? 'null', entry.state);
  const value = text === undefined ? null : parsedText(text).value;
  if (!isObject(value)) return brokenSample(entry, ref, raw);
  const exact = new ExactJson(() => raw).member('samples').element(0);
  const run = runOf({ kind: 'whole', value, exact, head }, ref, () => raw);
  return { ...run, edition: { name: entry.state, isWhole: true } };
}

async function textOf(log: EvalLog, entry: SampleEntry): Promise<string | undefined> {
  try {
    return await log.sampleText(entry);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ProviderError({
      reason: 'badResponse',
      message: t('The log is damaged: sample {0}, epoch {1} is no JSON.', entry.sample, entry.epoch),
      nextStep: t('The other samples can still be opened.'),
    });
  }
}

function brokenSample({ sample, epoch }: SampleEntry, ref: RunRef, raw: string): RunItem {
  return {
    ...{ kind: 'broken', ref, hasId: true, provider: 'inspect', raw: () => raw },
    title: t('Sample {0}, epoch {1}', sample, epoch),
    problem: t('sample: expected an object, got something else'),
  };
}
