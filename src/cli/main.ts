/** The program from a terminal: what the editor knows of files with runs, for build servers. No network, no VS Code. */
import { createWriteStream, fstatSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { runProgram } from './program.ts';

// Where nobody reads our sentences, the status still says how it went.
process.stderr.on('error', () => undefined);
void runProgram(process.argv.slice(2), standardOutput(), process.stderr).then((status) => {
  // Not `exit`: what is on its way to a pipe must arrive.
  process.exitCode = status;
});

function standardOutput(): Writable {
  const { fd } = process.stdout;
  // Into a file Node's own writes each text once: of one that a full disk takes in part, the rest is lost without a word.
  return fstatSync(fd).isFile() ? createWriteStream('', { fd, autoClose: false }) : process.stdout;
}
