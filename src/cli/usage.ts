/** Parses the command line, and explains how it is used. */

/** The command cannot be carried out as typed. Ends the program with status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const commands = ['read', 'redact', 'export', 'batch', 'compare', 'compare-runs'] as const;
export type Command = (typeof commands)[number];

export interface Typed {
  readonly command: Command;
  readonly files: readonly string[];
  /** Without it, words for people. */
  readonly json: boolean;
  /** As it was typed. */
  readonly format: string | undefined;
  /** The pass rate (0..1) below which the program fails. */
  readonly failUnder: number | undefined;
  /** A file with the runs of before: the program fails where the pass rate of the others is lower than theirs. */
  readonly failIfLower: string | undefined;
}

export const usage = `Usage: runs COMMAND FILE... [--json]

  read FILE...                   the runs in files: outcome, reason, criteria, turns
  redact FILE                    the file's text without e-mail addresses, numbers and keys
  export FILE... --format F      markdown, html, csv, junit, json or jsonl, redacted
  batch FILE...                  all runs in the files as one batch: pass rate, criteria, groups of failures
  compare A B                    two batches: what is better, what is worse, how sure that is
  compare-runs A B               where two transcripts part

  --help                         these lines
  --json                         for programs
  --format F                     batch, compare, compare-runs: markdown, csv or json, redacted, with the
                                 method; batch, compare: junit
  --fail-under 0.9               status 1 when fewer pass (of B, where two are compared)
  --fail-if-lower A              status 1 when the pass rate is lower than that of A (of B, where two are
                                 compared; then A may be left out)

No network, no key. Status 2: the command was not understood.`;

/** `--` ends what are options: files behind it may have any name. */
export function asksForHelp(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  const options = end === -1 ? words : words.slice(0, end);
  return words[0] === 'help' || options.includes('--help') || options.includes('-h');
}

/** @throws UsageError */
export function understood(words: readonly string[]): Typed {
  const [first, ...rest] = words;
  const command = commands.find((each) => each === first);
  if (!command)
    throw new UsageError(first === undefined ? 'There is no command.' : `There is no command "${first}".`);
  const files: string[] = [];
  const options = new Map<string, string>();
  let json = false;
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? '';
    if (word === '--') {
      files.push(...rest.slice(at + 1));
      break;
    }
    if (word === '--json') json = true;
    else if (word === '-') throw new UsageError('Standard input is not read: a file is needed.');
    else if (word.startsWith('-')) {
      const [name = '', inline] = word.split(/=(.*)/s);
      checkOption(command, name);
      const next = rest[at + 1];
      const isLast = next === undefined || next.startsWith('--');
      const value = inline ?? (isLast ? '' : next);
      if (inline === undefined && !isLast) at++;
      // Of two batches that are compared, the first is the one of before: it need not be named again.
      if (value === '' && !(name === '--fail-if-lower' && pairs.includes(command)))
        throw new UsageError(`${name} needs a value.`);
      options.set(name, value);
    } else files.push(word);
  }
  const before = options.get('--fail-if-lower');
  if (pairs.includes(command) && files.length === 1 && before) files.unshift(before);
  checkFiles(command, files);
  const failUnder = options.get('--fail-under');
  return {
    ...{ command, files, json },
    format: options.get('--format'),
    failUnder: failUnder === undefined ? undefined : rateOf(failUnder),
    failIfLower: before === '' ? files[0] : before,
  };
}

/** Commands that take a batch of before and one of now. */
const pairs: readonly Command[] = ['compare', 'compare-runs'];

/** The options with a value that each command goes by: one that it would not heed is a mistake. */
const valued: Readonly<Record<Command, readonly string[]>> = {
  read: [],
  redact: [],
  export: ['--format'],
  batch: ['--format', '--fail-under', '--fail-if-lower'],
  compare: ['--format', '--fail-under', '--fail-if-lower'],
  'compare-runs': ['--format', '--fail-under', '--fail-if-lower'],
};

function checkOption(command: Command, name: string): void {
  if (valued[command].includes(name)) return;
  const isKnown = Object.values(valued).some((names) => names.includes(name));
  throw new UsageError(isKnown ? `${command} takes no ${name}.` : `There is no option "${name}".`);
}

function checkFiles(command: Command, files: readonly string[]): void {
  if (pairs.includes(command)) {
    if (files.length !== 2) throw new UsageError(`${command} needs two files, and got ${files.length}.`);
  } else if (files.length === 0) throw new UsageError(`${command} needs a file.`);
  else if (command === 'redact' && files.length > 1) throw new UsageError('redact takes one file.');
}

/** `0.9`, `90%`. */
function rateOf(text: string): number {
  const [, digits, percent] = /^(\d+(?:\.\d+)?|\.\d+)\s*(%?)$/.exec(text) ?? [];
  const rate = Number(digits) / (percent ? 100 : 1);
  if (digits === undefined || rate > 1)
    throw new UsageError(`--fail-under takes a rate from 0 to 1, such as 0.9, and got "${text}".`);
  return rate;
}
