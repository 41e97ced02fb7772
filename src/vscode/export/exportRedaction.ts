/** What is taken out of runs before they leave: shown with counts, and each kind can be switched off. */
import { shortLine } from '../../core/kit/visible.ts';
import { plural } from '../../core/kit/format.ts';
import { sent, t } from '../../core/kit/l10n.ts';
import type { ExportedRun } from '../../export/exported.ts';
import type { BatchRule, Finding } from '../../export/redaction/redact.ts';
import { redactedText } from '../../export/redaction/redactText.ts';
import { inSteps, type Steps } from './exportWork.ts';
import { showQuickPickOfMany } from '../door.ts';

/**
 * The rules that the person leaves on; `undefined` when they changed their mind. What was not found needs no
 * question and stays on.
 */
export async function chooseRedaction(
  runs: readonly ExportedRun[],
  rules: readonly BatchRule[],
): Promise<readonly BatchRule[] | undefined> {
  const found = await inSteps(t('Looking for what should not leave this machine'), (steps) =>
    findings(runs, rules, steps),
  );
  if (!found || found.length === 0) return found && rules;
  const items = found.map(({ rule, count, examples }) => ({
    label: `${t(sent(rule.label))}: ${plural(count, 'place')}`,
    description: t('become {0}', rule.placeholder),
    detail: examples.map((example) => shortLine(example, 40)).join('   '),
    picked: true,
    rule,
  }));
  const picked = await showQuickPickOfMany(items, {
    title: t('Redact Before Export'),
    placeHolder: t('What is ticked is replaced in the file. Untick what may stay.'),
    ignoreFocusOut: true,
  });
  if (!picked) return undefined;
  const kept = new Set(picked.map(({ rule }) => rule.id));
  const seen = new Set(found.map(({ rule }) => rule.id));
  return rules.filter(({ id }) => kept.has(id) || !seen.has(id));
}

/** How often each rule finds something in the runs as the service sent them; those that do, in their order. */
async function findings(
  runs: readonly ExportedRun[],
  rules: readonly BatchRule[],
  steps: Steps,
): Promise<Finding[]> {
  const counts = new Map<string, Finding>();
  for (const { item } of runs) {
    redactedText(item.raw(), rules, counts);
    await steps.next();
  }
  return rules.flatMap(({ id }) => counts.get(id) ?? []);
}
