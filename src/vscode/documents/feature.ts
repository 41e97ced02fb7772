/** Read-only text documents of a run. */
import type { Lazy } from '../../core/kit/lazy.ts';
import type { Chooser } from '../../services/chooser.ts';
import type { Commands } from '../commands.ts';
import type { DocumentKind, RunDocuments } from './documents.ts';

export interface DocumentsNeeds {
  readonly documents: Lazy<RunDocuments>;
  readonly chooser: Chooser;
}

export const commands = {
  'agentRuns.openTranscript': (needs, argument) =>
    open(needs, argument, 'transcript', 'Open Transcript as Text'),
  'agentRuns.openRawJson': (needs, argument) => open(needs, argument, 'json', 'Open Raw JSON'),
} satisfies Commands<DocumentsNeeds>;

async function open(
  { documents, chooser }: DocumentsNeeds,
  argument: unknown,
  kind: DocumentKind,
  title: string,
): Promise<void> {
  const ref = await chooser.run(argument, title);
  if (ref) await (await documents.get()).open(ref, kind);
}
