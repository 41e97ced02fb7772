/** Addresses and ids that people paste: of LangWatch's own pages, of its API, or the ids alone. */
import { parseBaseUrl, withLocalScheme } from '../../core/kit/baseUrl.ts';
import type { TrackedSimulation } from '../../core/provider/provider.ts';
import { decodeSegment } from '../../core/run/segment.ts';

const cloud = 'https://app.langwatch.ai';

/** @throws Error with a sentence for people */
export function normaliseBaseUrl(input: string): string {
  const url = parseBaseUrl(withLocalScheme(input));
  // There is nothing but the API and the pages of projects at the service's own host.
  if (url.origin === cloud) return cloud;
  return `${url.origin}${url.pathname.replace(pages, '').replace(/\/+$/, '')}`;
}

/** Paths of the API, and a project's pages with the project before them. */
const pages =
  /\/(?:api|[^/]+\/(?:simulations|messages|analytics|evaluations|experiments|workflows|datasets|prompts|setup))(?:\/.*)?$/;

/** A set, or a batch of it: `.../PROJECT/simulations/SET/BATCH`, `?scenarioSetId=SET`, `SET` or `SET/BATCH`. */
export function parseReference(input: string): TrackedSimulation | undefined {
  const text = input.trim();
  const { set, batch } = inAddress(text) ?? inWords(text) ?? {};
  if (set === undefined || set === '') return undefined;
  return {
    scenario: decodeSegment(set),
    ...(batch === undefined ? {} : { simulation: decodeSegment(batch) }),
  };
}

interface Reference {
  readonly set: string | undefined;
  readonly batch: string | undefined;
}

function inAddress(text: string): Reference | undefined {
  const [, page, batch] = /\/simulations\/([^/?#\s]+)(?:\/([^/?#\s]+))?/.exec(text) ?? [];
  if (page !== undefined) return { set: page, batch };
  const [, set] = /[?&]scenarioSetId=([^&#\s]+)/.exec(text) ?? [];
  const [, asked] = /[?&]batchRunId=([^&#\s]+)/.exec(text) ?? [];
  return set === undefined ? undefined : { set, batch: asked };
}

/** People name sets as they like, so that a name may have spaces. */
function inWords(text: string): Reference | undefined {
  const [, set, batch] = /^([^/:?#]+?)(?:\s*\/\s*([^/:?#\s]+))?$/.exec(text) ?? [];
  return set === undefined ? undefined : { set, batch };
}
