/** What stands around the messages of a conversation, and of which most formats know something. */
import { msg } from '../../../core/kit/l10n.ts';
import { textOf, type JsonObject } from '../../../core/kit/json.ts';
import { commonFacts, factsFrom, reportedFacts } from '../../../core/run/facts.ts';
import type { Json } from '../../../core/run/run.ts';
import type { Talk } from './format.ts';
import { timeOf, wordOf } from '../../values.ts';
import { firstOf, restOf } from './values.ts';

const idKeys = ['id', 'sessionId', 'session_id', 'conversationId', 'conversation_id', 'uuid'] as const;
const titleKeys = ['title', 'name'] as const;
const timeKeys = ['createdAt', 'created_at', 'created', 'timestamp', 'create_time'] as const;

export function idOfHead(head: JsonObject): string | undefined {
  return firstOf(head, idKeys, wordOf)?.made;
}

/**
 * What cannot be used stays in the rest.
 * @param used members that were told otherwise
 */
export function headOf(head: JsonObject, used: readonly string[]): Pick<Talk, 'title' | 'rest' | 'about'> {
  const own = restOf(head, used);
  const id = firstOf(own, idKeys, wordOf);
  const title = firstOf(own, titleKeys, textOf);
  const time = firstOf(own, timeKeys, timeOf);
  const model = firstOf(own, ['model'], textOf);
  return {
    title: title?.made,
    rest: restOf(own, [id?.key, title?.key, time?.key, model?.key]),
    about: {
      // Most conversations name none, so it is not missed.
      facts: modelFact(model?.made),
      createdAt: time?.made,
      ids: id === undefined ? [] : [[msg('Conversation'), id.made]],
    },
  };
}

export function modelFact(model: Json | undefined) {
  return reportedFacts(factsFrom({ model: commonFacts.model }, { model: textOf(model) }));
}
