import * as vscode from 'vscode';
import { viewId } from '../ids.ts';
import type { TreeNode } from './node.ts';

type Rows = Required<Omit<vscode.TreeDataProvider<TreeNode>, 'onDidChangeTreeData'>>;

/** The view `agentRuns.runs`. It stands before there is a tree to show: the first look at it brings the tree. */
export class RunTreeView {
  readonly #changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly #gaveRows = new vscode.EventEmitter<void>();
  /** After VS Code was given rows that it asked for; it knows them a moment later. */
  readonly onDidGiveRows = this.#gaveRows.event;
  readonly view: vscode.TreeView<TreeNode>;

  constructor(program: () => Promise<{ readonly tree: Rows }>) {
    const tree = async () => (await program()).tree;
    this.view = vscode.window.createTreeView<TreeNode>(viewId, {
      showCollapseAll: true,
      canSelectMany: true,
      dragAndDropController: {
        dragMimeTypes: [],
        dropMimeTypes: ['text/uri-list', 'files'],
        handleDrop: async (_target, data) => (await import('./drop.ts')).openDropped(data),
      },
      treeDataProvider: {
        onDidChangeTreeData: this.#changed.event,
        getChildren: async (node) => {
          const rows = await (await tree()).getChildren(node);
          this.#gaveRows.fire();
          return rows;
        },
        getTreeItem: async (node) => (await tree()).getTreeItem(node),
        resolveTreeItem: async (item, node, token) => (await tree()).resolveTreeItem(item, node, token),
        // Known rows only, so that there is nothing to wait for.
        getParent: (node) => node.parent,
      },
    });
  }

  /** Asks for a row anew; without one, for all. */
  changed(node: TreeNode | undefined): void {
    this.#changed.fire(node);
  }

  dispose(): void {
    this.view.dispose();
    this.#changed.dispose();
    this.#gaveRows.dispose();
  }
}
