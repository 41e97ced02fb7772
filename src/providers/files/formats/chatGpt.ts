/** What ChatGPT exports: a tree of messages for each conversation, of which one branch was shown last. */
import { msg } from '../../../core/kit/l10n.ts';
import { isObject, listOf, objectOf, textOf, type JsonObject } from '../../../core/kit/json.ts';
import type { Json } from '../../../core/run/run.ts';
import type { Format } from './format.ts';
import { turnsOf } from './plainMessage.ts';
import { memberOf, timeOf, told, wordOf } from '../../values.ts';
import { firstOf, restOf } from './values.ts';
import { factsOf } from './verdicts.ts';

export const chatGpt: Format = {
  name: msg('ChatGPT export'),
  claims: (value) =>
    isObject(value) && isObject(value['mapping']) && Object.values(value['mapping']).slice(0, 5).some(isNode),
  idOf: (value) => (isObject(value) ? firstOf(value, ['conversation_id', 'id'], wordOf)?.made : undefined),
  talk: (value, exact) => {
    const about: JsonObject = isObject(value) ? value : {};
    const nodes = objectOf(about['mapping']) ?? {};
    const branch = branchOf(nodes, textOf(about['current_node']));
    const said = branch
      .map(({ message }) => message)
      .filter(isObject)
      .filter(isShown);
    const shown = new Set(branch.map(({ id }) => id));
    const others = Object.entries(nodes).filter(
      ([id, node]) => !shown.has(id) && isObject(memberOf(node, 'message')),
    );
    const id = chatGpt.idOf(about);
    return {
      title: textOf(about['title']),
      turns: turnsOf(said.map(messageOf), exact.within(value)),
      rest: {
        ...restOf(about, ['title', 'mapping', 'current_node', 'create_time', 'conversation_id', 'id']),
        ...(others.length > 0 ? { otherBranches: Object.fromEntries(others) } : {}),
      },
      about: {
        facts: factsOf({
          model: said
            .map((message) => memberOf(message, 'metadata', 'model_slug'))
            .find((model) => textOf(model)),
        }),
        createdAt: timeOf(about['create_time']),
        updatedAt: timeOf(about['update_time']),
        ids: id === undefined ? [] : [[msg('Conversation'), id]],
      },
    };
  },
};

function isNode(value: Json): boolean {
  return isObject(value) && ('message' in value || 'parent' in value || 'children' in value);
}

interface Node {
  readonly id: string;
  readonly message: Json | undefined;
}

/** From the first message to the node that was shown last; without one, to the end of the newest branch. */
function branchOf(nodes: JsonObject, current: string | undefined): Node[] {
  const branch: Node[] = [];
  const seen = new Set<string>();
  let id = current !== undefined && Object.hasOwn(nodes, current) ? current : lastLeaf(nodes);
  while (id !== undefined && !seen.has(id) && Object.hasOwn(nodes, id)) {
    seen.add(id);
    branch.push({ id, message: memberOf(nodes[id], 'message') });
    id = textOf(memberOf(nodes[id], 'parent'));
  }
  return branch.reverse();
}

function lastLeaf(nodes: JsonObject): string | undefined {
  return Object.keys(nodes).findLast((id) => listOf(memberOf(nodes[id], 'children')).length === 0);
}

/** ChatGPT keeps empty messages that nobody saw. */
function isShown(message: JsonObject): boolean {
  const isHidden = memberOf(message, 'metadata', 'is_visually_hidden_from_conversation') === true;
  const said = contentOf(message['content']);
  return (
    !(isHidden && said.length === 0) &&
    !(said.length === 0 && memberOf(message, 'author', 'role') === 'system')
  );
}

function messageOf(message: JsonObject): Json {
  const author = objectOf(message['author']) ?? {};
  return {
    role: author['role'] ?? null,
    content: contentOf(message['content']),
    ...told({ id: message['id'], timestamp: message['create_time'], name: author['name'] }),
    ...told(
      restOf(message, [
        'author',
        'content',
        'id',
        'create_time',
        'update_time',
        'status',
        'end_turn',
        'weight',
        'recipient',
      ]),
    ),
  };
}

function contentOf(content: Json | undefined): Json[] {
  const text = textOf(memberOf(content, 'text')) ?? textOf(memberOf(content, 'result'));
  const parts = Array.isArray(memberOf(content, 'parts'))
    ? listOf(memberOf(content, 'parts'))
    : [text ?? content ?? ''];
  return parts
    .filter((part) => part !== '' && part !== null)
    .map((part) => (typeof part === 'string' ? { type: 'text', text: part } : part));
}
