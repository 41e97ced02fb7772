/** Load and `activate` in the real extension host, beside an empty extension in the same hosts. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { projectRoot } from '../support/paths.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { openWorkbench } from '../support/workbench/workbench.ts';
import { median } from './statistics.ts';

export interface ActivationFigures {
  readonly ours: Times;
  readonly empty: Times;
}

/** Medians. */
export interface Times {
  /** Reading and running the bundle. */
  readonly loadMs: number;
  /** `activate`, until it has resolved. */
  readonly activateMs: number;
  /** All of it as VS Code does it: load, make the context, `activate`, until it says that the extension is active. */
  readonly wallMs: number;
}

const samples = 7;
const oursId = `${manifest.publisher}.${manifest.name}`;
const emptyId = `${manifest.publisher}.empty-extension`;
const bench = join(projectRoot, 'test', 'bench');

/** @param extension the folder of a production build with its manifest */
export async function measureActivation(extension: string): Promise<ActivationFigures> {
  const results = await mkdtemp(join(tmpdir(), 'agent-runs-activation-'));
  try {
    await probe(results, extension);
    const files = await readdir(results);
    const texts = await Promise.all(files.map((name) => readFile(join(results, name), 'utf8')));
    const hosts = texts.map((text) => JSON.parse(text) as Record<string, Times>);
    return { ours: medians(hosts, oursId), empty: medians(hosts, emptyId) };
  } finally {
    await rm(results, { recursive: true, force: true });
  }
}

/** Each sample is a new extension host: the window is loaded again, and the probe in it writes a file. */
async function probe(results: string, extension: string): Promise<void> {
  const workbench = await openWorkbench({
    complete: true,
    extensions: [extension, join(bench, 'emptyExtension'), join(bench, 'activationProbe')],
    env: { ACTIVATION_PROBE_FOLDER: results, ACTIVATION_PROBE_IDS: [oursId, emptyId].join(',') },
  });
  try {
    for (let count = 1; count <= samples; count++) {
      if (count > 1) await workbench.reload();
      await waitFor(`sample ${count} of the activation`, async () =>
        (await readdir(results)).length >= count ? true : undefined,
      );
    }
  } finally {
    await workbench.close();
  }
}

function medians(hosts: readonly Readonly<Record<string, Times>>[], id: string): Times {
  const times = hosts.flatMap((byId) => byId[id] ?? []);
  return {
    loadMs: median(times.map(({ loadMs }) => loadMs)),
    activateMs: median(times.map(({ activateMs }) => activateMs)),
    wallMs: median(times.map(({ wallMs }) => wallMs)),
  };
}
