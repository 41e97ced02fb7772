/**
 * What is watched for a file: its folder, as a watcher of the file alone ends when the file is replaced. A browser that was
 * given the file alone has nothing of its folder, and watches the file.
 * @param onDisk the host has the files of this machine
 */
export function watchedPlace(
  { scheme, path }: { readonly scheme: string; readonly path: string },
  onDisk: boolean,
): 'folder' | 'file' {
  return scheme === 'file' && !onDisk && path.lastIndexOf('/') === 0 ? 'file' : 'folder';
}
