import type { Connection, Provider } from '../core/provider/provider.ts';
import { showInputBox } from './door.ts';

/** Asks for a key. It is never shown again, so the old one is not offered for editing. */
export async function askKey(
  title: string,
  connection: Pick<Connection, 'baseUrl'>,
  provider: Provider | undefined,
): Promise<string | undefined> {
  const host = URL.canParse(connection.baseUrl) ? new URL(connection.baseUrl).host : connection.baseUrl;
  const key = await showInputBox({
    title,
    password: true,
    ignoreFocusOut: true,
    prompt: `API key for ${host}. It is kept in VS Code's secret storage and sent nowhere else. ${provider?.keyHint ?? ''}`,
    validateInput: (value) => problemOf(value.trim()),
  });
  return key?.trim();
}

function problemOf(key: string): string | undefined {
  if (key === '') return 'Paste the API key.';
  // Header values are visible ASCII (RFC 9110, 5.5); anything else is a slip of the clipboard.
  return /^[\x21-\x7e]+$/.test(key)
    ? undefined
    : 'A key has no spaces, line breaks or special letters. Copy it again.';
}

export const keyNotKept =
  'VS Code could not store the API key safely on this machine, so it is kept until this window closes.';
