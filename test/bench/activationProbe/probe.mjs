// Once per extension host: activates the extensions of ACTIVATION_PROBE_IDS, in turn the first or the last one
// first, and writes how long that took into a new file of ACTIVATION_PROBE_FOLDER.
//
// VS Code itself loads and activates them. Its own marks count whole milliseconds, which is too coarse for an
// extension that does nothing, so the clock is read where VS Code calls: around the load of the main file and
// around `activate`.
import { readdirSync, renameSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { extensions } from 'vscode';

const tickMs = 20;
const quietTicks = 40;
const longestWaitMs = 4000;

export function activate() {
  const folder = process.env.ACTIVATION_PROBE_FOLDER;
  // Not awaited, so that this extension's own activation is over before the others begin.
  probe(folder, process.env.ACTIVATION_PROBE_IDS.split(',')).catch((error) =>
    writeFileSync(join(folder, 'error.json'), JSON.stringify({ error: String(error.stack) })),
  );
}

async function probe(folder, ids) {
  await quiet();
  const number = readdirSync(folder).length;
  const times = {};
  for (const id of number % 2 === 0 ? ids : ids.toReversed()) {
    const extension = extensions.getExtension(id);
    times[id] = await timed(extension);
    await quiet();
  }
  // Renamed into place, so that a reader never sees half a file.
  const part = `${folder}.part`;
  writeFileSync(part, JSON.stringify(times));
  renameSync(part, join(folder, `${number}.json`));
}

/** Until nothing else has kept the host from its timers for a while: it starts many extensions of its own. */
async function quiet() {
  const end = performance.now() + longestWaitMs;
  for (let ticks = 0; ticks < quietTicks && performance.now() < end; ticks++) {
    const start = performance.now();
    await setTimeout(tickMs);
    if (performance.now() - start > 2 * tickMs) ticks = 0;
  }
}

async function timed(extension) {
  const main = join(extension.extensionPath, extension.packageJSON.main);
  const times = { loadMs: NaN, activateMs: NaN, wallMs: NaN };
  const load = Module._load;
  Module._load = function (request, ...rest) {
    if (request !== main) return load.call(this, request, ...rest);
    const start = performance.now();
    const loaded = load.call(this, request, ...rest);
    times.loadMs = performance.now() - start;
    return { __proto__: loaded, activate: timedActivate(loaded, times) };
  };
  const start = performance.now();
  await extension.activate();
  times.wallMs = performance.now() - start;
  Module._load = load;
  return times;
}

function timedActivate(loaded, times) {
  return async (context) => {
    const start = performance.now();
    const api = await loaded.activate(context);
    times.activateMs = performance.now() - start;
    return api;
  };
}
