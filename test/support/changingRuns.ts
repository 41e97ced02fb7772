/** A made-up Simulator whose answers are long and change a little with each look. */
import type { Connection, ProviderClient } from '../../src/core/provider/provider.ts';
import { cognigy } from '../../src/providers/cognigy/provider.ts';

export const changingConnection: Connection = {
  id: 'c',
  provider: 'cognigy',
  label: 'Shop',
  baseUrl: 'https://api.example/testing',
  projectId: 'p',
};

export interface ChangingRuns {
  readonly client: ProviderClient;
  /** One run says something new from now on. */
  change(look: number): void;
}

/** @param runs in a list @param chars of each run */
export async function changingRuns(runs: number, chars: number): Promise<ChangingRuns> {
  const states = Array.from({ length: runs }, () => 0);
  const run = (id: string, version: number): object => ({
    referenceId: id,
    sequence: 1,
    state: 'RUNNING',
    turns: [{ referenceId: `${id}-1`, text: `${version} `.padEnd(chars, 'x'), createdAt: 1_793_527_200_000 }],
  });
  const text = (filter: string) =>
    JSON.stringify({
      data: states.map((version, at) => run(`${filter}run-${at}`, version)),
      pagination: { limit: 100, skip: 0, total: runs, hasNext: false },
    });
  const client = await cognigy.connect(changingConnection, {
    get: (url) =>
      Promise.resolve({
        status: 200,
        text: text(url.searchParams.get('endPointType') ?? ''),
        requestId: undefined,
      }),
  });
  return { client, change: (look) => (states[look % runs] = look) };
}
