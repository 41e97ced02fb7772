/** The tree view: rows of the core given to VS Code, refreshed one place at a time. */
import * as vscode from 'vscode';
import { keyOf, type Listing } from '../../core/store/listing.ts';
import type { Place } from '../../core/run/refs.ts';
import type { RunStore } from '../../core/store/store.ts';
import { placeOfChange } from '../../core/store/change.ts';
import { childRows, judgedOf, placeOfRow, rowKey, type Row } from '../../core/rows/tree.ts';
import type { ViewOptions } from '../../core/rows/view.ts';
import type { Connections } from '../../services/connections/connections.ts';
import type * as treeItem from './treeItem.ts';

/** The handle that VS Code keeps for a row: the same object for the same row, whatever it shows. */
export interface TreeNode {
  readonly key: string;
  readonly parent: TreeNode | undefined;
  row: Row;
  /** What time alone made of the row when it was last rendered. */
  times: string | undefined;
}

export interface RunTreeDeps {
  readonly store: RunStore;
  readonly connections: Connections;
  readonly view: () => ViewOptions;
  /** Whether the row with this key is watched. */
  readonly watched: (key: string) => boolean;
  readonly now: () => number;
}

export class RunTree implements vscode.TreeDataProvider<TreeNode> {
  readonly #deps: RunTreeDeps;
  readonly #nodes = new Map<string, TreeNode>();
  readonly #open = new Set<string>();
  readonly #changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly #subscription: { dispose(): void };
  /** How rows look, loaded with the first ones. */
  #items: typeof treeItem | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(deps: RunTreeDeps) {
    this.#deps = deps;
    this.#subscription = deps.store.onDidChange((change) => this.#placeChanged(placeOfChange(change)));
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    const loading = this.#items ? undefined : import('./treeItem.ts');
    const nodes = await this.#children(node);
    this.#items ??= await loading;
    return nodes;
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    // Nodes come from getChildren alone, which has loaded this.
    if (!this.#items) throw new Error('There is no row yet.');
    const now = this.#deps.now();
    node.times = this.#items.timesOf(node.row, now);
    return this.#items.treeItemOf(node, now, this.#deps.watched(node.key));
  }

  /** Words for those who hover are loaded with the first hover. */
  async resolveTreeItem(item: vscode.TreeItem, node: TreeNode): Promise<vscode.TreeItem> {
    const { tooltipOf } = await import('./tooltips.ts');
    item.tooltip = tooltipOf(node.row, this.#deps.now());
    return item;
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.parent;
  }

  /** Loads again the listings that can be seen; the others are loaded again when they are next looked at. */
  async reload(listings: readonly Listing[]): Promise<void> {
    const seen = listings.filter((listing) => this.#open.has(keyOf(listing)));
    for (const listing of listings) if (!seen.includes(listing)) this.#deps.store.markStale(listing);
    await Promise.all(seen.map((listing) => this.#deps.store.refresh(listing)));
  }

  /** VS Code tells of folding only; a place is seen from its first children until then. */
  folded(node: TreeNode): void {
    this.#open.delete(node.key);
  }

  /** Places whose rows can be seen: unfolded, and so is all above them. */
  shown(): Place[] {
    const isOpen = (node: TreeNode | undefined): boolean =>
      node === undefined || (this.#open.has(node.key) && isOpen(node.parent));
    return [...this.#nodes.values()].filter(isOpen).flatMap(({ row }) => placeOfRow(row) ?? []);
  }

  /** Renders those rows again whose words of time have changed: stalled, expires in 2 d. */
  renderTimes(): void {
    for (const node of this.#nodes.values())
      if (node.times !== undefined && node.times !== this.#items?.timesOf(node.row, this.#deps.now()))
        this.#changed.fire(node);
  }

  /** Renders rows again from what is loaded; with `undefined`, all of them. */
  render(node?: TreeNode): void {
    this.#changed.fire(node);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  async #children(node: TreeNode | undefined): Promise<TreeNode[]> {
    if (!node) return this.#roots();
    const place = placeOfRow(node.row);
    if (!place) return [];
    const { store } = this.#deps;
    this.#open.add(node.key);
    const listing = await store.open(place);
    const pinned = place.path.length === 0 ? this.#deps.connections.pinned(place.connection) : [];
    const rows = childRows(listing, pinned, this.#deps.view(), (child) => store.listing(child));
    return rows.map((row) => this.#node(row, node));
  }

  async #roots(): Promise<TreeNode[]> {
    const { connections } = this.#deps;
    // Without any key there is nothing to browse, and the view's welcome says what to do.
    if ((await connections.state()) !== 'ready') return [];
    return connections
      .all()
      .map(
        (connection) =>
          ({ kind: 'connection', connection, provider: connections.providerOf(connection) }) as const,
      )
      .map((row) => this.#node(row, undefined));
  }

  #node(row: Row, parent: TreeNode | undefined): TreeNode {
    const key = rowKey(row);
    const known = this.#nodes.get(key);
    if (known) {
      known.row = row;
      return known;
    }
    const node: TreeNode = { key, parent, row, times: undefined };
    this.#nodes.set(key, node);
    return node;
  }

  /** The place's own row counts what is below it, so it is made again, too. */
  #placeChanged(place: Place): void {
    const { store } = this.#deps;
    const node = this.#nodes.get(keyOf(place));
    if (node?.row.kind === 'collection') {
      const item = store.collection(place) ?? node.row.item;
      node.row = { kind: 'collection', item, judged: judgedOf(store.listing(place)) };
    }
    if (node || place.path.length === 0) this.#changed.fire(node);
  }
}
