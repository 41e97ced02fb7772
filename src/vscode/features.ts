/** All features in one list: their commands, and what runs with them while the program does. */
import type { Lazy } from '../core/kit/lazy.ts';
import * as archive from './archive/feature.ts';
import type { ArchiveNeeds } from './archive/needs.ts';
import * as assistant from './assistant/feature.ts';
import type { AssistantNeeds } from './assistant/needs.ts';
import * as overviews from './batchOverview/feature.ts';
import type { OverviewNeeds } from './batchOverview/needs.ts';
import { bound, type BoundCommands } from './commands.ts';
import * as comparison from './comparison/feature.ts';
import type { ComparisonNeeds } from './comparison/needs.ts';
import * as connections from './connections/feature.ts';
import type { ConnectionsNeeds } from './connections/needs.ts';
import * as copy from './copy/feature.ts';
import type { CopyNeeds } from './copy/needs.ts';
import * as documents from './documents/feature.ts';
import type { DocumentsNeeds } from './documents/needs.ts';
import * as exporting from './export/feature.ts';
import type { ExportNeeds } from './export/needs.ts';
import * as files from './files/feature.ts';
import type { FilesNeeds } from './files/needs.ts';
import * as health from './health/feature.ts';
import type { HealthNeeds } from './health/needs.ts';
import * as keys from './keys/feature.ts';
import type { KeysNeeds } from './keys/needs.ts';
import * as live from './live/feature.ts';
import * as links from './links/feature.ts';
import type { LinkNeeds } from './links/needs.ts';
import type { LiveNeeds } from './live/needs.ts';
import * as panels from './panels/feature.ts';
import type { PanelsNeeds } from './panels/needs.ts';
import * as search from './search/feature.ts';
import * as tracking from './tracking/feature.ts';
import type { TrackingNeeds } from './tracking/needs.ts';
import * as tree from './tree/feature.ts';
import type { TreeNeeds } from './tree/needs.ts';
import * as trend from './trend/feature.ts';
import type { TrendNeeds } from './trend/needs.ts';
import * as wizard from './wizard/feature.ts';
import type { WizardNeeds } from './wizard/needs.ts';

/** What each feature works with. */
export interface FeatureNeeds {
  readonly tree: TreeNeeds;
  readonly connections: ConnectionsNeeds;
  readonly wizard: WizardNeeds & TrackingNeeds;
  readonly keys: KeysNeeds;
  readonly panels: PanelsNeeds;
  readonly overviews: OverviewNeeds;
  readonly comparison: ComparisonNeeds;
  readonly trend: TrendNeeds;
  readonly documents: DocumentsNeeds;
  readonly files: FilesNeeds;
  readonly live: LiveNeeds;
  readonly archive: ArchiveNeeds;
  readonly search: { readonly search: Lazy<search.SearchWindow> };
  readonly copy: CopyNeeds;
  readonly links: LinkNeeds;
  readonly export: ExportNeeds;
  readonly health: HealthNeeds;
  readonly assistant: AssistantNeeds;
}

export function commandsOf(needs: FeatureNeeds): BoundCommands {
  return {
    ...bound(tree.commands, needs.tree),
    ...bound(connections.commands, needs.connections),
    ...bound(wizard.commands, needs.wizard),
    ...bound(tracking.commands, needs.wizard),
    ...bound(keys.commands, needs.keys),
    ...bound(panels.commands, needs.panels),
    ...bound(overviews.commands, needs.overviews),
    ...bound(comparison.commands, needs.comparison),
    ...bound(trend.commands, needs.trend),
    ...bound(documents.commands, needs.documents),
    ...bound(files.commands, needs.files),
    ...bound(live.commands, needs.live),
    ...bound(archive.commands, needs.archive),
    ...bound(search.commands, needs.search),
    ...bound(copy.commands, needs.copy),
    ...bound(exporting.commands, needs.export),
    ...bound(health.commands, needs.health),
    ...bound(assistant.commands, needs.assistant),
  };
}

/** In the order in which they may rely on each other. */
export function startFeatures(needs: FeatureNeeds): readonly { dispose(): void }[] {
  return [
    tree.start(needs.tree),
    connections.start(needs.connections),
    keys.start(needs.keys),
    panels.start(needs.panels),
    files.start(needs.files),
    archive.start(needs.archive),
    live.start(needs.live),
    links.start(needs.links),
  ];
}
