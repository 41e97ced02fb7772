/** A made-up Simulator whose answers are long and change a little with each look. */
import type { Connection, ProviderClient } from '../../src/core/provider/provider.ts';
import type { ViewOptions } from '../../src/core/rows/view.ts';
import { RunStore } from '../../src/core/store/store.ts';
import { cognigy } from '../../src/providers/cognigy/provider.ts';

export const changingConnection: Connection = {
  id: 'c',
  provider: 'cognigy',
  label: 'Shop',
  baseUrl: 'https://api.example/testing',
  projectId: 'p',
};

/** Where its runs are. */
export const changingPlace = { connection: 'c', path: ['scenario:s', 'simulation:b'] };

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

/** A window's store that has opened the runs. @param view what the reader wants to see by now */
export async function changingStore({ client }: ChangingRuns, view: () => ViewOptions): Promise<RunStore> {
  const store = new RunStore({
    client: () => Promise.resolve(client),
    pageSize: () => 200,
    view,
    grouping: () => undefined,
    label: () => changingConnection.label,
    pinned: () => [],
    now: () => 0,
  });
  await store.open(changingPlace);
  return store;
}
