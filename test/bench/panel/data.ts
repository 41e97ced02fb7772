/** The sample folder that the panel is measured with: one simulation, one run of each size. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunRef } from '../../../src/core/run/run.ts';
import { batchReference, runRecord, runReference, scenarioReference } from '../cognigyAnswer.ts';

export const sizes = [100, 1000, 10_000] as const;
export type Size = (typeof sizes)[number];

export async function writePanelData(folder: string): Promise<string> {
  const runs = sizes.map((turns, index) => runRecord(index, turns));
  const { projectReference, createdAt } = runs[0] ?? {};
  const data = {
    meta: {},
    projects: [{ _id: projectReference, name: 'Bench project' }],
    scenarios: [{ referenceId: scenarioReference, name: 'Bench scenario', projectReference, createdAt }],
    batches: [
      {
        referenceId: batchReference,
        simulationReference: scenarioReference,
        name: 'Bench simulation',
        runs: runs.length,
        completedRuns: runs.length,
        failedRuns: 0,
        createdAt,
        completedAt: createdAt,
      },
    ],
    runs,
  };
  const file = join(folder, 'cognigy.json');
  await writeFile(file, JSON.stringify(data));
  return file;
}

/** As the sample connection's tree has it. */
export function runRef(size: Size): RunRef {
  return {
    connection: 'sample-cognigy',
    path: [`scenario:${scenarioReference}`, `simulation:${batchReference}`],
    run: runReference(sizes.indexOf(size)),
  };
}
