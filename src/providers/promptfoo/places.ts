/** How places of promptfoo are named in references. */
import { textOf } from '../../core/kit/json.ts';

/** @returns which test and which prompt a run is, as its reference says */
export function cellOf(run: string): { readonly test: number; readonly prompt: number } | undefined {
  const [, test, prompt] = /^(\d{1,9})\.(\d{1,6})$/.exec(run) ?? [];
  return test === undefined || prompt === undefined
    ? undefined
    : { test: Number(test), prompt: Number(prompt) };
}

export function segmentOf(evaluation: string): string {
  return `eval:${evaluation}`;
}

export function evaluationAt(path: readonly string[]): string | undefined {
  const [segment, ...more] = path;
  return more.length === 0 && segment?.startsWith('eval:') ? textOf(segment.slice(5)) : undefined;
}
