import { isJson } from '../core/kit/json.ts';
import { batchRule, redactTexts, type Finding } from '../export/redaction/redact.ts';
import { replaceInJson, textsOfJson } from '../export/redaction/redactJson.ts';
import { builtInRules } from '../export/redaction/rules.ts';

export interface RedactedText {
  readonly text: string;
  readonly found: readonly Finding[];
}

/** A text by the default rules: JSON stays JSON, and all that nothing was found in stays byte for byte. */
export function redactText(text: string): RedactedText {
  const rules = builtInRules.map(batchRule);
  const counts = new Map<string, Finding>();
  const isDocument = isJson(text);
  const replaced = redactTexts(isDocument ? textsOfJson(text) : [text], rules, counts);
  const redacted = isDocument ? replaceInJson(text, replaced) : (replaced.get(text) ?? text);
  return { text: redacted, found: rules.flatMap(({ id }) => counts.get(id) ?? []) };
}
