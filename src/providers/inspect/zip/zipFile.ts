/** A ZIP file of which one member after the other can be read, and nothing else is. */
import { t } from '../../../core/kit/l10n.ts';
import { formatBytes } from '../../../core/kit/format.ts';
import { ProviderError } from '../../../core/provider/providerError.ts';
import type { RangeFile } from '../../../core/provider/ranges.ts';
import { directoryOf } from './directory.ts';
import { damaged, signatures, viewOf, type Member } from './member.ts';
import { scanned } from './scan.ts';
import { unpack } from './unpack.ts';

/** Unpacked; a text that is much longer cannot be held at all. */
const mostBytes = 256 * 1024 * 1024;

export class ZipFile {
  readonly #file: RangeFile;
  /** By name; of several with one name the last counts. */
  readonly members: ReadonlyMap<string, Member>;
  /** It ends with its directory, as a file does whose writer was not interrupted. */
  readonly isWhole: boolean;

  private constructor(file: RangeFile, members: readonly Member[], isWhole: boolean) {
    this.#file = file;
    this.members = new Map(members.map((member) => [member.name, member]));
    this.isWhole = isWhole;
  }

  /** @throws ProviderError */
  static async open(file: RangeFile, signal: AbortSignal): Promise<ZipFile> {
    const listed = await directoryOf(file);
    signal.throwIfAborted();
    return new ZipFile(file, listed ?? (await scanned(file, signal)), listed !== undefined);
  }

  /** The text of a member; `undefined` where there is none of this name. @throws ProviderError */
  async text(name: string): Promise<string | undefined> {
    const member = this.members.get(name);
    if (!member) return undefined;
    if (Math.max(member.size, member.packed) > mostBytes) throw tooLarge(member);
    return new TextDecoder().decode(await unpack(await this.#packed(member), member, this.#file.unpacker));
  }

  /**
   * A small file can hold many members that are large, even in the same bytes: what is read together has a limit, too.
   * @param name of all of them, for people
   * @throws ProviderError
   */
  checkTogether(name: string, members: readonly string[]): void {
    const size = members.reduce((sum, each) => sum + (this.members.get(each)?.size ?? 0), 0);
    if (size > mostBytes) throw tooLarge({ name, size });
  }

  async #packed(member: Member): Promise<Uint8Array> {
    // The local header may have other extra fields than the directory, mostly a few bytes.
    const guess = 30 + member.name.length * 3 + 64;
    const { offset, packed } = member;
    const bytes = await this.#file.read(offset, offset + guess + packed);
    const view = viewOf(bytes);
    if (bytes.length < 30 || view.getUint32(0, true) !== signatures.localHeader)
      throw damaged(t('The log is damaged: {0} is not where it should be.', member.name));
    const start = 30 + view.getUint16(26, true) + view.getUint16(28, true);
    const own =
      start + packed <= bytes.length
        ? bytes.subarray(start, start + packed)
        : await this.#file.read(offset + start, offset + start + packed);
    if (own.length < packed) throw damaged(t('The log is damaged: {0} ends too early.', member.name));
    return own;
  }
}

function tooLarge({ name, size }: Pick<Member, 'name' | 'size'>): ProviderError {
  return new ProviderError({
    reason: 'tooLarge',
    message: t('{0} of the log has {1}, more than can be shown.', name, formatBytes(size)),
    nextStep: t("Open it in Inspect's own viewer."),
  });
}
