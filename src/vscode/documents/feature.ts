/** Read-only text documents of a run. */
import { t } from '../../core/kit/l10n.ts';
import type { Commands } from '../commands.ts';
import type { DocumentKind } from './documents.ts';
import type { DocumentsNeeds } from './needs.ts';

export const commands = {
  'agentRuns.openTranscript': (needs, argument) =>
    open(needs, argument, 'transcript', t('Open Transcript as Text')),
  'agentRuns.openTranscriptDiff': async (needs, argument) =>
    (await import('./transcriptDiff.ts')).openTranscriptDiff(needs, argument),
  'agentRuns.openRawJson': (needs, argument) => open(needs, argument, 'json', t('Open Raw JSON')),
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
