/** Puts the tree into its view, and tells what of it can be seen. */
import * as vscode from 'vscode';
import type { Place } from '../../core/run/refs.ts';
import { keyOf } from '../../core/store/listing.ts';
import type { RunRef } from '../../core/run/run.ts';
import { runKey } from '../../core/run/runSource.ts';
import { windowClock } from '../../services/live/windowClock.ts';
import { revealRow } from '../../services/revealing.ts';
import type { UnfoldedRows } from '../../services/unfolded.ts';
import type { Visible } from '../../services/visible.ts';
import type { TreeNode } from './node.ts';
import { viewId } from '../ids.ts';
import type { RunTree } from './runTree.ts';
import type { RunTreeView } from './runTreeView.ts';

/** VS Code awaits the item of each row before it knows the row. */
const knownAfterMs = 10;

export function showTree(
  treeView: RunTreeView,
  tree: RunTree,
  { visible, unfolded }: { readonly visible: Visible; readonly unfolded: UnfoldedRows },
): vscode.Disposable {
  const { view } = treeView;
  visible.setTreeInSight(view.visible);
  const select = (selection: readonly TreeNode[]): void => visible.select(selection, () => view.selection);
  select(view.selection);
  return vscode.Disposable.from(
    tree.onDidChangeTreeData((node) => treeView.changed(node)),
    view.onDidExpandElement(({ element }) => {
      tree.unfolded(element);
      void unfolded.note(element.key, true);
    }),
    view.onDidCollapseElement(({ element }) => {
      tree.folded(element);
      void unfolded.note(element.key, false);
    }),
    view.onDidChangeSelection(({ selection }) => select(selection)),
    treeView.onDidGiveRows(() => windowClock.after(knownAfterMs, () => visible.knowSelection())),
    view.onDidChangeVisibility((event) => visible.setTreeInSight(event.visible)),
  );
}

interface RevealOptions {
  readonly expand?: boolean;
  readonly focus?: boolean;
}

interface Wanted {
  readonly node: TreeNode;
  readonly key: string;
  readonly options?: RevealOptions;
}

function revealWanted(
  { view }: RunTreeView,
  find: () => Promise<Wanted | undefined> | Wanted | undefined,
  isWanted?: () => boolean,
): Promise<void> {
  return revealRow({
    find,
    show: ({ node, options }) => view.reveal(node, { select: true, ...options }),
    selected: () => view.selection.map(({ key }) => key),
    ...(isWanted && { isWanted }),
    clock: windowClock,
  });
}

/** Unfolds the tree down to a place, and selects its row; with the focus on it, it is read out. */
export function revealIn(treeView: RunTreeView, tree: RunTree, place: Place, focus = false): Promise<void> {
  return revealWanted(treeView, async () => {
    const node = await nodeOf(tree, place);
    return node && { node, key: node.key, options: { expand: true, focus } };
  });
}

/** Selects the row of a place, where it has one, and leaves it folded or unfolded and the focus where it is. */
export function selectIn(treeView: RunTreeView, tree: RunTree, place: Place): Promise<void> {
  return revealWanted(treeView, () => {
    const node = tree.nodeAt(place);
    return node && { node, key: node.key };
  });
}

/**
 * Selects the row of a run, or of its collection where that does not show the run. A view that is hidden stays so, and
 * the focus where it is.
 */
export function revealRun(
  treeView: RunTreeView,
  tree: RunTree,
  ref: RunRef,
  isWanted: () => boolean,
): Promise<void> {
  const find = async (): Promise<Wanted | undefined> => {
    const above = await nodeOf(tree, ref);
    const rows = above ? await tree.getChildren(above) : [];
    const group = rows.find(
      ({ row }) => row.kind === 'group' && row.rows.some(({ item }) => item.ref.run === ref.run),
    );
    const among = group ? [...rows, ...(await tree.getChildren(group))] : rows;
    const node = among.find(({ key }) => key === runKey(ref)) ?? above;
    return node && { node, key: node.key, options: { expand: node === above } };
  };
  return revealWanted(treeView, find, () => treeView.view.visible && isWanted());
}

/** Shows the view, and in it the row of a place or, with `run`, of a run. */
export async function showRowOf(
  treeView: RunTreeView,
  tree: RunTree,
  { run, ...place }: Place & { readonly run?: string },
): Promise<void> {
  await vscode.commands.executeCommand(`${viewId}.focus`);
  if (run === undefined) await revealIn(treeView, tree, place);
  else await revealRun(treeView, tree, { ...place, run }, () => true);
}

async function nodeOf(tree: RunTree, { connection, path }: Place): Promise<TreeNode | undefined> {
  let rows = await tree.getChildren();
  for (let depth = 0; ; depth++) {
    const key = keyOf({ connection, path: path.slice(0, depth) });
    const node = rows.find((row) => row.key === key);
    if (!node || depth === path.length) return node;
    rows = await tree.getChildren(node);
  }
}
