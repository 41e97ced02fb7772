/** Ids and links of runs in what a terminal prints. Nothing is asked before one is clicked. */
import * as vscode from 'vscode';
import { extensionId } from '../../core/kit/extensionId.ts';
import { t } from '../../core/kit/l10n.ts';
import type { RunRef } from '../../core/run/run.ts';
import { beginning, escapedId, idLinkOf } from '../../services/links/idLink.ts';
import { foundIn, idsPossibleIn } from '../../services/links/inTerminal.ts';
import type { LinkNeeds } from './needs.ts';

export class RunLink extends vscode.TerminalLink {
  readonly uri: vscode.Uri;

  constructor(start: number, length: number, uri: vscode.Uri) {
    super(start, length, t('Open in Agent Runs'));
    this.uri = uri;
  }
}

/** Runs that are loaded or archived are known by their bare ids. */
export async function terminalLinks(
  { connections, source }: Pick<LinkNeeds, 'connections' | 'source'>,
  line: string,
): Promise<RunLink[]> {
  const runs = new Map<string, RunRef>();
  const possible = idsPossibleIn(line);
  if (possible.length > 0) {
    const own = await source.get();
    const { signal } = new AbortController();
    for (const id of possible) {
      const [ref] = await own.named(id, signal);
      if (ref) runs.set(id, ref);
    }
  }
  const ids = new Set(connections.all().map(({ id }) => id));
  const found = foundIn(line, { hasConnection: (id) => ids.has(id), hasRun: (id) => runs.has(id) });
  return found.flatMap(({ start, length, target }) => {
    const address = (): string | undefined => {
      const { uriScheme } = vscode.env;
      if (target.kind === 'link') return `${uriScheme}://${extensionId}${target.rest}`;
      if (target.kind === 'id') return `${beginning(uriScheme)}${escapedId(target.id)}`;
      const ref = runs.get(target.id);
      return ref && idLinkOf(uriScheme, ref);
    };
    const text = address();
    return text === undefined ? [] : new RunLink(start, length, vscode.Uri.parse(text));
  });
}
