/** Foreign text in a cell: a spreadsheet shows what follows an apostrophe as it is. */
import { plainCharacters } from './characters.ts';
import type { CsvDialect } from './csvDialect.ts';

/**
 * No formula, in whatever way a spreadsheet parts cells; and nothing that it would show in another way.
 * @param separator of the file
 */
export function defusedCell(cell: string, separator: CsvDialect['separator']): string {
  const inner = separator === ',' ? formulaWithin : formulaWithinOrComma;
  const text = plainCharacters(cell);
  const start = text.length - text.trimStart().length;
  const safe = text.slice(0, start) + text.slice(start).replace(inner, "$1'");
  return formulaAtStart.test(text) || becomesOther(text) ? `'${safe}` : safe;
}

/** Behind white space, and in full width, too. */
const formulaAtStart = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

/**
 * A spreadsheet that goes by another separator than the file begins a cell behind each `;`, tab, comma and line
 * break, since there no quotation mark holds a cell together.
 */
const formulaWithin = /([;\t\r\n](?:[^\S\t\r\n]|["'])*)(?=[=+\-@＝＋－＠])/g;
const formulaWithinOrComma = /([,;\t\r\n](?:[^\S\t\r\n]|["'])*)(?=[=+\-@＝＋－＠])/g;

/** `73928e05` would be shown as 7.39E+09, `007` as 7, `MAR1` as a date, the end of a long number as zeros. */
function becomesOther(text: string): boolean {
  const trimmed = text.normalize('NFKC').trim();
  if (trimmed.length > 40) return false;
  return numberLike.some((shape) => shape.test(trimmed)) || dateLike.some((shape) => shape.test(trimmed));
}

const numberLike: readonly RegExp[] = [
  /^0\d+(?:[.,]\d*)?$/,
  // From 12 digits on it shows a power of ten.
  /^\d{12,}$/,
  /^[$€£¥] ?\d[\d.,]*$/,
  /^\d[\d.,]* ?[%$€£¥]$/,
  /^\(\d[\d.,]*\)$/,
  /^\d{1,3}(?:[,.' ]\d{3})+(?:[.,]\d+)?$/,
  /^\d+ \d+\/\d+$/,
  /^\d+[.,]\d*0$/,
  /^\d*[.,]?\d+e[+-]?\d+$/i,
  /^(?:true|false)$/i,
];

const months =
  'jan(?:uar|uary)?|feb(?:ruar|ruary)?|mar(?:ch)?|märz|mrz|apr(?:il)?|may|mai|june?|juni|july?|juli|' +
  'aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?';
const dateLike: readonly RegExp[] = [
  /^\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?\.?$/,
  /^\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[ap]m?)?$/i,
  new RegExp(`^(?:${months})[-/. ]{0,2}\\d{1,4}$`, 'i'),
  new RegExp(`^\\d{1,4}[-/. ]{0,2}(?:${months})(?:[-/. ]{0,2}\\d{1,4})?$`, 'i'),
];
