/** Copies links that lead others to a run, a batch or a comparison. */
import * as vscode from 'vscode';
import { connectionsOf, type Topic } from '../../core/run/topic.ts';
import { linkOf } from '../../services/links/link.ts';
import { chooseBatch } from '../chooseBatch.ts';
import { comparisonOf } from '../comparisonOf.ts';
import { showBriefly, showWarning } from '../door.ts';
import { isFromFile } from './isFromFile.ts';
import type { CopyNeeds } from './needs.ts';

export async function copyRunLink(needs: CopyNeeds, argument: unknown): Promise<void> {
  const ref = await needs.chooser.run(argument, 'Copy Link to Run');
  if (ref) await copyLink(needs, { kind: 'run', ref }, 'run');
}

export async function copyBatchLink(needs: CopyNeeds, argument: unknown): Promise<void> {
  const place = await chooseBatch(needs, argument, 'Copy Link to Batch');
  if (place) await copyLink(needs, { kind: 'batch', place }, 'batch');
}

export async function copyComparisonLink(needs: CopyNeeds, argument: unknown): Promise<void> {
  const topic = await comparisonOf(needs.comparisonInFront, argument);
  if (topic) await copyLink(needs, topic, 'comparison');
}

async function copyLink(needs: CopyNeeds, topic: Topic, noun: string): Promise<void> {
  for (const id of connectionsOf(topic)) {
    const connection = needs.connections.get(id);
    if (!connection || (await isFromFile(needs, connection, `link to a ${noun}`))) return;
  }
  const link = linkOf(vscode.env.uriScheme, topic, (id) => needs.connections.get(id));
  if (link === undefined) {
    await showWarning(`The ids of this ${noun} are too long for a link. Nothing was copied.`);
    return;
  }
  await vscode.env.clipboard.writeText(link);
  showBriefly('Copied the link', 3000);
}
