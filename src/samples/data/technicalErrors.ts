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
  judge: {
    message: 'The conversation ended, but the judge gave no valid answer.',
    technicalDetails: `JudgeParseError: Expected property name or '}' in JSON at position 214 (line 9 column 3)
    at parseVerdict (/app/build/simulator/judge/parseVerdict.js:37:11)
    at async SimulationRunner.judge (/app/build/simulator/SimulationRunner.js:240:21)
--- answer of the model ---
{
  "results": [
    {"name": "…", "success": true, "reason": "As an AI model I cannot`,
    afterTurns: [14, 22],
    afterMs: 21_000,
  },
  tool: {
    message: 'A tool of the AI agent failed and the flow has no error branch.',
    technicalDetails: `Error: connect ETIMEDOUT 10.20.4.17:443
    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1637:16)
    at HttpRequestNode.execute (/app/build/nodes/service/httpRequest.js:118:13)
{"node":"lookupEmployee","flow":"Identity","url":"https://hr.internal.example/employees"}`,
    afterTurns: [3, 3],
    afterMs: 30_000,
  },
  voiceGateway: {
    message: 'The voice endpoint did not accept the call.',
    technicalDetails: `SIP 503 Service Unavailable
    at VoiceGatewayClient.dial (/app/build/voice/VoiceGatewayClient.js:92:17)
    at async SimulationRunner.start (/app/build/simulator/SimulationRunner.js:74:9)
{"endpoint":"voiceGateway2","region":"eu-central-1","retries":2,"reason":"Warning: 399 \"no trunk available\""}`,
    afterTurns: [0, 0],
    afterMs: 11_000,
  },
};
