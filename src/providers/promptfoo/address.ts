/** What people paste as the address of a promptfoo server: a host, or any page of it. */
import { parseBaseUrl, withLocalScheme } from '../../core/kit/baseUrl.ts';

/** @throws Error with a sentence for people */
export function normaliseBaseUrl(input: string): string {
  const url = parseBaseUrl(withLocalScheme(input));
  return `${url.origin}${url.pathname.replace(pages, '').replace(/\/+$/, '')}`;
}

/** Pages of its site and paths of its API, with whatever comes behind. */
const pages =
  /\/(?:api|eval|evals|history|prompts|datasets|report|reports|redteam|setup|media|model-audit|launcher|login)(?:\/.*)?$/;
