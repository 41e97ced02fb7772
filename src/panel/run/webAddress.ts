/**
 * The address that a link of a transcript leads to, as a browser reads it; `undefined` for what is no web page. It is not
 * taken as it is written: `https:////example.com` and `https:example.com` are addresses to a browser, and none to VS Code.
 */
export function webAddress(href: string): string | undefined {
  if (!URL.canParse(href)) return undefined;
  const url = new URL(href);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
}
