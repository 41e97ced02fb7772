/** The archive of this machine: kept, cleared, and its trouble told. */
import type { ArchiveTrouble } from '../../archive/trouble.ts';
import { keepRuns } from '../../services/archiving/keepRuns.ts';
import { clearSampleRuns } from '../../services/archiving/sampleRuns.ts';
import type { Commands } from '../commands.ts';
import type { ArchiveNeeds } from './needs.ts';

export const commands = {
  'agentRuns.clearArchive': async (needs) => (await import('./clear.ts')).clearArchive(needs),
  'agentRuns.keepRuns': async (needs, argument) => (await import('./keepRuns.ts')).keepRuns(needs, argument),
} satisfies Commands<ArchiveNeeds>;

export function start({ archive, store, keeping, samples, log }: ArchiveNeeds): { dispose(): void } {
  const removed = async (ids: readonly string[]) => {
    const archiving = await archive.get();
    if (archiving) await clearSampleRuns(archiving.archive, ids);
  };
  const tell = async (trouble: ArchiveTrouble) => (await import('./tellTrouble.ts')).tellTrouble(trouble);
  archive.askBeforeRemoval(async (question) =>
    (await import('./askAboutRemoval.ts')).askAboutRemoval(question),
  );
  const subscriptions = [
    keepRuns(archive, store),
    keeping.onDidKeep(() => store.readArchive()),
    archive.onDidMeetTrouble((trouble) => {
      log.trouble('archive', trouble.reason, trouble.details);
      tell(trouble).catch((error: unknown) => log.defect('archive', error));
    }),
    samples.onDidRemove((ids) => {
      void removed(ids).catch((error: unknown) => log.defect('archive', error));
    }),
  ];
  return {
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}
