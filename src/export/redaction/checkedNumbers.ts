/** Numbers that carry their own check: cards (Luhn) and bank accounts (ISO 13616, modulo 97). */
import { foldedNumbers } from './foldedNumbers.ts';
import type { Span } from './span.ts';

export function findCards(text: string): Span[] {
  return findChecked(foldedNumbers(text), /(?<!\d)[2-6]/g, cardEnd);
}

export function findIbans(text: string): Span[] {
  return findChecked(foldedNumbers(text), /(?<![\p{L}\p{N}])[a-z]{2}[ .-]?\d[ .-]?\d/giu, ibanEnd);
}

/** Luhn, over as many digits as cards that begin so have. */
export function isCard(digits: string): boolean {
  if (!/^\d+$/.test(digits) || !hasCardLength(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits.charAt(digits.length - 1 - i));
    const twice = i % 2 === 1 ? digit * 2 : digit;
    sum += twice > 9 ? twice - 9 : twice;
  }
  return sum % 10 === 0;
}

/** Modulo 97 over letters as numbers, the first four characters moved to the end. */
export function isIban(text: string): boolean {
  const iban = text.toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(iban) || ibanLengths.get(iban.slice(0, 2)) !== iban.length)
    return false;
  let rest = 0;
  for (const char of iban.slice(4) + iban.slice(0, 4)) {
    const value = parseInt(char, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** By the number ranges of the networks (ISO/IEC 7812). */
function hasCardLength(digits: string): boolean {
  const { length } = digits;
  const [two, four] = [Number(digits.slice(0, 2)), Number(digits.slice(0, 4))];
  if (digits.startsWith('4')) return length === 13 || length === 16 || length === 19;
  if (two === 34 || two === 37) return length === 15;
  if ((four >= 3000 && four < 3060) || two === 36 || two === 38 || two === 39)
    return length >= 14 && length <= 19;
  if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) return length === 16;
  const others = two === 35 || two === 50 || (two >= 56 && two <= 69);
  return others && length >= 15 && length <= 19;
}

/** By the registry of ISO 13616. */
const ibanLengths: ReadonlyMap<string, number> = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ' +
    'ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 ' +
    'LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 ' +
    'PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** Where the card number that starts at `at` ends, the longest that checks. */
function cardEnd(text: string, at: number): number | undefined {
  return longestEnd(
    text,
    at,
    { char: /\d/, least: 13, most: 19 },
    (compact, groups) => hasCardGroups(groups) && isCard(compact),
  );
}

function ibanEnd(text: string, at: number): number | undefined {
  return longestEnd(text, at, { char: /[a-z\d]/i, least: 15, most: 34 }, isIban);
}

/** In fours and more, or, as they are said aloud, all in ones or twos; thousands are parted in threes. */
function hasCardGroups(groups: readonly number[]): boolean {
  const whole = groups.slice(0, -1);
  return (
    whole.every((size) => size >= 4) || whole.every((size) => size === 1) || whole.every((size) => size === 2)
  );
}

interface Shape {
  readonly char: RegExp;
  readonly least: number;
  readonly most: number;
}

/** Up to three spaces, dots, dashes and the like may part a number. */
const parts = /[ ._/-]{0,3}/y;

function longestEnd(
  text: string,
  at: number,
  { char, least, most }: Shape,
  checks: (compact: string, groups: readonly number[]) => boolean,
): number | undefined {
  const groups: number[] = [0];
  let compact = '';
  let found: number | undefined;
  for (let i = at; i < text.length && compact.length < most;) {
    const here = text.charAt(i);
    if (!char.test(here)) break;
    compact += here;
    groups.push((groups.pop() ?? 0) + 1);
    i++;
    const whole = !char.test(text.charAt(i));
    if (!whole) continue;
    if (compact.length >= least && checks(compact, groups)) found = i;
    parts.lastIndex = i;
    parts.test(text);
    i = Math.max(i, parts.lastIndex);
    groups.push(0);
  }
  return found;
}

function findChecked(
  text: string,
  start: RegExp,
  endOf: (text: string, at: number) => number | undefined,
): Span[] {
  const found: Span[] = [];
  start.lastIndex = 0;
  for (let match = start.exec(text); match; match = start.exec(text)) {
    const end = endOf(text, match.index);
    if (end !== undefined) found.push([match.index, end]);
    start.lastIndex = end ?? nextWordStart(text, match.index);
  }
  return found;
}

/** Where the next word may start; always further on. */
function nextWordStart(text: string, at: number): number {
  let i = at + 1;
  while (i < text.length && /[\p{L}\p{N}]/u.test(text.charAt(i))) i++;
  return i;
}
