import type { Lazy } from '../../core/kit/lazy.ts';
import type { ComparisonTopic } from '../../core/run/topic.ts';
import type { Chooser } from '../../services/chooser.ts';
import type { Connections } from '../../services/connections/connections.ts';
import type { McpServer } from '../../services/mcpConfiguration.ts';
import type { QuerySource } from '../../services/query/source.ts';
import type { BatchChoice } from '../chooseBatch.ts';
import type { Settings } from '../settings.ts';

export interface McpNeeds {
  readonly settings: Pick<Settings, 'assistant' | 'archive'>;
  /** `undefined` where the archive has no folder on this machine. */
  readonly mcp: () => McpServer | undefined;
}

export interface AssistantNeeds extends McpNeeds, Pick<BatchChoice, 'store'> {
  readonly settings: Pick<Settings, 'assistant' | 'archive' | 'aiFeaturesOff'>;
  readonly source: Lazy<QuerySource>;
  readonly chooser: Chooser;
  readonly connections: Pick<Connections, 'get'>;
  readonly comparisonInFront: () => ComparisonTopic | undefined;
}
