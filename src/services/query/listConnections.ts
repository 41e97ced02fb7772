import * as z from 'zod/mini';
import { plural } from '../../core/kit/format.ts';
import { msg, t } from '../../core/kit/l10n.ts';
import { budget, budgetSchema, define } from './define.ts';
import { idOfPlace } from './ids.ts';
import { cleanTexts } from './redacted.ts';
import { answerOf, type Entry } from './sheet.ts';
import type { KnownConnection } from './source.ts';

export const listConnections = define({
  name: 'list_connections',
  title: msg('List Connections'),
  description:
    'Lists the connections to services and folders that hold runs of AI agents (simulations, evaluations, tests): id, service and name of each. Ask it first, as every other id begins with that of a connection. It tells of no runs.',
  inputSchema: {
    type: 'object',
    properties: { budget: budgetSchema },
    additionalProperties: false,
  },
  schema: z.strictObject({ budget }),
  doing: () => t('Listing the connections'),
  answer: async (_, source, asked) => {
    const connections = await source.connections(asked.signal);
    const labels = cleanTexts(
      connections.map(({ label }) => label),
      source.rules(),
    );
    return answerOf(
      {
        head: [
          `${plural(connections.length, 'connection')}, from ${source.origin}.`,
          ...(connections.length === 0 ? ['The person can add one with the command Add Connection.'] : []),
        ],
        source: 'what the person calls them',
        entries: connections.map((each, index) => entryOf(each, labels[index] ?? '')),
        tail: connections.length > 0 ? ['Next: list_runs with in: one of these ids.'] : [],
      },
      asked,
    );
  },
});

function entryOf({ id, service, isSample, problem }: KnownConnection, label: string): Entry {
  const words = [service, ...(isSample ? ['made-up samples'] : []), ...(problem ? ['cannot be used'] : [])];
  return {
    lines: [
      `connection ${idOfPlace({ connection: id, path: [] })}: ${words.join('; ')}`,
      { quote: label },
      ...(problem ? [{ quote: problem }] : []),
    ],
  };
}
