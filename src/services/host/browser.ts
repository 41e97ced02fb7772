/** A host in a browser, as of vscode.dev: no Node, no files but those of VS Code's file systems, and requests under CORS. */
import { msg, t } from '../../core/kit/l10n.ts';
import { NotRun } from '../../core/kit/timeLimit.ts';
import { OwnLedger } from '../../core/live/memory.ts';
import type { SamplesInMemory } from '../../samples/memory.ts';
import { pauseFor } from '../pauseFor.ts';
import { looksHarmless } from './harmless.ts';
import type { Host, Lack } from './host.ts';

export function browserHost(): Host {
  let samples: SamplesInMemory | undefined;
  return {
    lacks,
    // Nothing stops an expression here, and it would stop all extensions of the window.
    withinTime: (_ms, pattern, work) => {
      if (looksHarmless(pattern)) return work();
      throw new NotRun('nothing could stop it');
    },
    files: async () => (await import('./browserFiles.ts')).browserFiles,
    openHttp: async (needs) => {
      const [{ httpOver }, { browserTransport }] = await Promise.all([
        import('../../http/http.ts'),
        import('../../http/browserTransport.ts'),
      ]);
      const transport = browserTransport((url) => (samples?.isFor(url) ? samples.answer(url) : undefined));
      return httpOver(transport, {
        ...needs,
        clock: { now: Date.now, delay: pauseFor },
        random: Math.random,
        isOffline: () => 'onLine' in navigator && navigator.onLine === false,
      });
    },
    startSamples: async () => {
      const { samplesInMemory } = await import('../../samples/memory.ts');
      const started = samplesInMemory();
      samples = started;
      return {
        ...started,
        close: () => {
          // With all their data, unless others were started meanwhile.
          if (samples === started) samples = undefined;
          return started.close();
        },
      };
    },
    openArchive: undefined,
    openLedger: () => Promise.resolve(() => new OwnLedger()),
    mcp: undefined,
    about: () => Promise.resolve({ runtime: t('a browser'), system: navigator.userAgent }),
  };
}

const lacks: readonly Lack[] = [
  {
    what: msg('Archive'),
    sentence: msg(
      'In a browser there is no archive: runs are not kept, and there is no search over all transcripts.',
    ),
    commands: ['agentRuns.searchTranscripts', 'agentRuns.keepRuns', 'agentRuns.clearArchive'],
  },
  {
    what: msg('MCP server'),
    sentence: msg('In a browser there is no MCP server, which needs Node and the archive.'),
    commands: ['agentRuns.copyMcpConfiguration'],
  },
  {
    what: msg('Folders of logs'),
    sentence: msg(
      'In a browser no folder of logs can be connected; a single log can be opened as a run file.',
    ),
    commands: [],
  },
  {
    what: msg('Proxies and certificates'),
    sentence: msg(
      'In a browser its own proxies and certificates count, and a service must allow browsers (CORS).',
    ),
    commands: ['agentRuns.openNetworkSettings'],
  },
  {
    what: msg('Count of requests'),
    sentence: msg('In a browser requests are counted for each window by itself.'),
    commands: [],
  },
];
