/** The questions as tools of the editor's assistant: off by a setting, within its budget, and never by an address. */
import * as vscode from 'vscode';
import { isAborted, isProviderError } from '../../core/provider/providerError.ts';
import { isSampleId } from '../../core/provider/reservedIds.ts';
import { unlinked } from '../../core/kit/visible.ts';
import { sent, t } from '../../core/kit/l10n.ts';
import { PatternError } from '../../services/export/exportPatterns.ts';
import { connectionsAsked, isWhole } from '../../services/query/asked.ts';
import { Advice, bytesPerToken, defaultTokens } from '../../services/query/question.ts';
import type { Question, QuestionName } from '../../services/query/question.ts';
import { questions } from '../../services/query/questions.ts';
import type { QuerySource } from '../../services/query/source.ts';
import { noteAsked } from './noteAsked.ts';
import type { ToolAnswers } from './registerTools.ts';

export interface ToolsNeeds {
  readonly source: QuerySource;
  readonly isOn: () => boolean;
  /** Whether the connection's service was asked in this session, or asks nobody. */
  readonly isInUse: (connection: string) => boolean;
  readonly defect: (where: string, error: unknown) => void;
}

/** A model's own tokenizer may count more than was thought. */
const mostTries = 3;

export class Tools implements ToolAnswers {
  readonly #needs: ToolsNeeds;

  constructor(needs: ToolsNeeds) {
    this.#needs = needs;
  }

  /** Asks the person only before much leaves the program, or a service is asked for the first time. */
  async prepare(name: QuestionName, input: unknown): Promise<vscode.PreparedToolInvocation> {
    const invocationMessage = unlinked(questionNamed(name).doing(input));
    const why = await this.#whyAsk(input);
    if (why === undefined) return { invocationMessage };
    const title = t('Agent Runs: {0}', t(sent(questionNamed(name).title)));
    return { invocationMessage, confirmationMessages: { title, message: unlinked(why) } };
  }

  async invoke(
    name: QuestionName,
    { input, tokenizationOptions }: vscode.LanguageModelToolInvocationOptions<unknown>,
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult> {
    // Other extensions may call a tool that is hidden from the chat.
    if (!this.#needs.isOn())
      throw new Error(
        'The person has turned these tools off (setting agentRuns.assistant.enabled). Do not try again.',
      );
    const cancelled = new AbortController();
    if (token.isCancellationRequested) throw new vscode.CancellationError();
    const subscription = token.onCancellationRequested(() => cancelled.abort());
    try {
      const text = await this.#answer(name, input, tokenizationOptions, cancelled.signal, token);
      noteAsked();
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
    } catch (error) {
      if (cancelled.signal.aborted || isAborted(error)) throw new vscode.CancellationError();
      throw this.#told(name, error);
    } finally {
      subscription.dispose();
    }
  }

  async #answer(
    name: QuestionName,
    input: unknown,
    tokenizing: vscode.LanguageModelToolTokenizationOptions | undefined,
    signal: AbortSignal,
    token: vscode.CancellationToken,
  ): Promise<string> {
    const tokens = tokenizing?.tokenBudget ?? defaultTokens * 10;
    let bytes = tokens * bytesPerToken;
    for (let tries = 1; ; tries++) {
      const { text } = await questionNamed(name).ask(input, this.#needs.source, { bytes, signal });
      const counted = tokenizing ? await tokenizing.countTokens(text, token) : 0;
      if (counted <= tokens || tries === mostTries) return text;
      bytes = Math.floor((bytes * tokens * 0.9) / counted);
    }
  }

  async #whyAsk(input: unknown): Promise<string | undefined> {
    if (isWhole(input))
      return t('It reads a whole run with all its turns, and hands it to the language model.');
    // Of a tool that is off, nothing is looked up.
    if (!this.#needs.isOn()) return undefined;
    const { signal } = new AbortController();
    const asked = await connectionsAsked(input, this.#needs.source, signal);
    const unused = asked.find((connection) => !isSampleId(connection) && !this.#needs.isInUse(connection));
    return unused === undefined
      ? undefined
      : t(
          'It asks the service of the connection {0}, with the key that is stored for it, and hands what comes to the language model.',
          unused,
        );
  }

  /** In sentences that tell a model what to do; what a service said is not among them. */
  #told(name: QuestionName, error: unknown): Error {
    if (error instanceof Advice) return new Error(error.message);
    if (isProviderError(error)) return new Error(`${error.message} ${error.nextStep}`);
    if (error instanceof PatternError)
      return new Error(
        'Nothing is answered, since one of the redaction patterns of the person (setting agentRuns.export.redactionPatterns) cannot be used. Ask them to mend it.',
      );
    this.#needs.defect(`tool ${name}`, error);
    return new Error('The question could not be answered. The log of Agent Runs says why.');
  }
}

function questionNamed(name: QuestionName): Question {
  const found = questions.find((each) => each.name === name);
  if (!found) throw new Error(`There is no question ${name}.`);
  return found;
}
