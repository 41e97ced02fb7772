/** Cognigy's own numbers in the body of a refusal (docs/contracts.md A7); the others are those of HTTP. */
import { numberOf, textOf, type JsonObject } from '../../core/kit/json.ts';
import type { RefusalKind, RefusalReading } from '../../core/provider/refusals.ts';

export function readRefusal(error: JsonObject): RefusalReading {
  return { kind: kinds.get(textOf(error['code']) ?? numberOf(error['code'])?.toString() ?? '') };
}

const kinds: ReadonlyMap<string, RefusalKind> = new Map([
  ['1002', 'notFound'],
  ['1008', 'unavailable'],
  ['8001', 'timeout'],
]);
