import { batchRule, type Finding } from '../export/redaction/redact.ts';
import { redactedText } from '../export/redaction/redactText.ts';
import { builtInRules } from '../export/redaction/rules.ts';

export interface RedactedText {
  readonly text: string;
  readonly found: readonly Finding[];
}

/** A text by the default rules: JSON stays JSON, and all that nothing was found in stays byte for byte. */
export function redactText(text: string): RedactedText {
  const rules = builtInRules.map(batchRule);
  const counts = new Map<string, Finding>();
  const redacted = redactedText(text, rules, counts);
  return { text: redacted, found: rules.flatMap(({ id }) => counts.get(id) ?? []) };
}
