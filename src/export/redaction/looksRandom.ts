/** Tells a key from what is as long but says something: digests, ids, slugs, names of tests and classes. */

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
/** Hex digits of MD5, SHA-1, SHA-224, SHA-256, SHA-384 and SHA-512. */
const digestLengths: ReadonlySet<number> = new Set([32, 40, 56, 64, 96, 128]);

/** Addresses and digests of block chains and of IPFS. */
const contentAddress = /^(?:0x(?:[\da-fA-F]{40}|[\da-fA-F]{64})|Qm[1-9A-HJ-NP-Za-km-z]{44}|b[a-z2-7]{58})$/;

/** Services put the kind before an id: `scenariomsg_3McM...`, `toolu_01A0...`. */
const idPrefix =
  /^[a-z]{0,12}(?:msg|message|run|req|request|call|toolu|chat|chatcmpl|thread|item|evt|event|sess|session|conv|conversation|trace|span|job|task|batch|resp|response|usr|user|org|proj|project|file|step|gen|id|asst|node|doc|img)$/;
const longestId = 36;

/** @param word of letters, digits, `_`, `-`, `+` and `=` */
export function looksRandom(word: string): boolean {
  if (contentAddress.test(word)) return false;
  const rest = word.replace(uuid, '');
  if (!/\d/.test(rest) || !/[a-z]/i.test(rest)) return false;
  const pieces = rest.split(/[-_+=]+/).filter((piece) => piece !== '');
  if (idPrefix.test(pieces[0] ?? '') && pieces.slice(1).every(({ length }) => length <= longestId))
    return false;
  const prefixed = /^[a-z]{2,12}$/i.test(pieces[0] ?? '');
  return pieces.some((piece, index) => isRandom(piece, prefixed && index > 0));
}

/** @param prefixed stands behind a word, as the hex digits of an id do: `resp_68af...` */
function isRandom(piece: string, prefixed: boolean): boolean {
  if (piece.length <= 8 || !/\d/.test(piece) || !/[a-z]/i.test(piece)) return isJumble(piece);
  if (/^(?:[\da-f]+|[\dA-F]+)$/.test(piece))
    return !prefixed && !digestLengths.has(piece.length) && piece.length > 24;
  const words = wordsIn(piece);
  return piece.length / words < 3.5 || (words > 6 && !/[a-z].*[A-Z]|[A-Z].*[a-z]/.test(piece));
}

/** Upper and lower case without order, as base64 has it; names have words in them. */
function isJumble(piece: string): boolean {
  return (
    piece.length > 8 && /[a-z]/.test(piece) && /[A-Z]/.test(piece) && piece.length / wordsIn(piece) < 2.5
  );
}

/** Words and numbers: by chance they have about 2 characters, in names 4 and more. */
function wordsIn(piece: string): number {
  return piece.match(/[A-Z]?[a-z]+|[A-Z]+|\d+/g)?.length ?? 1;
}
