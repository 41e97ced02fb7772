/** Small questions about the values that logs are made of. */
import { isObject, listOf, numberOf, objectOf, parseJsonText, type JsonObject } from '../../core/kit/json.ts';
import { finiteText } from '../../core/kit/finite.ts';
import type { Json } from '../../core/run/run.ts';
import { memberOf, wordOf } from '../values.ts';

export interface ParsedText {
  readonly value: Json;
  /** JSON, which the text that was read need not be. */
  readonly text: string;
}

/** Python writes `NaN` and `Infinity`, which are no JSON and mean "no number" here. @throws SyntaxError */
export function parsedText(text: string): ParsedText {
  try {
    return { value: parseJsonText(text), text };
  } catch (error) {
    const finite = finiteText(text);
    if (!finite) throw error;
    return { value: parseJsonText(finite.text), text: finite.text };
  }
}

/** Which sample, and which try at it. */
export interface Try {
  readonly sample: string;
  readonly epoch: number;
}

export function tryOf(value: Json | undefined): Try | undefined {
  const sample = wordOf(memberOf(value, 'id'));
  return sample === undefined ? undefined : { sample, epoch: numberOf(memberOf(value, 'epoch')) ?? 1 };
}

/** A sample may be tried several times. */
export function runIdOf({ sample, epoch }: Try): string {
  return epoch <= 1 ? sample : `${sample} (epoch ${epoch})`;
}

/** Of all models together. */
export function usageOf(usage: Json | undefined, member: 'total_tokens' | 'total_cost'): number | undefined {
  const all = Object.values(objectOf(usage) ?? {}).map((each) => numberOf(memberOf(each, member)));
  const known = all.filter((each) => each !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, each) => sum + each, 0);
}

/** Elements of a list; of an object with one list, those of that list. */
export function listIn(value: Json | undefined): readonly Json[] {
  if (!isObject(value)) return listOf(value);
  const lists = Object.values(value).filter((member) => Array.isArray(member));
  return lists.length === 1 ? listOf(lists[0]) : [];
}

/** How often each sample is tried. */
export function epochsOf(head: JsonObject): number {
  return numberOf(memberOf(head, 'eval', 'config', 'epochs')) ?? 1;
}

/** All tries that a log is to hold, as far as its head names the samples. */
export function listedTries(head: JsonObject): Try[] {
  const epochs = Array.from({ length: Math.min(1000, epochsOf(head)) }, (_, index) => index + 1);
  return listOf(memberOf(head, 'eval', 'dataset', 'sample_ids'))
    .flatMap((id) => wordOf(id) ?? [])
    .flatMap((sample) => epochs.map((epoch) => ({ sample, epoch })));
}
