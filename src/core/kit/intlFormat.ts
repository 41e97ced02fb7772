/** How figures read in other languages than English, by `Intl`. */
import { intlLocale } from './l10n.ts';

/** Figures as one language writes them. */
export interface Figures {
  /** @param digits at most so many decimals; without, what it needs */
  number(n: number, digits?: number): string;
  /** @param part one of `Intl`'s units, e.g. `minute`, `megabyte` */
  unit(n: number, part: Unit, digits?: number): string;
  /** `66,7 %`. @param percent 0 to 100 */
  percent(percent: number): string;
  /** @param digits exactly so many decimals */
  dollars(usd: number, digits: number): string;
  /** `vor 3 Min.`, `gestern`. @param n negative for what is past */
  ago(n: number, part: 'minute' | 'hour' | 'day'): string;
  /** `24. Nov. 20:22`. @param ms since the epoch, local */
  shortDate(ms: number, withYear: boolean, withTime: boolean): string;
}

export type Unit = 'millisecond' | 'second' | 'minute' | 'hour' | 'day' | 'byte' | 'kilobyte' | 'megabyte';

let made: { readonly locale: string; readonly figures: Figures } | undefined;

/** `undefined` in English. */
export function intlFigures(): Figures | undefined {
  const locale = intlLocale();
  if (locale === undefined) return undefined;
  if (made?.locale !== locale) made = { locale, figures: figuresOf(locale) };
  return made.figures;
}

function figuresOf(locale: string): Figures {
  const formats = new Map<string, Intl.NumberFormat>();
  // To make one takes far longer than to use it.
  const format = (options: Intl.NumberFormatOptions): Intl.NumberFormat => {
    const key = JSON.stringify(options);
    const known = formats.get(key) ?? new Intl.NumberFormat(locale, options);
    formats.set(key, known);
    return known;
  };
  const dates = new Map<string, Intl.DateTimeFormat>();
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  return {
    number: (n, digits = 20) => format({ maximumFractionDigits: digits }).format(n),
    unit: (n, unit, digits = 1) =>
      format({ style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: digits }).format(n),
    percent: (percent) => format({ style: 'percent', maximumFractionDigits: 1 }).format(percent / 100),
    dollars: (usd, digits) =>
      format({
        ...{ style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' },
        ...{ minimumFractionDigits: digits, maximumFractionDigits: digits },
      }).format(usd),
    ago: (n, part) => relative.format(n, part),
    shortDate: (ms, withYear, withTime) => {
      const key = `${withYear} ${withTime}`;
      const known =
        dates.get(key) ??
        new Intl.DateTimeFormat(locale, {
          ...{ day: 'numeric', month: 'short' },
          ...(withYear ? { year: 'numeric' } : {}),
          ...(withTime ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } : {}),
        });
      dates.set(key, known);
      return known.format(ms);
    },
  };
}
