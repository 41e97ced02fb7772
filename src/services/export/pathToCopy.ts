/** What can be told of an address. */
export interface WrittenAddress {
  readonly scheme: string;
  readonly fsPath: string;
  toString(skipEncoding: boolean): string;
}

/**
 * The path of a file as it is typed on the machine that has it. `undefined` where it is known to the browser alone, which gives
 * VS Code a file or a folder and does not say where that is: `file:///run.md` is then a name, and no path.
 * @param inBrowser nothing but a browser is behind the window
 */
export function pathToCopy(address: WrittenAddress, inBrowser: boolean): string | undefined {
  if (address.scheme !== 'file') return address.toString(true);
  return inBrowser ? undefined : address.fsPath;
}
