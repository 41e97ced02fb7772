/** What one host of VS Code brings in another form than the next, or not at all. The entry chooses, program.ts hands it on. */
import type { Folder, RangeFile, Unpacker } from '../../core/provider/ranges.ts';
import type { Message } from '../../core/kit/l10n.ts';
import type { TimeLimit } from '../../core/kit/timeLimit.ts';
import type { SharedState } from '../../core/live/ledger.ts';
import type { Http } from '../../http/http.ts';
import type { NetworkOptions } from '../../http/network.ts';
import type { RequestLine } from '../../http/service.ts';
import type { RunningSamples } from '../../samples/standIns.ts';
import type { OwnArchiveDeps } from '../archiving/ownArchive.ts';
import type { Unpacked, WholeFile } from '../files/fileBytes.ts';

export interface Host {
  /** What it cannot do; empty with Node. */
  readonly lacks: readonly Lack[];
  readonly withinTime: TimeLimit;
  readonly files: () => Promise<HostFiles>;
  /** Loads what asks services, for the first request of the session. */
  readonly openHttp: (needs: HttpNeeds) => Promise<Http>;
  readonly startSamples: () => Promise<RunningSamples>;
  readonly openArchive: OwnArchiveDeps['open'];
  /** @returns makes the ledger of this window among all */
  readonly openLedger: () => Promise<(window: string) => SharedState>;
  /** `undefined` where no server can run, or has no archive to read. */
  readonly mcp: HostMcp | undefined;
  readonly about: () => Promise<HostFacts>;
}

/** Something that only another host can do. */
export interface Lack {
  /** A name for it, as a heading. */
  readonly what: Message;
  /** What of it is missing, as a sentence. */
  readonly sentence: Message;
  /** Ids of the commands that do nothing else. */
  readonly commands: readonly string[];
}

export interface HttpNeeds {
  /** Read anew for each request. */
  readonly network: () => NetworkOptions;
  readonly log: (line: RequestLine) => void;
  readonly book: (origin: string) => Promise<void>;
}

export interface HostFiles {
  /** @throws FileBytesError */
  readonly unpacked: (bytes: Uint8Array) => Promise<Unpacked>;
  readonly unpacker: Unpacker;
  /** `undefined` where the file systems of VS Code are all there is, which give a file only as a whole. */
  readonly disk: HostDisk | undefined;
}

/** Files of this machine, by their paths. */
export interface HostDisk {
  /**
   * @param known stamp of what was read before; `undefined` comes back while it still holds
   * @throws FileBytesError, or an Error with the `code` of the system
   */
  readonly whole: (path: string, known: string | undefined) => Promise<WholeFile | undefined>;
  /** @throws ProviderError */
  readonly ranges: (path: string) => Promise<RangeFile>;
  /** @param address `file:`. @throws ProviderError */
  readonly folder: (address: string) => Folder;
}

export interface HostMcp {
  /** Absolute path of the program that runs the server within the editor. */
  readonly runtime: string;
  /** Absolute path of `dist/mcp.js`. */
  readonly script: string;
  /** Absolute path of the archive's folder. */
  readonly archive: string;
}

/** For the health report. */
export interface HostFacts {
  /** What runs the extension, e.g. `Node v24.18.1`. */
  readonly runtime: string;
  readonly system: string;
}
