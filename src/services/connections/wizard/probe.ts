/** Asks a service whether it takes a key, with the request whose answer the next step needs anyway. */
import { t } from '../../../core/kit/l10n.ts';
import { sentences } from '../../../core/kit/punctuation.ts';
import {
  isAborted,
  isProviderError,
  sentencesOf,
  type ProviderError,
} from '../../../core/provider/providerError.ts';
import type { Project, ProviderClient } from '../../../core/provider/provider.ts';

export type Probe =
  /** Said at the key. */
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'projects'; readonly projects: readonly Project[] }
  /** The key may well be good, but projects have to be named by hand. */
  | { readonly kind: 'unlisted'; readonly why: string }
  | { readonly kind: 'fine' };

/** In seconds: an id can be entered by hand instead, and the last step tests everything once more. */
export const answersWithin = 20;

/**
 * @param left aborted when the person goes elsewhere
 * @param late aborted when the service took too long
 * @throws whatever `left` was aborted with; nothing else
 */
export async function probeKey(client: ProviderClient, left: AbortSignal, late: AbortSignal): Promise<Probe> {
  const signal = AbortSignal.any([left, late]);
  const lists = client.projects !== undefined;
  try {
    if (!client.projects) {
      await client.test(signal);
      return { kind: 'fine' };
    }
    const projects = await client.projects(signal);
    return projects.length > 0
      ? { kind: 'projects', projects }
      : { kind: 'unlisted', why: t('The key sees no projects.') };
  } catch (error) {
    left.throwIfAborted();
    if (isProviderError(error) && isAboutKey(error, lists)) return { kind: 'refused', why: refusalOf(error) };
    if (!lists) return { kind: 'fine' };
    return { kind: 'unlisted', why: whyUnlisted(error, late.aborted) };
  }
}

/** Who may read runs may often not list projects, so that a 403 there says nothing of the key. */
function isAboutKey({ reason }: ProviderError, listedProjects: boolean): boolean {
  return reason === 'unauthorized' || (reason === 'forbidden' && !listedProjects);
}

/** A key that is sent in the wrong way may be right. */
function refusalOf(error: ProviderError): string {
  return error.remedy === 'editConnection'
    ? sentences([error.message, t('Choose another way to send it, with the button above.')])
    : sentencesOf(error);
}

function whyUnlisted(error: unknown, isLate: boolean): string {
  if (isLate) return t('Projects cannot be listed: no answer came within {0} s.', answersWithin);
  if (isAborted(error) || !isProviderError(error)) return t('Projects cannot be listed.');
  return t('Projects cannot be listed: {0}', error.message);
}
