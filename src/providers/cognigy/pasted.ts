/** Ids in what people paste: addresses of the API or the web UI, or the ids alone. */
import type { TrackedSimulation } from '../../core/provider/provider.ts';
import { decodeSegment } from '../../core/run/segment.ts';

/**
 * From an address of the API (`?projectId=P`) or of the web UI, which calls a project `agent` in older versions
 * (`/project/P/LOCALE/...`, `/agent/P/...`), or `P` alone.
 */
export function parseProject(input: string): string | undefined {
  const text = input.trim();
  if (/^[\w-]+$/.test(text)) return text;
  const [, id] =
    /[?&#]projectId=([\w-]+)/i.exec(text) ??
    /\/(?:projects?|agents?)\/([0-9a-f]{24})(?![\w-])/i.exec(text) ??
    [];
  return id;
}

/** From an API URL `.../simulations/S/batches/B...`, a UI URL with the same words, or `S B` / `S/B`. */
export function parseReference(input: string): TrackedSimulation | undefined {
  const text = input.trim();
  const inUrl = /\/(?:simulations|scenarios?)\/([^/?#\s]+)\/(?:batches|simulations?)\/([^/?#\s]+)/i.exec(
    text,
  );
  const plain = /^([\w-]+)[\s/,]+([\w-]+)$/.exec(text);
  const [, scenario, simulation] = inUrl ?? plain ?? [];
  if (!scenario || !simulation) return undefined;
  return { scenario: decodeSegment(scenario), simulation: decodeSegment(simulation) };
}
