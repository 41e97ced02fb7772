/** The program from a terminal: what the editor knows of files with runs, for build servers. No network, no VS Code. */
import { runProgram } from './program.ts';

// The reader of our output may stop early, as `head` does.
process.stdout.on('error', () => process.exit(0));
void runProgram(process.argv.slice(2), process.stdout, process.stderr).then((status) => {
  // Not `exit`: what is on its way to a pipe must arrive.
  process.exitCode = status;
});
