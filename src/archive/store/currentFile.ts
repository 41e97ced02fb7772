/** The archive's file as this window has it open, looked after for as long as the window lives. */
import type { ArchiveTrouble } from '../trouble.ts';
import { troubleOf } from './failure.ts';
import { identityOf } from './files.ts';
import { migrations, versionOf } from './migrations.ts';
import { openArchiveFile, type Opened, type Opening, type OpeningOptions } from './opening.ts';

export interface CurrentFileOptions extends Omit<OpeningOptions, 'isSuspect'> {
  readonly onTrouble: (trouble: ArchiveTrouble) => void;
  /** After each time that a file was opened. */
  readonly onOpened: () => void;
}

export class CurrentFile {
  readonly #options: CurrentFileOptions;
  #opening: Opening | undefined;

  constructor(options: CurrentFileOptions) {
    this.#options = options;
  }

  /** What is open now, without a look at the disk. */
  get opened(): Opened | undefined {
    return this.#opening?.kind === 'open' ? this.#opening.opened : undefined;
  }

  /** Opens the file, and another one when the open one is no more at its path or has become too new. */
  open(): Opening {
    const before = this.#opening;
    if (before?.kind === 'off' && !before.again) return before;
    if (before?.kind === 'open') {
      const { file, identity } = before.opened;
      const isMoved = identityOf(file) !== identity;
      if (!isMoved && !this.#isTooNew(before.opened)) return before;
      this.close();
      if (isMoved) this.#options.onTrouble({ reason: 'moved', file });
    }
    return this.#openFile(false);
  }

  /** After a sign of damage: forgets what was read, and checks the file, which is then mended or set aside. */
  openAnew(): Opening {
    this.close();
    return this.#openFile(true);
  }

  /** @returns what an error means, after damage was seen to */
  failed(error: unknown, { file }: Opened): ArchiveTrouble {
    const trouble = troubleOf(error, file);
    if (trouble.reason !== 'damaged') return trouble;
    return this.openAnew().trouble ?? { ...trouble, reason: 'failed' };
  }

  close(): void {
    const { opened } = this;
    this.#opening = undefined;
    opened?.reader.close();
    opened?.writer.close();
  }

  #openFile(isSuspect: boolean): Opening {
    const opening = openArchiveFile({ ...this.#options, isSuspect });
    this.#opening = opening;
    if (opening.kind === 'open') this.#options.onOpened();
    if (opening.trouble && (opening.kind === 'open' || !opening.again))
      this.#options.onTrouble(opening.trouble);
    return opening;
  }

  #isTooNew({ reader }: Opened): boolean {
    try {
      return versionOf(reader) > (this.#options.steps ?? migrations).length;
    } catch {
      // Whoever reads or writes next meets the same, and says what it is.
      return false;
    }
  }
}
