/** How cells are parted: a spreadsheet goes by the list separator of its region, whatever the file's name says. */

export interface CsvDialect {
  readonly separator: ',' | ';' | '\t';
  /** Between whole and part of a number: where lists are parted by `;`, `1.5` would be read as a date. */
  readonly decimal: '.' | ',';
}

export const commas: CsvDialect = { separator: ',', decimal: '.' };
const semicolons: CsvDialect = { separator: ';', decimal: ',' };
const tabs: CsvDialect = { separator: '\t', decimal: '.' };

export const csvSeparators = ['auto', 'comma', 'semicolon', 'tab'] as const;
export type CsvSeparator = (typeof csvSeparators)[number];

/** @param locale of this machine, e.g. `de-DE`: where numbers have a comma, lists are parted by `;` */
export function csvDialect(chosen: CsvSeparator, locale: string): CsvDialect {
  switch (chosen) {
    case 'comma':
      return commas;
    case 'semicolon':
      return semicolons;
    case 'tab':
      return tabs;
    case 'auto':
      return hasDecimalComma(locale) ? semicolons : commas;
  }
}

function hasDecimalComma(locale: string): boolean {
  try {
    const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(1.5);
    return parts.some(({ type, value }) => type === 'decimal' && value === ',');
  } catch {
    return false;
  }
}
