import * as vscode from 'vscode';
import { newestFailure } from '../../core/rows/newestFailure.ts';
import { withProgress } from '../door.ts';
import { viewId } from '../ids.ts';
import type { PanelsNeeds } from './needs.ts';
import { walkedTree } from './walkedTree.ts';

/** Ends where the product explains itself: at the first failed run of the newest sample batch, which is unfolded. */
export async function exploreSamples(needs: PanelsNeeds): Promise<void> {
  const { samples, panels } = needs;
  const found = await withProgress({ location: { viewId } }, async () => {
    const ids = (await samples.start()).map(({ id }) => id);
    await vscode.commands.executeCommand(`${viewId}.focus`);
    return newestFailure({ ...walkedTree(needs), connections: () => ids });
  });
  if (found) (await panels.get()).openHere(found);
}
