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
  return /^\d+$/.test(digits) && cardEnd(digits, 0) === digits.length;
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

/** By the number ranges of the networks (ISO/IEC 7812). @param four the first digits */
function hasCardLength(four: number, length: number): boolean {
  const two = Math.trunc(four / 100);
  if (two >= 40 && two < 50) return length === 13 || length === 16 || length === 19;
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

const mostCardDigits = 19;

/**
 * Where the card number that starts at `at` ends, the longest that checks. Digits are added up as they are read: a long
 * row of them is read from each as a beginning.
 */
function cardEnd(text: string, at: number): number | undefined {
  let found: number | undefined;
  let count = 0;
  let four = 0;
  // The sum of Luhn if the last digit so far counts once, and if it counts twice.
  let once = 0;
  let twice = 0;
  // Of the groups before the one that is read.
  let smallest = mostCardDigits;
  let largest = 0;
  for (let i = at; count < mostCardDigits; i = partsEnd(text, i)) {
    const before = count;
    let code = codeAt(text, i);
    for (; count < mostCardDigits && isDigit(code); code = codeAt(text, ++i)) {
      const digit = code - zero;
      const sum = twice + digit;
      twice = once + (digit > 4 ? digit * 2 - 9 : digit * 2);
      once = sum;
      if (count < 4) four = four * 10 + digit;
      count++;
    }
    const size = count - before;
    if (size === 0 || isDigit(code)) break;
    // In fours and more, or, as they are said aloud, all in ones or twos; thousands are parted in threes.
    const hasGroups = smallest >= 4 || (smallest === largest && largest <= 2);
    if (once % 10 === 0 && hasGroups && hasCardLength(four, count)) found = i;
    if (size < smallest) smallest = size;
    if (size > largest) largest = size;
  }
  return found;
}

function ibanEnd(text: string, at: number): number | undefined {
  const length = ibanLengths.get(text.slice(at, at + 2).toUpperCase()) ?? 0;
  let compact = '';
  let i = at;
  while (compact.length < length) {
    const start = i;
    const last = start + length - compact.length;
    while (i < last && isLetterOrDigit(codeAt(text, i))) i++;
    if (i === start) return undefined;
    compact += text.slice(start, i);
    if (compact.length === length) break;
    i = partsEnd(text, i);
  }
  return !isLetterOrDigit(codeAt(text, i)) && isIban(compact) ? i : undefined;
}

const zero = 0x30;

function isDigit(code: number): boolean {
  return code >= zero && code <= zero + 9;
}

function isLetterOrDigit(code: number): boolean {
  // A capital letter and its small one differ in this bit.
  const small = code | 0x20;
  return isDigit(code) || (small >= 0x61 && small <= 0x7a);
}

/** Up to three spaces, dots, dashes and the like may part a number. */
function partsEnd(text: string, at: number): number {
  let i = at;
  while (i < at + 3 && isPart(codeAt(text, i))) i++;
  return i;
}

function isPart(code: number): boolean {
  return code === 0x20 || code === 0x5f || (code >= 0x2d && code <= 0x2f);
}

/** Beyond the end there is nothing: `charCodeAt` would give a number that is none, which makes the loops slow. */
function codeAt(text: string, at: number): number {
  return at < text.length ? text.charCodeAt(at) : 0;
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
