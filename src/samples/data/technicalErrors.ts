/** Technical errors as a run reports them in `metrics.errorInfo`. */
export interface TechnicalError {
  readonly message: string;
  readonly technicalDetails: string;
  /** The run breaks off after so many turns, at least and at most. */
  readonly afterTurns: readonly [min: number, max: number];
  /** Time between the last turn and the error. */
  readonly afterMs: number;
}

export const technicalErrors: Readonly<Record<string, TechnicalError>> = {
  timeout: {
    message: 'The large language model did not answer within 60 seconds.',
    technicalDetails: `LLMTimeoutError: Request to the model timed out after 60000 ms (attempt 3 of 3)
    at LargeLanguageModelClient.complete (/app/build/llm/LargeLanguageModelClient.js:214:19)
    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)
    at async SimulatedUser.nextMessage (/app/build/simulator/SimulatedUser.js:88:22)
    at async SimulationRunner.runTurn (/app/build/simulator/SimulationRunner.js:141:27)
{"provider":"azureOpenAI","deployment":"gpt-4o-eu","status":504,"attempt":3}`,
    afterTurns: [3, 9],
    afterMs: 60_000,
  },
  rateLimit: {
    message: 'The large language model provider refused the request: too many tokens per minute.',
    technicalDetails: `RateLimitError: 429 Rate limit reached for deployment gpt-4o-eu on tokens per min (TPM): Limit 80000, Used 79312, Requested 2189.
    at APIError.generate (/app/node_modules/openai/error.js:63:20)
    at OpenAI.makeStatusError (/app/node_modules/openai/core.js:286:33)
    at async SimulationRunner.judge (/app/build/simulator/SimulationRunner.js:233:15)
{"retry-after":"27","x-ms-region":"Sweden Central"}`,
    afterTurns: [5, 12],
    afterMs: 9_400,
  },
};
