/** Loaded before a file of tests: a rejection that nobody awaits fails the file, also after its last test. */
process.on('unhandledRejection', (reason) => {
  process.exitCode = 1;
  const words = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
  process.stderr.write(`FAILED Nobody awaited a promise that was rejected:\n${words}\n`);
});
