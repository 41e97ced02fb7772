import type { Writable } from 'node:stream';
import { allServices } from '../providers/all.ts';
import { carryOut } from './commands.ts';
import { printedSentence } from './printed.ts';
import { understood, usage, UsageError } from './usage.ts';

/**
 * The program without its process.
 * @param words what stands behind its name
 * @returns the exit status: 0, 1 where a demand is not met, 2 where the command was not understood
 */
export async function runProgram(
  words: readonly string[],
  stdout: Writable,
  stderr: Writable,
): Promise<0 | 1 | 2> {
  if (words.includes('--help')) {
    stdout.write(`${usage}\n`);
    return 0;
  }
  try {
    const { output, complaints, met } = await carryOut(understood(words), await allServices());
    for (const complaint of complaints) stderr.write(printedSentence(complaint));
    for (const piece of output) if (!stdout.write(piece)) await drained(stdout);
    return met ? 0 : 1;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    stderr.write(`${printedSentence(error.message)}\n${usage}\n`);
    return 2;
  }
}

function drained(stream: Writable): Promise<void> {
  return new Promise((resolve) => stream.once('drain', resolve));
}
