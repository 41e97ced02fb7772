import * as vscode from 'vscode';
import type { Lazy } from '../../core/kit/lazy.ts';
import type { QuestionName } from '../../services/query/question.ts';
import { toolPrefix } from '../ids.ts';

/** What the tools of the editor's assistant are answered by. */
export interface ToolAnswers {
  prepare(question: QuestionName, input: unknown): Promise<vscode.PreparedToolInvocation>;
  invoke(
    question: QuestionName,
    options: vscode.LanguageModelToolInvocationOptions<unknown>,
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult>;
}

/** Whether a tool is offered is said in the manifest; the program is loaded with the first call of one. */
export function registerTools(
  program: () => Promise<{ readonly tools: Lazy<ToolAnswers> }>,
): vscode.Disposable {
  const tools = async () => (await program()).tools.get();
  const registered = questionNames.map((name) =>
    vscode.lm.registerTool<unknown>(`${toolPrefix}${name}`, {
      prepareInvocation: async ({ input }) => (await tools()).prepare(name, input),
      invoke: async (options, token) => (await tools()).invoke(name, options, token),
    }),
  );
  return vscode.Disposable.from(...registered);
}

const questionNames: readonly QuestionName[] = [
  'list_connections',
  'list_runs',
  'explain_batch',
  'get_run',
  'compare',
  'search_transcripts',
];
