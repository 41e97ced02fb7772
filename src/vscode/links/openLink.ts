/** Opens what a link names, by the connections that are set up here. */
import * as vscode from 'vscode';
import { t } from '../../core/kit/l10n.ts';
import type { Connection } from '../../core/provider/provider.ts';
import { connectionsOf, movedTopic } from '../../core/run/topic.ts';
import { archiveKey } from '../../services/archiving/archiveKey.ts';
import { readIdLink, type IdLink } from '../../services/links/idLink.ts';
import { readLink, resolveLink } from '../../services/links/link.ts';
import { showWarning } from '../door.ts';
import { showFailure } from '../failures.ts';
import type { LinkNeeds } from './needs.ts';

type Target = IdLink['topic'];

export async function openLink(needs: LinkNeeds, uri: vscode.Uri): Promise<void> {
  const link = readLink(uri.path, uri.query);
  const idLink = link ? undefined : readIdLink(uri.path, uri.query, uri.fragment);
  if (!link && !idLink) {
    await showWarning(t('This link does not lead to a run, a batch or a comparison.'));
    return;
  }
  const { connections, log } = needs;
  // Whoever writes a link must not choose a file that is read.
  const services = connections.all().filter((connection) => !connections.isOnDisk(connection));
  const isSample = (connection: Connection) => connections.isSample(connection);
  const target = link ? resolveLink(link, services, isSample) : idLink && ownTarget(idLink.topic, services);
  if (!target) {
    await showUnknown();
    return;
  }
  try {
    await open(needs, target, (link ?? idLink)?.turn);
  } catch (error) {
    await showFailure(error, log, 'Open link');
  }
}

/** By ids of this machine: those of the connections, or the names that their runs are archived under. */
function ownTarget(topic: Target, services: readonly Connection[]): Target | undefined {
  const ids = topic.kind === 'place' ? [topic.place.connection] : connectionsOf(topic);
  const own = new Map<string, string>();
  for (const id of ids) {
    const found = services.find((each) => each.id === id) ?? services.find((each) => archiveKey(each) === id);
    if (!found) return undefined;
    own.set(id, found.id);
  }
  const to = (id: string) => own.get(id) ?? id;
  if (topic.kind !== 'place') return movedTopic(topic, to);
  return { ...topic, place: { ...topic.place, connection: to(topic.place.connection) } };
}

async function open(needs: LinkNeeds, target: Target, turn: number | undefined): Promise<void> {
  switch (target.kind) {
    case 'run':
      (await needs.panels.get()).open(target.ref, 'keep', turn === undefined ? undefined : { turn });
      return;
    case 'batch':
      (await needs.overviews.get()).open(target.place);
      return;
    case 'batches':
      (await needs.comparisons.get()).openBatches(target.before, target.now);
      return;
    case 'runs':
      (await needs.comparisons.get()).openRuns(target.runs, { chosen: true });
      return;
    case 'place': {
      const { place } = target;
      // A scenario has no overview, only its simulations have.
      if (place.path.length === 0 || needs.store.collection(place)?.holds === 'collections')
        await needs.reveal(place);
      else (await needs.overviews.get()).open(place);
    }
  }
}

async function showUnknown(): Promise<void> {
  const add = t('Add Connection...');
  const choice = await showWarning(
    t('The link leads to a service or project that no connection here leads to.'),
    add,
  );
  if (choice) await vscode.commands.executeCommand('agentRuns.addConnection');
}
