/** Phone numbers: by a country code or a shape that only they have; any other shape where a word tells so. */
import { foldedNumbers } from './foldedNumbers.ts';
import { matches, type Span } from './span.ts';

// Between groups stand up to three of these; everything is bounded.
const gap = '[ ./()-]{0,3}';
const international = new RegExp(`(?<![\\w+.-])\\+[1-9](?:${gap}\\d){6,14}(?!\\d)`, 'g');
const prefixed = new RegExp(`(?<![\\w+.,-])00[ -]?[1-9](?:${gap}\\d){8,13}(?!\\d)`, 'g');
/** North America: three, three, four. */
const american =
  /(?<![\w+.,-])(?:1[ .-])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[ .-])[2-9]?\d{2,3}[ .-]\d{4}(?![\w-]|[.,]\d)/g;
/** With the zero of a long-distance call: an area, and a number of one or more groups. */
const national =
  /(?<![\w+.,-])(?:\(0\d{1,5}\)[ -]?|0[1-9]\d{0,4}[ /-]{1,3})\d{3,8}(?:[ -]\d{2,5}){0,3}(?![\w-]|[.,]\d)/g;
/** In pairs: France, and Germany by its norm. */
const pairs =
  /(?<![\w+.,-])(?:0[1-9](?:[ .]\d{2}){4}|0[1-9]\d{1,4}[ /-]{1,3}\d{2}(?: \d{2}){2,4})(?![\w-]|[ .,]\d)/g;
const anyShape = /(?<![\w+.,-])\(?\d(?:[ ./()-]{0,2}\d){6,14}(?![\w-]|[.,]\d)/g;

export function findPhones(text: string): Span[] {
  const folded = foldedNumbers(text);
  const sure = [...matches(folded, international), ...matches(folded, prefixed)];
  const inPairs = matches(folded, pairs).filter((span) => !isCount(folded.slice(...span)));
  const likely = [...matches(folded, american), ...matches(folded, national), ...inPairs].filter(
    (span) => hasDigits(folded, span, 9) && !namesOther.test(wordsBefore(folded, span, 16)),
  );
  const told = matches(folded, anyShape).filter(
    (span) =>
      hasDigits(folded, span, 7) &&
      namesPhone.test(wordsBefore(folded, span, 40)) &&
      !isDate(folded.slice(...span)),
  );
  return [...sure, ...likely, ...told];
}

/** What a number is called that is no phone number, right before it. */
const namesOther =
  /(?<!\p{L})(?:sku|ean|isbn|order|bestellung|row|zeile|line|price|preis|id|item|artikel|invoice|rechnung|ref|reference|batch|ticket|part|case|serial|seat|build|version|page|pos|position|vin|imei|policy|customer|kunde|contract|vertrag|code)s?\.?(?: (?:no|nr|number|nummer)\.?| ?#)?[ :=#]*$/iu;
const namesPhone =
  /(?<!\p{L})(?:tele?phone|phone|tel|call|mobile|cell|fax|handy|telefon|telefonnummer|rufnummer|mobil|anruf|anrufen|ruf|whatsapp|sms|dial|hotline|téléphone|teléfono|telefono)(?!\p{L})[^\n\d]*$/iu;

function wordsBefore(text: string, [start]: Span, length: number): string {
  return text.slice(Math.max(0, start - length), start);
}

function hasDigits(text: string, span: Span, least: number): boolean {
  const digits = text.slice(...span).replace(/\D/g, '').length;
  return digits >= least && digits <= 15;
}

/** `05 06 07 08 09` counts months. */
function isCount(found: string): boolean {
  const numbers = found.split(/[ .]/).map(Number);
  const step = (numbers[1] ?? 0) - (numbers[0] ?? 0);
  return numbers.every((number, i) => i === 0 || number - (numbers[i - 1] ?? 0) === step);
}

function isDate(found: string): boolean {
  return /^\(?(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{10,13}$)/.test(found) && !/^0/.test(found);
}
