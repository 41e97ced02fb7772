/** How a file is written so that it is whole or not there: beside its place first, then moved. */

/** What is asked of the file system. */
export interface WritableFiles<Address> {
  stat(at: Address): PromiseLike<unknown>;
  writeFile(at: Address, bytes: Uint8Array): PromiseLike<void>;
  rename(from: Address, to: Address, how: { readonly overwrite: boolean }): PromiseLike<void>;
  delete(at: Address): PromiseLike<void>;
}

export interface WrittenPlaces<Address> {
  readonly target: Address;
  /** The one that the target is in. */
  readonly folder: Address;
  /** In the same folder. */
  readonly temporary: Address;
}

/**
 * Where there is no folder, nothing can stand beside, and the file is written as it is: a person may have given a
 * browser this one file. Whether there is one is asked, since an error of writing would not tell that from a full disk.
 */
export async function writtenWhole<Address>(
  files: WritableFiles<Address>,
  { target, folder, temporary }: WrittenPlaces<Address>,
  bytes: Uint8Array,
): Promise<void> {
  if (!(await succeeds(files.stat(folder)))) {
    await files.writeFile(target, bytes);
    return;
  }
  try {
    await files.writeFile(temporary, bytes);
    await files.rename(temporary, target, { overwrite: true });
  } catch (error) {
    // It may not be there; the failure that is told is the one before.
    await succeeds(files.delete(temporary));
    throw error;
  }
}

async function succeeds(work: PromiseLike<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch {
    return false;
  }
}
