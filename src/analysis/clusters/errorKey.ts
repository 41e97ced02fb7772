import { isObject, parseJsonText, textOf } from '../../core/kit/json.ts';
import { t } from '../../core/kit/l10n.ts';
import { commas } from '../../core/kit/punctuation.ts';
import type { Json, RunError } from '../../core/run/run.ts';
import { masked } from './mask.ts';

/** What two errors have alike when they are one and the same. */
export interface ErrorKey {
  /** Text to compare by. */
  readonly key: string;
  readonly title: string;
  /** Why runs with this key are one group, in a sentence. */
  readonly why: string;
}

/**
 * The code, the name and the first own stack frame, as far as the technical details tell; else the message
 * without what differs from run to run.
 */
export function errorKeyOf(error: RunError): ErrorKey {
  const told = toldBy(error.technicalDetails);
  const parts = [told.code, told.name, told.frame].filter((part) => part !== undefined);
  const message = masked(error.message ?? '');
  if (parts.length === 0) {
    if (message === '')
      return { key: 'none', title: t('Error without a message'), why: t('No message was reported.') };
    return { key: `message ${message}`, title: message, why: t('The same message, numbers and ids aside.') };
  }
  const named = [
    ...(told.code === undefined ? [] : [t('code {0}', told.code)]),
    ...(told.name === undefined ? [] : [t('error {0}', told.name)]),
    ...(told.frame === undefined ? [] : [t('first own frame {0}', told.frame)]),
  ];
  const head = [told.name, told.code].filter((part) => part !== undefined).join(' ');
  const where = told.frame === undefined ? message : t('at {0}', told.frame);
  return {
    key: `told ${JSON.stringify([told.code ?? null, told.name ?? null, told.frame ?? null])}`,
    title: [head, where].filter((part) => part !== '').join(head && !told.frame ? ': ' : ' '),
    why: t('The same {0}.', commas(named)),
  };
}

interface Told {
  readonly code: string | undefined;
  readonly name: string | undefined;
  readonly frame: string | undefined;
}

const codeKeys = ['status', 'statusCode', 'status_code', 'httpStatus', 'errorCode', 'error_code', 'code'];
const nameKeys = ['name', 'errorName', 'error_name', 'exception', 'exceptionType', 'errorType', 'type'];
const stackKeys = ['stack', 'stackTrace', 'stack_trace', 'stacktrace', 'traceback'];

function toldBy(details: Json | undefined): Told {
  const objects = typeof details === 'string' ? objectsIn(jsonIn(details)) : objectsIn(details);
  const find = (keys: readonly string[]) =>
    keys.flatMap((key) => objects.map((object) => scalar(object[key]))).find((value) => value !== undefined);
  const stack = typeof details === 'string' && objects.length === 0 ? details : find(stackKeys);
  return {
    code: find(codeKeys) ?? statusIn(stack),
    name: find(nameKeys) ?? (stack === undefined ? undefined : nameIn(stack)),
    frame: stack === undefined ? undefined : frameOf(stack),
  };
}

/** The object itself and those one and two levels inside: services wrap the cause. */
function objectsIn(value: Json | undefined, depth = 0): { readonly [key: string]: Json }[] {
  if (!isObject(value) || depth > 2) return [];
  return [value, ...Object.values(value).flatMap((inner) => objectsIn(inner, depth + 1))];
}

function jsonIn(text: string): Json | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    return parseJsonText(text);
  } catch {
    return undefined;
  }
}

function scalar(value: Json | undefined): string | undefined {
  return typeof value === 'number' ? String(value) : textOf(value);
}

function statusIn(stack: string | undefined): string | undefined {
  return /\b(?:HTTP|status(?: code)?)[\s:=]{1,2}([1-5]\d\d)\b/i.exec(stack ?? '')?.[1];
}

/** JavaScript and Java begin with the name; Python ends with it. */
function nameIn(stack: string): string | undefined {
  const name = /^(?:[\w$]+\.)*([A-Z][\w$]*(?:Error|Exception|Timeout|Failure))\b/m.exec(stack);
  return name?.[1];
}

/** `lookUp (tools/orders.ts)`; without line numbers, which move with every change of the code above. */
function frameOf(stack: string): string | undefined {
  const lines = stack.split('\n');
  const python = lines.flatMap((line) => {
    const [, file, name] = /^\s*File "([^"]+)", line \d+(?:, in (.+))?/.exec(line) ?? [];
    return file === undefined ? [] : [{ file, name: name?.trim() }];
  });
  // Python tells the innermost call last, the others first.
  const frames = python.length > 0 ? python.toReversed() : lines.flatMap(callIn);
  const own = frames.find(({ file }) => !foreign.test(file)) ?? frames[0];
  if (!own) return undefined;
  const file = own.file.replaceAll('\\', '/').split('/').slice(-2).join('/');
  return own.name === undefined ? file : `${own.name} (${file})`;
}

function callIn(line: string): { readonly file: string; readonly name: string | undefined }[] {
  const [, name, inside, bare] =
    /^\s*at (?:(?:async )?([^\s(]+(?: [^\s(]+)*?) \(([^()]+)\)|(?:async )?(\S+))\s*$/.exec(line) ?? [];
  const place = inside ?? bare;
  return place === undefined ? [] : [{ file: place.replace(/(?::\d+){1,2}$/, ''), name }];
}

/** Code of others: its frames say where an error came out, not whose it is. */
const foreign =
  /node_modules|^node:|^internal\/|site-packages|dist-packages|[/\\]lib[/\\]python|^<|^(java|sun)\./;
