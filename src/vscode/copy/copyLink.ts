/** Copies links that lead others to a run, a batch or a comparison. */
import * as vscode from 'vscode';
import { msg, t } from '../../core/kit/l10n.ts';
import { connectionsOf, type Topic } from '../../core/run/topic.ts';
import { linkOf } from '../../services/links/link.ts';
import { chooseBatch } from '../chooseBatch.ts';
import { comparisonOf } from '../comparisonOf.ts';
import { showBriefly, showWarning } from '../door.ts';
import { isFromFile } from './isFromFile.ts';
import type { CopyNeeds } from './needs.ts';

export async function copyRunLink(needs: CopyNeeds, argument: unknown): Promise<void> {
  const ref = await needs.chooser.run(argument, t('Copy Link to Run'));
  if (ref) await copyLink(needs, { kind: 'run', ref }, 'run');
}

export async function copyBatchLink(needs: CopyNeeds, argument: unknown): Promise<void> {
  const place = await chooseBatch(needs, argument, t('Copy Link to Batch'));
  if (place) await copyLink(needs, { kind: 'batch', place }, 'batch');
}

export async function copyComparisonLink(needs: CopyNeeds, argument: unknown): Promise<void> {
  const topic = await comparisonOf(needs.comparisonInFront, argument);
  if (topic) await copyLink(needs, topic, 'comparison');
}

async function copyLink(needs: CopyNeeds, topic: Topic, to: keyof typeof words): Promise<void> {
  for (const id of connectionsOf(topic)) {
    const connection = needs.connections.get(id);
    if (!connection || (await isFromFile(needs, connection, t(words[to].none)))) return;
  }
  const link = linkOf(vscode.env.uriScheme, topic, (id) => needs.connections.get(id));
  if (link === undefined) {
    await showWarning(t(words[to].tooLong));
    return;
  }
  await vscode.env.clipboard.writeText(link);
  showBriefly(t('Copied the link'), 3000);
}

/** What is said where there is no link: none of a file, none of ids that are too long. */
const words = {
  run: {
    none: msg('There is no link to a run of a file. Use Save Run... to hand it on.'),
    tooLong: msg('The ids of this run are too long for a link. Nothing was copied.'),
  },
  batch: {
    none: msg('There is no link to a batch of a file. Use Save Run... to hand it on.'),
    tooLong: msg('The ids of this batch are too long for a link. Nothing was copied.'),
  },
  comparison: {
    none: msg('There is no link to a comparison of a file. Use Save Run... to hand it on.'),
    tooLong: msg('The ids of this comparison are too long for a link. Nothing was copied.'),
  },
};
