import type { McpServer } from '../../services/mcpConfiguration.ts';
import type { Settings } from '../settings.ts';

export interface AssistantNeeds {
  readonly settings: Pick<Settings, 'assistant' | 'archive'>;
  /** `undefined` where the archive has no folder on this machine. */
  readonly mcp: () => McpServer | undefined;
}
