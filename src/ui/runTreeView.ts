import * as vscode from 'vscode';
import { viewId } from './ids.ts';
import type { RunTree, TreeNode } from './runTree.ts';

/** The view `agentRuns.runs`; tells the tree which rows were folded. */
export function createRunTreeView(tree: RunTree): vscode.TreeView<TreeNode> {
  const view = vscode.window.createTreeView(viewId, {
    treeDataProvider: tree,
    showCollapseAll: true,
    canSelectMany: true,
    dragAndDropController: {
      dragMimeTypes: [],
      dropMimeTypes: ['text/uri-list', 'files'],
      handleDrop: async (_target, data) => (await import('./runFileDrop.ts')).openDropped(data),
    },
  });
  view.onDidCollapseElement(({ element }) => tree.folded(element));
  return view;
}
