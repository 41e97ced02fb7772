/** The program from a terminal: what the editor knows of files with runs, for build servers. No network, no VS Code. */
import { allServices } from '../providers/all.ts';
import { carryOut } from './commands.ts';
import { understood, usage, UsageError } from './usage.ts';

/** @returns the exit status: 0, 1 where a demand is not met, 2 where the command was not understood */
async function main(words: readonly string[]): Promise<number> {
  if (words.includes('--help')) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  try {
    const { output, complaints, met } = await carryOut(understood(words), await allServices());
    for (const complaint of complaints) process.stderr.write(`${complaint}\n`);
    for (const piece of output) if (!process.stdout.write(piece)) await drained();
    return met ? 0 : 1;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${usage}\n`);
    return 2;
  }
}

function drained(): Promise<void> {
  return new Promise((resolve) => process.stdout.once('drain', resolve));
}

// The reader of our output may stop early, as `head` does.
process.stdout.on('error', () => process.exit(0));
void main(process.argv.slice(2)).then((status) => {
  // Not `exit`: what is on its way to a pipe must arrive.
  process.exitCode = status;
});
