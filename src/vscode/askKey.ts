import { msg, sent, t } from '../core/kit/l10n.ts';
import type { Connection, Provider } from '../core/provider/provider.ts';
import { problemOfKey } from '../services/connections/wizard/checks.ts';
import { askText } from './steps.ts';

/**
 * Asks for a key. It is never shown again, so the old one is not offered for editing.
 * @param verify what the service says against it
 */
export async function askKey(
  title: string,
  connection: Pick<Connection, 'baseUrl'>,
  provider: Provider | undefined,
  verify: (key: string, signal: AbortSignal) => Promise<string | undefined>,
): Promise<string | undefined> {
  const host = URL.canParse(connection.baseUrl) ? new URL(connection.baseUrl).host : connection.baseUrl;
  const answer = await askText({
    title,
    canGoBack: false,
    value: '',
    password: true,
    prompt: t(
      "API key for {0}. It is kept in VS Code's secret storage and sent nowhere else. {1}",
      host,
      t(sent(provider?.keyHint ?? '')),
    ),
    problemOf: (text) => problemOfKey(text),
    verify: (text, signal) => verify(text.trim(), signal),
  });
  return answer.kind === 'next' ? answer.text.trim() : undefined;
}

export const keyNotKept = msg(
  'VS Code could not store the API key safely on this machine, so it is kept until this window closes.',
);
