import type { Provider } from '../../../core/provider/provider.ts';

/**
 * The services that can be connected: what only reads files is none, and folders need a host that can read them.
 * @param hasDisk whether this host reads folders of this machine
 */
export function offeredServices<P extends Pick<Provider, 'local' | 'inFolders'>>(
  providers: readonly P[],
  hasDisk: boolean,
): readonly P[] {
  return providers.filter(
    ({ local, inFolders }) => local === undefined && (hasDisk || inFolders === undefined),
  );
}
