/** The tree view: rows of the core given to VS Code, refreshed one place at a time. */
import * as vscode from 'vscode';
import { sameData } from '../../core/kit/json.ts';
import { lazy } from '../../core/kit/lazy.ts';
import type { Connection } from '../../core/provider/provider.ts';
import type { Place } from '../../core/run/refs.ts';
import { keyOf, type Listing } from '../../core/store/listing.ts';
import { placeOfChange } from '../../core/store/change.ts';
import type { RunStore } from '../../core/store/store.ts';
import { childRows, collectionRow, placeOfRow, rowKey, type Row } from '../../core/rows/tree.ts';
import { trailOfConnection, type Known, type Trail } from '../../core/rows/trail.ts';
import type { Arrangement } from '../../services/arrangement.ts';
import type { Baselines } from '../../services/baselines.ts';
import type { Connections } from '../../services/connections/connections.ts';
import type { WatchedList } from '../../services/live/watched.ts';
import { pageOfRun } from '../../services/runPage.ts';
import type { FailureGroups } from '../../services/failureGroups.ts';
import type { KeptTrails } from '../../services/keptTrails.ts';
import type { UnfoldedRows } from '../../services/unfolded.ts';
import type { Visible } from '../../services/visible.ts';
import type { TreeNode } from './node.ts';

export interface RunTreeDeps {
  readonly store: RunStore;
  readonly connections: Pick<Connections, 'all' | 'get' | 'providerOf' | 'pinned' | 'onDidChange'>;
  readonly arrangement: Pick<Arrangement, 'options' | 'onDidChange'>;
  /** Is told what is unfolded. */
  readonly visible: Pick<Visible, 'unfold' | 'fold'>;
  /** What is archived of batches. */
  readonly trails: Pick<KeptTrails, 'read' | 'batches' | 'collections' | 'onDidChange'>;
  /** What was unfolded when it was last looked at. */
  readonly unfolded: Pick<UnfoldedRows, 'has'>;
  readonly watched: Pick<WatchedList, 'has' | 'onDidChange'>;
  readonly groups: Pick<FailureGroups, 'of'>;
  readonly baselines: Pick<Baselines, 'of' | 'onDidChange'>;
  /** Whether there is anything to browse. */
  readonly ready: () => Promise<boolean>;
  readonly now: () => number;
}

const unfoldedState = vscode.TreeItemCollapsibleState.Expanded;

