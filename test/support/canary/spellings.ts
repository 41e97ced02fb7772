/** The ways in which a key can be written down, to be put into answers and to be looked for. */

export function spellings(key: string): string[] {
  const bytes = Buffer.from(key);
  return [
    key,
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    encodeURIComponent(key),
    encodeURIComponent(encodeURIComponent(key)),
    swapped(key),
    // As a header would be packed whole.
    Buffer.from(`x-api-key: ${key}`).toString('base64'),
  ];
}

/** As JSON may spell it too; stands within quotes. */
export function escapedInJson(key: string): string {
  return Array.from(key, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
}

/** The first spelling of the key that a text holds, also where each byte is followed by a zero (UTF-16). */
export function spellingIn(text: string, key: string): string | undefined {
  const plain = text.includes('\0') ? [text, text.replaceAll('\0', '')] : [text];
  const lower = plain.map((each) => each.toLowerCase());
  return [...spellings(key).map(withoutEnds), escapedInJson(key)].find((form) =>
    lower.some((each) => each.includes(form.toLowerCase())),
  );
}

/** What stands around a key in base64 decides about the characters at its ends. */
function withoutEnds(form: string): string {
  return form.length > 24 ? form.slice(2, -4) : form;
}

function swapped(text: string): string {
  return text.replace(/[a-z]/gi, (each) =>
    each === each.toLowerCase() ? each.toUpperCase() : each.toLowerCase(),
  );
}
