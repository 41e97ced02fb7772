/** A host with Node: VS Code on the desktop, and its servers. */
import { arch, platform, release } from 'node:os';
import { execPath } from 'node:process';
import { OwnLedger } from '../../core/live/memory.ts';
import { pauseFor } from '../pauseFor.ts';
import type { Host } from './host.ts';
import { withinTime } from './withinTime.ts';

export interface Paths {
  /** Absolute path of a file of the extension, below `dist`. */
  readonly script: (name: string) => string;
  /** Absolute path of a folder that all windows share; `undefined` where there is no place for files. */
  readonly storage: (name: string) => string | undefined;
}

export function nodeHost({ script, storage }: Paths): Host {
  const archive = storage('archive');
  const live = storage('live');
  return {
    lacks: [],
    withinTime,
    files: async () => (await import('./nodeFiles.ts')).nodeFiles,
    openHttp: async (needs) => {
      const { createHttp } = await import('../../http/main.ts');
      const clock = { now: Date.now, delay: pauseFor };
      return createHttp({ ...needs, env: process.env, clock, random: Math.random });
    },
    startSamples: async () => {
      const { loadSampleFolder, startSampleService } = await import('../../samples/main.ts');
      // `npm start -- --data FOLDER`; what is shipped has no such door.
      const folder = DEV_BUILD ? process.env['AGENT_RUNS_DATA'] : undefined;
      return startSampleService(folder ? { data: await loadSampleFolder(folder) } : {});
    },
    openArchive:
      archive === undefined
        ? undefined
        : async (options) => {
            const { openArchive } = await import('../../archive/main.ts');
            return openArchive({ ...options, folder: archive, worker: script('archive-worker.js') });
          },
    openLedger: async () => {
      if (live === undefined) return () => new OwnLedger();
      const { FileLedger } = await import('../live/fileLedger.ts');
      return (window) => new FileLedger(live, window);
    },
    mcp: archive === undefined ? undefined : { runtime: execPath, script: script('mcp.js'), archive },
    about: () =>
      Promise.resolve({
        runtime: `Node ${process.version}`,
        system: `${platform()} ${release()} ${arch()}`,
      }),
  };
}
