/** What people type or paste as a folder: an absolute path, or a `file:` address. */
import { t } from './l10n.ts';

/** @returns a `file:` address without a slash at its end. @throws Error with a sentence for people */
export function folderAddress(input: string): string {
  const text = input.trim().replace(/^"(.*)"$/, '$1');
  if (text === '') throw new Error(t('Name a folder with logs.'));
  if (/^file:\/\//i.test(text)) {
    if (!URL.canParse(text)) throw new Error(t('This is not an address of a folder.'));
    return trimmed(new URL(text));
  }
  if (/^[a-z]:[\\/]/i.test(text)) return trimmed(fromPath(`/${text.replaceAll('\\', '/')}`));
  if (text.startsWith('\\\\')) {
    const [host = '', ...names] = text.slice(2).split('\\');
    return trimmed(fromPath(`/${names.join('/')}`, host));
  }
  if (text.startsWith('/')) return trimmed(fromPath(text));
  throw new Error(t('Name the folder by its whole path, e.g. /home/me/project/logs.'));
}

/** The last name in it, for people. */
export function folderName(address: string): string {
  const name = URL.canParse(address) ? new URL(address).pathname.split('/').at(-1) : undefined;
  try {
    return decodeURIComponent(name ?? '');
  } catch {
    return name ?? '';
  }
}

function fromPath(path: string, host = ''): URL {
  const names = path.split('/').map((name) => encodeURIComponent(name).replace(/^([a-z])%3A$/i, '$1:'));
  const address = `file://${host}${names.join('/')}`;
  if (!URL.canParse(address)) throw new Error(t('This is not a path of a folder.'));
  return new URL(address);
}

function trimmed({ href }: URL): string {
  return href.replace(/[?#].*$/, '').replace(/(.)\/+$/, '$1');
}
