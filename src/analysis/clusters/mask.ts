/** What differs from one message to the next without meaning anything, and must not part them (docs/analysis.md 4). */

/** Stands for whatever a place may hold. */
export const gap = '…';

/** Addresses, ids, times and numbers become gaps. Codes of HTTP answers stay: 404 and 503 are not one error. */
export function masked(message: string): string {
  return message
    .normalize('NFKC')
    .replace(/\bhttps?:\/\/[^\s"'<>)\]]+/giu, gap)
    .replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu, gap)
    .replace(/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/giu, gap)
    .replace(/\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?\b/gu, gap)
    .replace(/\b\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\b/gu, gap)
    .replace(/\b0x[0-9a-f]+\b/giu, gap)
    .replace(statusOrDigits, (found, status: string | undefined) => (status === undefined ? gap : found))
    .replace(/(?:…[\s,;:/]*)+…/gu, gap)
    .replace(/\s+/gu, ' ')
    .trim();
}

/** A code of an HTTP answer with the word that says it is one; or anything with a digit in it. */
const statusOrDigits =
  /(\b(?:HTTP(?:\/[\d.]+)?|status(?:[ _-]?code)?|code|error)[\s:=#(]{0,3}[1-5]\d\d\b)|[\p{L}_\-.]*\d[\p{L}\d_\-.,:]*(?<![.,:])/giu;
