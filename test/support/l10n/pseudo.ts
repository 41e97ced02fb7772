/** A language of the tests: each word is there, and nobody mistakes it for English. */

/** Around each message, so that a test finds where it ends. */
export const [pseudoStart, pseudoEnd] = ['⟦', '⟧'];

/** As VS Code calls it. */
export const pseudoLocale = 'qps-ploc';

/** What is no word: placeholders, code, targets of links, names of settings, icons, tags. */
const kept = /(\]\([^)]*\)|`[^`]*`|#[\w.]+#|\$\([\w-]+\)|\{\d+\}|<[^>]+>|\\.)/;

/** The message with accents and 1.4 times as long, e.g. `⟦Ŕûñš {0} øø⟧`. */
export function pseudo(message: string): string {
  const parts = message.split(kept);
  const words = parts.map((part, index) => (index % 2 === 1 ? part : accented(part))).join('');
  const letters = parts
    .filter((_, index) => index % 2 === 0)
    .join('')
    .trim().length;
  const longer = Math.ceil(letters * 0.4) - 2;
  return `${pseudoStart}${words}${longer > 0 ? padding.slice(0, longer + 1) : ''}${pseudoEnd}`;
}

const padding = ' øø øøø øøøø'.repeat(60);

const [plain, marked] = ['aAcCdDeEgGhHiIjJkKlLnNoOrRsStTuUwWyYzZ', 'åÅçÇđĐéÉğĞĥĤîÎĵĴķĶļĻñÑöÖŕŔšŠţŢûÛŵŴýÝžŽ'];

function accented(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => marked.charAt(plain.indexOf(letter)) || letter);
}
