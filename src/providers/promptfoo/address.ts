/** What people paste as the address of a promptfoo server: a host, or any page of it. */
import { isLoopback, parseBaseUrl } from '../../core/kit/baseUrl.ts';

/** @throws Error with a sentence for people */
export function normaliseBaseUrl(input: string): string {
  const text = input.trim();
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const url = parseBaseUrl(hasScheme || !isLocalHost(text) ? text : `http://${text}`);
  return `${url.origin}${url.pathname.replace(pages, '').replace(/\/+$/, '')}`;
}

/** The server of this machine speaks plain http; any other host is asked by https. */
function isLocalHost(text: string): boolean {
  return URL.canParse(`http://${text}`) && isLoopback(new URL(`http://${text}`));
}

/** Pages of its site and paths of its API, with whatever comes behind. */
const pages =
  /\/(?:api|eval|evals|history|prompts|datasets|report|reports|redteam|setup|media|model-audit|launcher|login)(?:\/.*)?$/;
