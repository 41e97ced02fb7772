/** Puts the tree into its view, and tells what of it can be seen. */
import * as vscode from 'vscode';
import type { Place } from '../../core/run/refs.ts';
import { keyOf } from '../../core/store/listing.ts';
import type { Visible } from '../../services/visible.ts';
import type { RunTree } from './runTree.ts';
import type { RunTreeView } from './runTreeView.ts';

export function showTree(treeView: RunTreeView, tree: RunTree, visible: Visible): vscode.Disposable {
  const { view } = treeView;
  visible.setTreeInSight(view.visible);
  visible.select(view.selection);
  return vscode.Disposable.from(
    tree.onDidChangeTreeData((node) => treeView.changed(node)),
    view.onDidExpandElement(({ element }) => tree.unfolded(element)),
    view.onDidCollapseElement(({ element }) => tree.folded(element)),
    view.onDidChangeSelection(({ selection }) => visible.select(selection)),
    view.onDidChangeVisibility((event) => visible.setTreeInSight(event.visible)),
  );
}

/** Unfolds the tree down to a place, and selects its row. */
export async function revealIn(
  { view }: RunTreeView,
  tree: RunTree,
  { connection, path }: Place,
): Promise<void> {
  let rows = await tree.getChildren();
  for (let depth = 0; depth <= path.length; depth++) {
    const key = keyOf({ connection, path: path.slice(0, depth) });
    const node = rows.find((row) => row.key === key);
    if (!node) return;
    if (depth === path.length) await view.reveal(node, { expand: true, select: true });
    rows = await tree.getChildren(node);
  }
}
