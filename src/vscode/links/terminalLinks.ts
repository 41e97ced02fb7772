/** Ids and links of runs in what a terminal prints. Nothing is asked before one is clicked. */
import * as vscode from 'vscode';
import { beginning, escapedId, idLinkOf } from '../../services/links/idLink.ts';
import { foundIn } from '../../services/links/inTerminal.ts';
import { linkAuthority } from '../../services/links/link.ts';
import type { LinkNeeds } from './needs.ts';

export class RunLink extends vscode.TerminalLink {
  readonly uri: vscode.Uri;

  constructor(start: number, length: number, uri: vscode.Uri) {
    super(start, length, 'Open in Agent Runs');
    this.uri = uri;
  }
}

export function terminalLinks(
  { connections, store }: Pick<LinkNeeds, 'connections' | 'store'>,
  line: string,
): RunLink[] {
  const runs = new Map(store.loadedRuns().map(({ ref }) => [ref.run, ref]));
  const ids = new Set(connections.all().map(({ id }) => id));
  const found = foundIn(line, { hasConnection: (id) => ids.has(id), hasRun: (id) => runs.has(id) });
  return found.flatMap(({ start, length, target }) => {
    const address = (): string | undefined => {
      const { uriScheme } = vscode.env;
      if (target.kind === 'link') return `${uriScheme}://${linkAuthority}${target.rest}`;
      if (target.kind === 'id') return `${beginning(uriScheme)}${escapedId(target.id)}`;
      const ref = runs.get(target.id);
      return ref && idLinkOf(uriScheme, ref);
    };
    const text = address();
    return text === undefined ? [] : new RunLink(start, length, vscode.Uri.parse(text));
  });
}
