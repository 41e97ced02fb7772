/** Numbers that carry their own check: cards (Luhn) and bank accounts (ISO 13616, modulo 97). */

/** Where the card number that starts at `at` ends, the longest that checks; single spaces or dashes may part it. */
export function cardEnd(text: string, at: number): number | undefined {
  return longestEnd(text, at, { parts: /[ -]/, char: /\d/, least: 13, most: 19 }, isCard);
}

/** The same for an IBAN; upper or lower case. */
export function ibanEnd(text: string, at: number): number | undefined {
  return longestEnd(text, at, { parts: /[ -]/, char: /[a-z\d]/i, least: 15, most: 34 }, isIban);
}

/** Where the next word may start; always further on. */
export function nextWordStart(text: string, at: number): number {
  let i = at + 1;
  while (i < text.length && /[\p{L}\p{N}]/u.test(text.charAt(i))) i++;
  return i;
}

/** Luhn, over 13 to 19 digits of which the first is that of a bank or travel card. */
export function isCard(digits: string): boolean {
  if (!/^[2-6]\d{12,18}$/.test(digits)) return false;
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
  if (!/^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(iban)) return false;
  let rest = 0;
  for (const char of iban.slice(4) + iban.slice(0, 4)) {
    const value = parseInt(char, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

interface Shape {
  readonly parts: RegExp;
  readonly char: RegExp;
  readonly least: number;
  readonly most: number;
}

function longestEnd(
  text: string,
  at: number,
  { parts, char, least, most }: Shape,
  checks: (compact: string) => boolean,
): number | undefined {
  let compact = '';
  let found: number | undefined;
  for (let i = at; i < text.length && compact.length < most; i++) {
    const here = text.charAt(i);
    if (char.test(here)) {
      compact += here;
      const whole = !char.test(text.charAt(i + 1));
      if (whole && compact.length >= least && checks(compact)) found = i + 1;
    } else if (!parts.test(here) || !char.test(text.charAt(i + 1))) break;
  }
  return found;
}
