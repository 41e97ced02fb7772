/**
 * Numbers as they are written anywhere, in ASCII: digits of other scripts and of full width, spaces of any width,
 * dashes, dots and brackets. Each character becomes one, so that places stay.
 */
export function foldedNumbers(text: string): string {
  return unfolded.test(text) ? text.replace(everyUnfolded, fold) : text;
}

const signs =
  '\\p{Zs}\\t\\p{Pd}\\u2212\\u00ad\\u200b-\\u200d\\u2060\\ufeff\\u00b7\\u2022\\u2219\\u30fb\\uff65\\uff0b-\\uff0f\\uff08\\uff09\\uff21-\\uff3a\\uff41-\\uff5a\\uff61\\u3002';
const unfolded = new RegExp(`(?![\\x20-\\x7e])[\\p{Nd}${signs}]`, 'u');
const everyUnfolded = new RegExp(unfolded.source, 'gu');

function fold(char: string): string {
  // Digits beyond the basic plane take two units.
  if (char.length > 1) return char;
  const code = char.charCodeAt(0);
  const zero = zeros.find((each) => code >= each && code < each + 10);
  if (zero !== undefined) return String(code - zero);
  if (/[\p{Pd}\u2212]/u.test(char)) return '-';
  if (/[\u00b7\u2022\u2219\u30fb\uff65\uff0e\uff61\u3002]/.test(char)) return '.';
  return code >= 0xff00 && code !== 0xfeff ? char.normalize('NFKC') : ' ';
}

/** The zeros of the scripts in use. */
const zeros: readonly number[] = Array.from('٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀០᠐０', (zero) => zero.charCodeAt(0));
