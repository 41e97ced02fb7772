import type { Writable } from 'node:stream';
import { allServices } from '../providers/all.ts';
import { carryOut } from './commands.ts';
import { printedSentence } from './terminalText.ts';
import { printed } from './printing.ts';
import type { CommandResult } from './result.ts';
import { asksForHelp, understood, usage, UsageError } from './usage.ts';

/**
 * The program without its process.
 * @param words what stands behind its name
 * @returns the exit status: 0, 1 where a demand is not met or the result could not be had, 2 where the command was
 *   not understood
 */
export async function runProgram(
  words: readonly string[],
  stdout: Writable,
  stderr: Writable,
): Promise<0 | 1 | 2> {
  try {
    if (asksForHelp(words)) return await print({ output: [`${usage}\n`], complaints: [], met: true });
    return await print(await carryOut(understood(words), await allServices()));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    stderr.write(`${printedSentence(error.message)}\n${usage}\n`);
    return 2;
  }

  async function print({ output, complaints, met }: CommandResult): Promise<0 | 1> {
    // They quote names of files and members, which are anyone's.
    for (const complaint of complaints) stderr.write(printedSentence(complaint));
    const failure = await printed(output, stdout);
    if (failure !== undefined) stderr.write(`${failure}\n`);
    return met && failure === undefined ? 0 : 1;
  }
}
