import { createServer } from 'node:http';
import { cell, json, part, grading, table } from '../unit/promptfoo/support.ts';

/** Where promptfoo itself listens. */
const port = 15_500;

const failed = {
  ...{ id: 'c2', testIdx: 1, success: false, failureReason: 1, error: 'Expected "blue"' },
  testCase: { description: 'asks for blue' },
  gradingResult: grading([part('blue', false)], { pass: false }),
};
const evaluation = {
  ...{ evalId: 'e1', createdAt: Date.UTC(2026, 10, 20), description: 'Lamps', numTests: 2, passRate: 50 },
  providers: [{ id: 'lamps v1' }],
};

export interface FakePromptfoo {
  /** Each request: its method, address and key. */
  readonly asked: readonly string[];
  readonly close: () => void;
}

/** A promptfoo server where people's own is, with one evaluation of two tests, of which one failed. */
export async function startFakePromptfoo(): Promise<FakePromptfoo> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { 'x-api-key': key, authorization } = request.headers;
    asked.push([request.method, request.url, String(key ?? authorization)].join(' '));
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const mode = searchParams.get('filterMode') ?? '';
    const rows = [
      { testIdx: 0, outputs: [cell()] },
      { testIdx: 1, outputs: [cell(failed)] },
    ].filter(
      (_, test) => mode === '' || (mode === 'passes' && test === 0) || (mode === 'failures' && test === 1),
    );
    const answers: Readonly<Record<string, string>> = {
      '/health': json({ status: 'OK', version: '0.123.1' }),
      '/api/results': json({ data: [evaluation] }),
      '/api/eval/e1/table': table(rows, { total: 2, filtered: rows.length, prompts: [{ label: 'short' }] }),
    };
    response.writeHead(200, { 'content-type': 'application/json' }).end(answers[pathname] ?? '{}');
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return {
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
