/** Search over the transcripts that are archived. */
import type { Lazy } from '../../core/kit/lazy.ts';
import type { Commands } from '../commands.ts';

/** The search that is open, or opens. */
export interface SearchWindow {
  show(argument: unknown): Promise<void>;
  preview(): Promise<void>;
}

export const commands = {
  'agentRuns.searchTranscripts': async ({ search }, argument) => (await search.get()).show(argument),
  'agentRuns.previewFound': async ({ search }) => search.loaded?.preview(),
} satisfies Commands<{ readonly search: Lazy<SearchWindow> }>;
