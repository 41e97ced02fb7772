/**
 * Commands as a person pastes them. Each shell has a form of its own, and none does harm in another one: words
 * are quoted, and the address holds no character that ends a quotation or starts anything in any shell.
 */
import { type Message, msg } from '../../core/kit/l10n.ts';

export type Shell = 'posix' | 'powershell' | 'cmd';

/** The shell that a terminal here starts. @param path of its program; empty where it is not known */
export function shellOf(path: string): Shell {
  const name = path
    .replace(/^.*[\\/]/, '')
    .replace(/\.exe$/i, '')
    .toLowerCase();
  if (name === 'cmd') return 'cmd';
  return name === 'pwsh' || name.startsWith('powershell') ? 'powershell' : 'posix';
}

export const shellNames: Readonly<Record<Shell, Message>> = {
  posix: msg('a POSIX shell'),
  powershell: msg('PowerShell'),
  cmd: msg('the Windows command prompt'),
};

/**
 * Windows' own `curl.exe` by its whole name, since `curl` alone means another command in Windows PowerShell.
 * @param path of the shell's program
 */
export function curlName(path: string): string {
  return /\.exe$/i.test(path) ? 'curl.exe' : 'curl';
}

/** A word of plain characters, without quotation marks, `$`, `%`, backslash and backtick. */
export function quotedWord(text: string, shell: Shell): string {
  return shell === 'cmd' ? `"${text}"` : `'${text}'`;
}

/**
 * An address as one word. The Windows command prompt puts variables between two `%` in also where they are
 * quoted, `%CD%` among them: there each `%` stands outside the quotation, behind a caret.
 */
export function quotedAddress(url: URL, shell: Shell): string {
  const word = quotedWord(plainAddress(url), shell);
  return shell === 'cmd' ? word.replaceAll('%', '"^%"') : word;
}

/** The same address, with everything encoded that any shell gives a meaning to, but for `&` and `?`. */
function plainAddress(url: URL): string {
  return url.href.replace(
    /[^\w\-.~:/?#[\]@&=+,%]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
