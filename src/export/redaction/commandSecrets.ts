/** Secrets that no name stands before: in options of a single letter, in tags and attributes, and codes that are said. */
import { secretKindOf } from './secretNames.ts';
import { everyMatch, type Span } from './span.ts';

export function findUnnamed(text: string): Span[] {
  return [...findShortOptions(text), ...findTagged(text), ...findAttributes(text), ...findCodes(text)];
}

// Everything has a bounded length, so that the search takes a time that grows with the text alone.
const shortOptions: readonly RegExp[] = [
  /\b(?:curl|wget|http|https|xh)(?:[ \t][^\r\n|;]{0,300}?)?[ \t](?:-[a-zA-Z]{0,5}[uUa]|--(?:proxy-)?user|--auth)[ \t=]{0,2}["']?[^\s:"']{1,128}:([^\s"']{1,256})/g,
  /\b(?:mysql\w{0,12}|mariadb[\w-]{0,12})[ \t](?:[^\r\n|;]{0,300}?[ \t])?-p(?=[^\s=-])["']?([^\s"']{1,128})/g,
  /\bsshpass[ \t]{1,3}-p[ \t]{0,3}["']?([^\s"']{1,128})/g,
];

/** `curl -u jo:secret`, `mysql -psecret`, `sshpass -p secret`. */
function findShortOptions(text: string): Span[] {
  return shortOptions.flatMap((pattern) =>
    everyMatch(text, pattern).map(({ 0: whole, 1: secret = '', index }): Span => {
      const end = index + whole.length;
      return [end - secret.length, end];
    }),
  );
}

const element = /<([\w:.-]{2,60})(?:\s[^<>]{0,200})?>([^<>]{1,1000})<\/\1>/g;

/** `<password>secret</password>`. */
function findTagged(text: string): Span[] {
  return everyMatch(text, element).flatMap(({ 0: whole, 1: name = '', 2: value = '', index }) => {
    const kind = secretKindOf(name.replace(/^.*:/, ''));
    if (kind === undefined || !isValue(value, kind)) return [];
    const end = index + whole.length - name.length - 3;
    const start = end - value.trimStart().length;
    return [[start, start + value.trim().length] as const];
  });
}

const attributes =
  /\b(?:key|name|id|field)\s?=\s?(["'])([^"'<>]{1,80})\1[^<>]{0,120}?\bvalue\s?=\s?(["'])([^"'<>]{1,1000})\3/gi;

/** `<add key="ApiKey" value="secret"/>`, `<input name="password" value="secret">`. */
function findAttributes(text: string): Span[] {
  return everyMatch(text, attributes).flatMap(({ 0: whole, 2: name = '', 4: value = '', index }): Span[] => {
    const kind = secretKindOf(name);
    const end = index + whole.length - 1;
    return kind === undefined || !isValue(value, kind) ? [] : [[end - value.length, end]];
  });
}

function isValue(value: string, kind: string): boolean {
  const text = value.trim();
  return (
    text !== '' &&
    !/^(?:[*•.]+|\[[\w -]{1,30}\]|\$?\{.*\}|true|false|null)$/i.test(text) &&
    !(kind !== 'secret' && /^\d{1,9}$/.test(text))
  );
}

const code =
  /(?<![\p{L}\p{N}])(?:(?:my|your|the|his|her|card|user|mein|meine|deine?|ihre?|die) (?:pin|tan)|otp|(?:one-time|verification|security|authentication|login|sicherheits|bestätigungs)[ -]?(?:code|passcode|pin)|einmalcode|tan)(?: is| ist| lautet| was)?[ :=：＝]{1,3}["'`]?(\d(?:[ -]?\d){3,7})(?!\d)/giu;

const bareCode = /(?<![\p{L}\p{N}])pin ?[:=：＝] ?["'`]?(\d{4})(?!\d)/giu;

/** `your verification code is 482913`, `my PIN: 4711`. */
function findCodes(text: string): Span[] {
  return [...everyMatch(text, code), ...everyMatch(text, bareCode)].map(
    ({ 0: whole, 1: digits = '', index }): Span => {
      const end = index + whole.length;
      return [end - digits.length, end];
    },
  );
}
