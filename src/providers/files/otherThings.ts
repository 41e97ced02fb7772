/** Files that are text and hold no runs, but are known: each says what it is and what to do. */
import { isObject, listOf, type JsonObject } from '../../core/kit/json.ts';
import { msg, type Message } from '../../core/kit/l10n.ts';
import type { Json } from '../../core/run/run.ts';
import type { Readers } from './readers.ts';

/** What a text that is no JSON looks like, with `{0}` for the file's name; `undefined` where nobody knows. */
export function otherText(text: string): Message | undefined {
  const start = text.trimStart().slice(0, 200);
  // A stream of events has JSON in its lines: where that goes wrong is told.
  if (/^(?:event: ?[\w.-]+\r?\n)?data: ?[[{]/.test(start)) return undefined;
  if (/^<(!doctype html|html|head|body)\b/i.test(start))
    return msg('{0} looks like a page of the web; save the answer of the API as JSON and open that.');
  if (/^<(\?xml|testsuites?)\b/i.test(start))
    return msg('{0} looks like XML, as build servers read it; export the results as JSON and open that.');
  if (isTable(text)) return msg('{0} looks like a table (CSV); export the results as JSON and open that.');
  if (/^(---\r?\n|[\w-]+:(\s|$))/.test(start))
    return msg('{0} looks like YAML; export the results as JSON and open that.');
  return undefined;
}

/** The same number of separators, outside of quotes, in the first lines. */
function isTable(text: string): boolean {
  const lines = text.slice(0, 20_000).trimStart().split(/\r?\n/, 2);
  if (lines.length < 2 || /^[[{]/.test(lines[0] ?? '')) return false;
  return [',', ';', '\t'].some((separator) => {
    const [head = 0, first = 0] = lines.map((line) => unquoted(line).split(separator).length);
    // A cell of the first row may go on over its line.
    return head > 1 && first > 1 && first <= head;
  });
}

function unquoted(line: string): string {
  return line.replace(/"(?:[^"]|"")*("|$)/g, '""');
}

/** What JSON that holds no runs is, with `{0}` for the file's name. @param values of the file */
export function otherJson(values: readonly Json[], readers: Readers): Message | undefined {
  const [first] = values;
  if (!isObject(first)) return undefined;
  for (const { answers } of readers.values()) {
    const own = answers.looksLike?.(first);
    if (own !== undefined) return own;
  }
  return known.find(({ is }) => is(first))?.words;
}

const known: readonly { readonly is: (value: JsonObject) => boolean; readonly words: Message }[] = [
  {
    is: ({ info, tasks, simulations }) => isObject(info) && Array.isArray(tasks) && simulations === undefined,
    words: msg(
      '{0} looks like the head of tau2-bench results; open the files of the folder "simulations" beside it.',
    ),
  },
  {
    is: ({ session_id: session, ts, text }) =>
      typeof session === 'string' && typeof ts === 'number' && typeof text === 'string',
    words: msg('{0} looks like the prompts that Codex remembers; open a session from ~/.codex/sessions.'),
  },
  {
    is: ({ display, pastedContents }) => typeof display === 'string' && pastedContents !== undefined,
    words: msg(
      '{0} looks like the prompts that Claude Code remembers; open a session from ~/.claude/projects.',
    ),
  },
  {
    is: ({ resourceSpans }) => Array.isArray(resourceSpans),
    words: msg(
      '{0} looks like traces of OpenTelemetry, which are not read yet; export the conversation as messages.',
    ),
  },
  {
    is: ({ log }) =>
      isObject(log) && listOf(log['entries']).some((each) => isObject(each) && 'request' in each),
    words: msg(
      '{0} looks like a recording of requests (HAR); save the answer that you want to see and open that.',
    ),
  },
  {
    is: ({ cells, nbformat }) => Array.isArray(cells) && nbformat !== undefined,
    words: msg('{0} looks like a notebook; write its conversation to a JSON file and open that.'),
  },
];
