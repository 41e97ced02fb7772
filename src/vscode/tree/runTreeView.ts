import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { viewId } from '../ids.ts';
import type { RunTree, TreeNode } from './runTree.ts';

/** The view `agentRuns.runs`. It stands before there is a tree to show: the first look at it brings the tree. */
export class RunTreeView {
  readonly #changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly #view: vscode.TreeView<TreeNode>;

  constructor(app: () => Promise<App>) {
    const tree = async () => (await app()).tree;
    this.#view = vscode.window.createTreeView<TreeNode>(viewId, {
      showCollapseAll: true,
      canSelectMany: true,
      dragAndDropController: {
        dragMimeTypes: [],
        dropMimeTypes: ['text/uri-list', 'files'],
        handleDrop: async (_target, data) => (await import('../files/runFileDrop.ts')).openDropped(data),
      },
      treeDataProvider: {
        onDidChangeTreeData: this.#changed.event,
        getChildren: async (node) => (await tree()).getChildren(node),
        getTreeItem: async (node) => (await tree()).getTreeItem(node),
        resolveTreeItem: async (item, node) => (await tree()).resolveTreeItem(item, node),
        // Known rows only, so that there is nothing to wait for.
        getParent: (node) => node.parent,
      },
    });
  }

  /** Shows the changes of this tree from now on, and tells it which rows were folded. */
  show(tree: RunTree): vscode.TreeView<TreeNode> {
    tree.onDidChangeTreeData((node) => this.#changed.fire(node));
    this.#view.onDidCollapseElement(({ element }) => tree.folded(element));
    return this.#view;
  }

  dispose(): void {
    this.#view.dispose();
    this.#changed.dispose();
  }
}
