/**
 * Whether two addresses of files may be of the same file. Windows and macOS take letters in either case, and macOS
 * tells letters with accents in two parts; a watcher then names a file otherwise than who opened it. A mistake costs a look.
 */
export function maySameFile(a: string, b: string): boolean {
  return a === b || plain(a) === plain(b);
}

function plain(address: string): string {
  try {
    return decodeURIComponent(address).normalize('NFC').toLowerCase();
  } catch {
    return address.toLowerCase();
  }
}
