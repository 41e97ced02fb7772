/** A log in a ZIP file (`.eval`): its head and the summaries of its samples at once, a sample when it is asked for (docs/contracts.md E1). */
import { t } from '../../core/kit/l10n.ts';
import { numberOf, objectOf, type JsonObject } from '../../core/kit/json.ts';
import { ProviderError } from '../../core/provider/providerError.ts';
import type { RangeFile } from '../../core/provider/ranges.ts';
import type { Json } from '../../core/run/run.ts';
import { chunkedSample } from './chunks.ts';
import { memberOf } from '../values.ts';
import { epochsOf, listedTries, listIn, parsedText, runIdOf, tryOf, type Try } from './values.ts';
import { ZipFile } from './zip/zipFile.ts';

/** What the log says of one try at a sample. */
export interface SampleEntry extends Try {
  readonly id: string;
  readonly summary: JsonObject | undefined;
  /** Names the state of the sample in the log; `undefined` where it is not there (yet). */
  readonly state: string | undefined;
}

export class EvalLog {
  /** As in `header.json`; of a log that was not finished as in its journal, with the status `started`. */
  readonly head: JsonObject;
  readonly modifiedAt: number;
  /** Whether the file ends as a ZIP file does. */
  readonly isWhole: boolean;
  readonly #zip: ZipFile;
  #entries: Promise<readonly SampleEntry[]> | undefined;

  private constructor(head: JsonObject, zip: ZipFile, modifiedAt: number) {
    this.head = head;
    this.#zip = zip;
    this.modifiedAt = modifiedAt;
    this.isWhole = zip.isWhole;
  }

  /** @throws ProviderError */
  static async open(file: RangeFile, signal: AbortSignal): Promise<EvalLog> {
    const zip = await ZipFile.open(file, signal);
    const header = await valueOf(zip, 'header.json');
    const start = header ?? (await valueOf(zip, '_journal/start.json'));
    const head = objectOf(start?.value);
    if (!head || !objectOf(head['eval'])) throw noLog();
    return new EvalLog(header ? head : { ...head, status: 'started' }, zip, file.modifiedAt);
  }

  /** Bytes of the summaries, unpacked: what it costs to know how the samples went. */
  get summaryBytes(): number {
    return this.#summaryNames().reduce((sum, name) => sum + (this.#zip.members.get(name)?.size ?? 0), 0);
  }

  /** Samples with a result in the log, whatever it is. */
  get written(): number {
    return this.#tries().size;
  }

  /** In the order of the dataset, each sample with its epochs. @throws ProviderError */
  entries(): Promise<readonly SampleEntry[]> {
    this.#entries ??= this.#readEntries();
    this.#entries.catch(() => (this.#entries = undefined));
    return this.#entries;
  }

  /** JSON of a sample; `undefined` where the log does not hold it. @throws ProviderError, SyntaxError */
  async sampleText({ sample, epoch }: Try): Promise<string | undefined> {
    const name = `samples/${sample}_epoch_${epoch}`;
    const text = (await this.#zip.text(`${name}.json`)) ?? (await chunkedSample(this.#zip, name));
    return text === undefined ? undefined : parsedText(text).text;
  }

  async #readEntries(): Promise<readonly SampleEntry[]> {
    const tries = this.#tries();
    const summaries = new Map<string, JsonObject>();
    const names = this.#summaryNames();
    this.#zip.checkTogether('_journal/summaries', names);
    for (const name of names)
      for (const summary of listIn((await valueOf(this.#zip, name))?.value)) {
        const own = tryOf(summary);
        const value = objectOf(summary);
        if (!own || !value) continue;
        // One that was tried again counts as it went the last time.
        summaries.set(runIdOf(own), value);
        if (!tries.has(runIdOf(own))) tries.set(runIdOf(own), { ...own, state: undefined });
      }
    const all = [...tries].map(([id, own]) => ({ id, ...own, summary: summaries.get(id) }));
    return inOrder([...all, ...this.#missing(tries)], this.head);
  }

  /** Of a log that may still grow: what the dataset names and has no result. */
  #missing(tries: ReadonlyMap<string, unknown>): SampleEntry[] {
    if (this.head['status'] !== 'started') return [];
    return listedTries(this.head)
      .filter((own) => !tries.has(runIdOf(own)))
      .map((own) => ({ ...own, id: runIdOf(own), summary: undefined, state: undefined }));
  }

  #tries(): Map<string, Try & { readonly state: string | undefined }> {
    const tries = new Map<string, Try & { readonly state: string | undefined }>();
    for (const { name, crc, size } of this.#zip.members.values()) {
      const [, sample, epoch] = /^samples\/(.*)_epoch_(\d+)(?:\/sample)?\.json$/s.exec(name) ?? [];
      if (sample === undefined || epoch === undefined) continue;
      const own = { sample, epoch: Number(epoch), state: `${crc}-${size}` };
      tries.set(runIdOf(own), own);
    }
    return tries;
  }

  /** As long as a log is written, there is one for each time that it was written to disk. */
  #summaryNames(): string[] {
    if (this.#zip.members.has('summaries.json')) return ['summaries.json'];
    const numbered = [...this.#zip.members.keys()].flatMap((name) => {
      const [, number] = /^_journal\/summaries\/(\d+)\.json$/.exec(name) ?? [];
      return number === undefined ? [] : [{ name, number: Number(number) }];
    });
    return numbered.sort((a, b) => a.number - b.number).map(({ name }) => name);
  }
}

async function valueOf(zip: ZipFile, name: string): Promise<{ readonly value: Json } | undefined> {
  const text = await zip.text(name);
  if (text === undefined) return undefined;
  try {
    return parsedText(text);
  } catch {
    throw new ProviderError({
      reason: 'badResponse',
      message: t('The log is damaged: {0} is no JSON.', name),
      nextStep: t('If it is still being written, try again in a moment.'),
    });
  }
}

function inOrder(entries: readonly SampleEntry[], head: JsonObject): SampleEntry[] {
  const ids = listIn(memberOf(head, 'eval', 'dataset', 'sample_ids')).map(String);
  const places = new Map(ids.map((id, index) => [id, index]));
  const placeOf = ({ sample }: SampleEntry) => places.get(sample) ?? ids.length;
  return entries.toSorted(
    (a, b) => placeOf(a) - placeOf(b) || (a.sample === b.sample ? a.epoch - b.epoch : 0),
  );
}

/** How many results the log is to hold, where it says so. */
export function expectedOf(head: JsonObject): number | undefined {
  const listed = listIn(memberOf(head, 'eval', 'dataset', 'sample_ids')).length * epochsOf(head);
  return numberOf(memberOf(head, 'results', 'total_samples')) ?? (listed === 0 ? undefined : listed);
}

function noLog(): ProviderError {
  return new ProviderError({
    reason: 'badResponse',
    message: t('This is no log of Inspect: it holds neither header.json nor _journal/start.json.'),
    nextStep: t('Choose a file that "inspect eval" wrote.'),
  });
}
