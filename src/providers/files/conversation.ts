/** A conversation of any format, to a run of which no more is known than it tells. */
import { t } from '../../core/kit/l10n.ts';
import { ExactJson } from '../../core/kit/exactJson.ts';
import { isObject, parseJsonText } from '../../core/kit/json.ts';
import type { Run, RunRef, Turn } from '../../core/run/run.ts';
import { bareRun } from '../bareRun.ts';
import { oneLine } from '../criteria.ts';
import { withExactIds } from './exactIds.ts';
import type { Talk } from './formats/format.ts';
import { turnsOf } from './formats/plainMessage.ts';
import { formatOf } from './formats/table.ts';

/**
 * @param raw exact JSON of a value with one conversation
 * @param name of a conversation without a title
 */
export function conversationOf(raw: string, ref: RunRef, name = t('Conversation')): Run {
  const value = withExactIds(parseJsonText(raw), raw);
  const exact = new ExactJson(() => raw);
  const { title, side, turns, rest, about }: Talk = formatOf(value)?.talk(value, exact) ?? {
    title: undefined,
    turns: isObject(value) ? turnsOf(value['messages'], exact.member('messages')) : turnsOf(value, exact),
    rest: isObject(value) ? value : {},
  };
  const own = oneLine(title, 80) ?? (side === undefined ? name : sideTitle(turns, side));
  return bareRun({
    ref,
    provider: 'file',
    title: own,
    turns,
    rest,
    raw: () => raw,
    ...about,
    createdAt: about?.createdAt ?? turns.find(({ createdAt }) => createdAt)?.createdAt,
  });
}

/** What a person said first, so that conversations without a title can be told apart. */
export function firstWords(turns: readonly Turn[] | undefined): string | undefined {
  const said = turns?.find(({ role, text }) => text !== undefined && people.has(role?.toLowerCase() ?? ''));
  return oneLine(said?.text, 60);
}

const people: ReadonlySet<string> = new Set(['user', 'human', 'prompter', 'customer']);

function sideTitle(turns: readonly Turn[], side: string): string {
  return `${firstWords(turns) ?? t('Conversation')} (${side})`;
}
