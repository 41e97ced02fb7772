/** Answers to the questions from the archive's folder, and why there is none. */
import { defaultSettings } from '../analysis/settings.ts';
import { ArchiveUnreadable, readArchive, type UnreadableReason } from '../archive/readOnly.ts';
import type { TimeLimit } from '../core/kit/timeLimit.ts';
import type { Provider } from '../core/provider/provider.ts';
import { PatternError } from '../services/export/exportPatterns.ts';
import { allRules } from '../services/export/redaction.ts';
import { linksOf } from '../services/query/links.ts';
import { archiveSource } from '../services/query/archiveSource.ts';
import { Advice, bytesPerToken, type Question } from '../services/query/question.ts';

export interface AnsweringOptions {
  /** Absolute path of the archive's folder. */
  readonly folder: string;
  readonly providers: readonly Provider[];
  /** The person's own redaction patterns, unchecked. */
  readonly patterns: unknown;
  readonly withinTime: TimeLimit;
  readonly now: () => number;
  /** Of the addresses that open the person's editor. */
  readonly uriScheme: string;
}

/** The most that a question takes as its budget, in bytes. */
const mostBytes = 30_000 * bytesPerToken;

export function answering({ folder, providers, now, uriScheme, ...own }: AnsweringOptions) {
  const links = linksOf(uriScheme, () => true);
  return async (question: Question, input: unknown, signal: AbortSignal): Promise<string> => {
    const rules = allRules(own);
    const { text } = await readArchive(folder, (archive) => {
      const source = archiveSource({
        ...{ archive, providers, now, links },
        rules: () => rules,
        settings: () => defaultSettings,
      });
      return question.ask(input, source, { bytes: mostBytes, signal });
    });
    return text;
  };
}

/** @returns what an assistant may be told, `undefined` for a defect of ours */
export function adviceFor(error: unknown): string | undefined {
  if (error instanceof Advice) return error.message;
  if (error instanceof ArchiveUnreadable) return unreadable[error.reason];
  if (error instanceof PatternError)
    return 'Nothing is answered, since one of the redaction patterns of the person (agentRuns.export.redactionPatterns) cannot be used. Ask them to mend it and to copy the MCP configuration again.';
  return undefined;
}

const inTheEditor = 'Ask the person to open the Agent Runs view in VS Code';
const again = 'Ask again in a moment.';

const unreadable: Readonly<Record<UnreadableReason, string>> = {
  missing: `No run is archived yet. ${inTheEditor} and to look at some runs: what was shown there can be asked for here.`,
  tooOld: `The archive was made by an older version of the extension. ${inTheEditor} once, which brings it up to date.`,
  tooNew:
    'The archive was made by a newer version of the extension than this server is of. Ask the person to run Copy MCP Configuration in VS Code again.',
  unavailable: 'This server needs Node 22.16 or newer. Ask the person to start it with that.',
  damaged: `The archive's file is damaged. ${inTheEditor}, which mends it.`,
  rebuilt: `The archive was just rebuilt. ${again}`,
  moved: `The archive's file was just replaced. ${again}`,
  locked: `The archive is busy. ${again}`,
  readOnly:
    'The archive may not be read by this program. Ask the person to check the permissions of its folder.',
  cannotOpen:
    'The archive cannot be opened. Ask the person to check its folder and to copy the MCP configuration again.',
  io: 'The disk does not give the archive out. Ask the person to check it.',
  diskFull: 'The disk is full, so that the archive cannot be read. Ask the person to make room.',
  noMemory: 'There is too little memory to read the archive. Ask for less, with a smaller limit.',
  failed: `The archive cannot be read. ${inTheEditor}: its log may say why.`,
};