export class RunTree implements vscode.TreeDataProvider<TreeNode> {
  readonly #deps: RunTreeDeps;
  readonly #nodes = new Map<string, TreeNode>();
  /** Keys of the rows below a row, as they were last shown. */
  readonly #childrenOf = new Map<string, readonly string[]>();
  readonly #changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly #subscriptions: readonly { dispose(): void }[];
  /** What is known of the places below a row. */
  readonly #known: Known;
  /** How rows look, loaded with the first ones. */
  readonly #items = lazy(() => import('./treeItem.ts'));

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(deps: RunTreeDeps) {
    this.#deps = deps;
    const { store, trails } = deps;
    this.#known = {
      listing: (place) => store.listing(place),
      batches: (place) => trails.batches(place),
      collections: (place) => trails.collections(place),
    };
    const render = () => this.#changed.fire(undefined);
    this.#subscriptions = [
      deps.store.onDidChange((change) => this.#placeChanged(placeOfChange(change))),
      deps.connections.onDidChange(render),
      deps.arrangement.onDidChange(render),
      deps.watched.onDidChange(render),
      deps.baselines.onDidChange(render),
      deps.trails.onDidChange((place) => (place ? this.#placeChanged(place) : render())),
    ];
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    const [nodes] = await Promise.all([this.#children(node), this.#items.get()]);
    return nodes;
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    // Nodes come from getChildren alone, which has loaded this.
    const items = this.#items.loaded;
    if (!items) throw new Error('There is no row yet.');
    const now = this.#deps.now();
    node.times = items.timesOf(node.row, now);
    const { watched, connections, unfolded } = this.#deps;
    const { row, key } = node;
    const hasPage = row.kind === 'run' && pageOfRun(connections, row.item) !== undefined;
    const item = items.treeItemOf(node, { now, watched: watched.has(key), hasPage });
    if (item.collapsibleState && unfolded.has(key)) item.collapsibleState = unfoldedState;
    return item;
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

  /** The row of a place that is known, unfolded or not. */
  nodeAt(place: Place): TreeNode | undefined {
    return this.#nodes.get(keyOf(place));
  }

  /** VS Code asks for the children of a row once, and tells of folding and unfolding from then on. */
  unfolded({ row, parent }: TreeNode): void {
    const place = placeOfRow(row);
    if (place) this.#deps.visible.unfold(place, parent && placeOfRow(parent.row));
  }

  folded({ row }: TreeNode): void {
    const place = placeOfRow(row);
    if (place) this.#deps.visible.fold(place);
  }

  /** Renders those rows again whose words of time have changed: stalled, expires in 2 d. */
  renderTimes(): void {
    for (const node of this.#nodes.values())
      if (node.times !== undefined && node.times !== this.#items.loaded?.timesOf(node.row, this.#deps.now()))
        this.#changed.fire(node);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }

  async #children(node: TreeNode | undefined): Promise<TreeNode[]> {
    if (!node) return this.#roots();
    if (node.row.kind === 'group') return this.#below(node, node.row.rows);
    const place = placeOfRow(node.row);
    if (!place) return [];
    const { store } = this.#deps;
    this.unfolded(node);
    const [listing] = await Promise.all([store.open(place), this.#deps.trails.read(place)]);
    const pinned = place.path.length === 0 ? this.#deps.connections.pinned(place.connection) : [];
    const { options } = this.#deps.arrangement;
    const groups = await this.#deps.groups.of(listing, this.#baselineOf(place));
    const rows = childRows(listing, pinned, options, this.#known.listing, this.#known, groups);
    return this.#below(node, rows);
  }

  /** What a batch's groups of failures are held against, asked for where nobody has looked at it. */
  #baselineOf(place: Place): Listing | undefined {
    const { arrangement, baselines, store } = this.#deps;
    const baseline = arrangement.options.failureGroups ? baselines.of(place) : undefined;
    if (!baseline || keyOf(baseline) === keyOf(place)) return undefined;
    // Rows do not wait for it: they are made again when it has come.
    void store.open(baseline);
    return store.listing(baseline);
  }

  #below(parent: TreeNode, rows: readonly Row[]): TreeNode[] {
    const nodes = rows.map((row) => this.#node(row, parent));
    this.#prune(parent, nodes);
    return nodes;
  }

  async #roots(): Promise<TreeNode[]> {
    const { connections, trails } = this.#deps;
    // Without any key there is nothing to browse, and the view's welcome says what to do.
    if (!(await this.#deps.ready())) return [];
    const all = connections.all();
    for (const { id } of all) void trails.read({ connection: id, path: [] });
    return all.map((connection) => this.#node(this.#connectionRow(connection), undefined));
  }

  #connectionRow(connection: Connection): Row {
    const { connections } = this.#deps;
    const trail = trailOfConnection(connection.id, connections.pinned(connection.id), this.#known);
    return { kind: 'connection', connection, provider: connections.providerOf(connection), trail };
  }

  #node(row: Row, parent: TreeNode | undefined): TreeNode {
    const key = rowKey(row);
    const known = this.#nodes.get(key);
    // A run that has come into a group, or left it, has another row above.
    if (known && known.parent === parent) {
      known.row = row;
      return known;
    }
    const node: TreeNode = { key, parent, row, times: undefined };
    this.#nodes.set(key, node);
    return node;
  }

  /** Rows that are gone take theirs with them: a filter that changes all day must not leave all it ever showed. */
  #prune(parent: TreeNode, nodes: readonly TreeNode[]): void {
    const stay = new Set(nodes.map(({ key }) => key));
    const before = this.#childrenOf.get(parent.key) ?? [];
    this.#childrenOf.set(parent.key, [...stay]);
    const owners = new Set([parent]);
    const gone = before.filter((key) => !stay.has(key));
    for (let key = gone.pop(); key !== undefined; key = gone.pop()) {
      const node = this.#nodes.get(key);
      if (!node?.parent || !owners.has(node.parent)) continue;
      owners.add(node);
      gone.push(...(this.#childrenOf.get(key) ?? []));
      this.#childrenOf.delete(key);
      this.#nodes.delete(key);
      this.folded(node);
    }
  }

  /** The place's own row counts what is below it, and those above it tell of the newest: they are made again, too. */
  #placeChanged(place: Place): void {
    const { connection, path } = place;
    let changed = this.#nodes.get(keyOf(place));
    for (let depth = path.length; depth >= 0; depth--) {
      const node = this.#nodes.get(keyOf({ connection, path: path.slice(0, depth) }));
      // With another outcome it may have another place among its neighbours.
      if (node && this.#renew(node)) changed = node.parent ?? node;
    }
    if (changed || path.length === 0) this.#changed.fire(changed);
    if (this.#deps.arrangement.options.failureGroups) this.#baselineChanged(place);
  }

  /** Batches that are held against it name their groups anew. */
  #baselineChanged(place: Place): void {
    for (const key of this.#childrenOf.keys()) {
      const node = this.#nodes.get(key);
      const batch = node && placeOfRow(node.row);
      const baseline = batch && this.#deps.baselines.of(batch);
      if (baseline && keyOf(baseline) === keyOf(place) && key !== keyOf(place)) this.#changed.fire(node);
    }
  }

  /** @returns whether the row says something else */
  #renew(node: TreeNode): boolean {
    const { row } = node;
    if (row.kind === 'connection') node.row = this.#connectionRow(row.connection);
    else if (row.kind === 'collection')
      node.row = collectionRow(this.#deps.store.collection(row.item) ?? row.item, this.#known);
    else return false;
    return !sameData(trailIn(row), trailIn(node.row));
  }
}

function trailIn(row: Row): Trail | undefined {
  return row.kind === 'connection' || row.kind === 'collection' ? row.trail : undefined;
}
