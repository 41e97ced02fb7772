/** The questions as tools of the Model Context Protocol. */
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { jsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/types.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
  type CallToolResult,
  type Tool,
} from '@modelcontextprotocol/sdk/types.js';
import { instructions } from './instructions.ts';
import type { Queue } from './queue.ts';

/** What is served of a question of services/query. */
export interface ServedQuestion {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: Readonly<Record<string, unknown>>;
}

export interface ServerParts<Question extends ServedQuestion> {
  readonly version: string;
  readonly questions: readonly Question[];
  readonly queue: Queue;
  /** @returns the answer's text */
  readonly ask: (question: Question, input: unknown, signal: AbortSignal) => Promise<string>;
  /** A sentence with advice for what went wrong; `undefined` for a defect of ours. */
  readonly adviceFor: (error: unknown) => string | undefined;
  /** Takes a line without paths, keys and text of runs. */
  readonly log: (line: string) => void;
}

export function makeServer<Question extends ServedQuestion>(parts: ServerParts<Question>): Server {
  const { questions, queue, version } = parts;
  const server = new Server(
    { name: 'agent-run-inspector', title: 'Agent Run Inspector', version },
    { capabilities: { tools: {} }, instructions, jsonSchemaValidator: neverNeeded },
  );
  server.onerror = ({ name }) => parts.log(`A message was not understood (${name}).`);
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: questions.map(toolOf) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
    const question = questions.find(({ name }) => name === params.name);
    if (!question)
      throw new McpError(ErrorCode.InvalidParams, 'There is no such tool; tools/list names them.');
    try {
      return textResult(await queue.run(() => parts.ask(question, params.arguments, signal), signal));
    } catch (error) {
      if (signal.aborted) throw error;
      return { ...textResult(sentenceFor(error, question, parts)), isError: true };
    }
  });
  return server;
}

function toolOf({ name, title, description, inputSchema }: ServedQuestion): Tool {
  return {
    ...{ name, title, description },
    inputSchema: { ...inputSchema, type: 'object' },
    // Nothing is changed, and nothing beyond this machine is reached.
    annotations: {
      ...{ title, readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    },
  };
}

function textResult(text: string): CallToolResult {
  return { content: [{ type: 'text', text }] };
}

function sentenceFor<Question extends ServedQuestion>(
  error: unknown,
  { name }: Question,
  { adviceFor, log }: ServerParts<Question>,
): string {
  const advice = adviceFor(error);
  if (advice !== undefined) return advice;
  log(`${name} failed (${error instanceof Error ? error.name : typeof error}).`);
  return 'The question could not be answered because of a defect in Agent Run Inspector. Another question may work.';
}

/** For forms that a server sends to people. We send none, and the SDK's own validator has 120 KB. */
const neverNeeded: jsonSchemaValidator = {
  getValidator: () => () => ({ valid: false, data: undefined, errorMessage: 'Nothing is validated here.' }),
};
