/** Saved answers of LangWatch, and the events that its SDK sends, taken apart into runs (docs/contracts.md D6). */
import { msg } from '../../core/kit/l10n.ts';
import { isObject, listOf, textOf, type JsonObject } from '../../core/kit/json.ts';
import type { SavedAnswers } from '../../core/provider/provider.ts';
import { runsOfEvents } from './events.ts';

export const savedAnswers: Omit<SavedAnswers, 'idOf'> = {
  lists: [['runs']],
  claims: isRun,
  // A run holds messages, and would else be taken for a conversation.
  split: (value, text) => (isRun(value) ? [{ id: idOf(value), text }] : undefined),
  events: runsOfEvents,
  looksLike: (value) =>
    listOf(value['batches']).some((batch) => isObject(batch) && 'batchRunId' in batch)
      ? msg(
          '{0} looks like the list of batches of LangWatch, which holds no runs; save the answer with the runs of one and open that.',
        )
      : undefined,
};

export function idOf(source: JsonObject): string | undefined {
  return textOf(source['scenarioRunId']);
}

/** Events of the SDK name a run, too, and a type. */
function isRun(value: JsonObject): boolean {
  return (
    'scenarioRunId' in value &&
    ['status', 'results', 'messages'].some((key) => key in value) &&
    !('type' in value)
  );
}
