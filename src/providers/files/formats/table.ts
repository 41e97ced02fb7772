/** All formats of conversations, in the order in which they are asked: those that say most of themselves first. */
import type { Json } from '../../../core/run/run.ts';
import { atif } from './atif.ts';
import { chatGpt } from './chatGpt.ts';
import { claudeAi } from './claudeAi.ts';
import { claudeCode } from './claudeCode.ts';
import { codexExec, codexRollout } from './codex.ts';
import { exchange } from './exchange.ts';
import type { Format } from './format.ts';
import { langfuse } from './langfuse.ts';
import { langSmith } from './langSmith.ts';
import { messages, namedMessages } from './messages.ts';
import { openHands } from './openHands.ts';
import { preference } from './preference.ts';
import { shareGpt } from './shareGpt.ts';
import { sweAgent } from './sweAgent.ts';
import { tau } from './tau.ts';

/** Sessions that are written down line by line. */
const sessions: readonly Format[] = [claudeCode, codexRollout, codexExec, openHands];

/** Known by members that nothing else has. */
const own: readonly Format[] = [
  ...[preference, tau, sweAgent, atif, chatGpt, claudeAi, langSmith, langfuse],
  ...[...sessions, shareGpt, exchange],
];

/** Whatever else holds messages; asked when no service claims the value. */
const general: readonly Format[] = [messages, namedMessages];

export function ownFormatOf(value: Json): Format | undefined {
  return own.find((format) => format.claims(value));
}

/** Whether the value is a list of messages, or says that it holds one. */
export function isTalk(value: Json): boolean {
  return messages.claims(value);
}

export function formatOf(value: Json): Format | undefined {
  return ownFormatOf(value) ?? general.find((format) => format.claims(value));
}

/** Whether the lines of a file are one session. @param lines a value for each */
export function isSession(lines: readonly Json[]): boolean {
  return sessions.some((format) => format.claims(lines));
}
