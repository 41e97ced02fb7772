import { parseBaseUrl } from '../../core/kit/baseUrl.ts';
import type { Connection, Provider } from '../../core/provider/provider.ts';

/**
 * A connection whose address somebody wrote into the settings by hand, with it as *Add Connection...* would have made it
 * of the same words: a bare host, or a slash at the end. An address that would become one of another origin stays as it
 * is, since its key is not for that.
 */
export function withUsualAddress(connection: Connection, provider: Provider | undefined): Connection {
  if (!provider || provider.inFolders || provider.local) return connection;
  try {
    const baseUrl = provider.normaliseBaseUrl(connection.baseUrl);
    const isSame = parseBaseUrl(baseUrl).origin === parseBaseUrl(connection.baseUrl).origin;
    return isSame && baseUrl !== connection.baseUrl ? { ...connection, baseUrl } : connection;
  } catch {
    // Whoever asks it says what is wrong.
    return connection;
  }
}
