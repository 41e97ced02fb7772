/**
 * `npm test`: all layers, or those named as arguments. The last line is `N passed, N failed` over all of them, the one
 * before it says how often a second try was needed.
 * A layer that cannot run counts as a failure and says what it lacks.
 */
import { add, closingLines, countsText, none, type Counts } from './layers/counts.ts';
import { allLayers, type Layer } from './layers/layers.ts';
import { say, seconds } from './say.ts';

const wanted = process.argv.slice(2);
const layers = allLayers();
const unknown = wanted.filter((name) => !layers.some((layer) => layer.name === name));

if (unknown.length > 0) {
  say(
    `There is no layer ${unknown.join(', ')}. The layers are ${layers.map(({ name }) => name).join(', ')}.`,
  );
  process.exitCode = 1;
} else {
  const total = await runLayers(layers.filter(({ name }) => wanted.length === 0 || wanted.includes(name)));
  say(`\n${closingLines(total).join('\n')}`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}

/** Neighbours that have a lane run side by side, those of one lane one after the other. */
async function runLayers(chosen: readonly Layer[]): Promise<Counts> {
  let total = none;
  for (const group of groupsOf(chosen)) {
    const lanes = Map.groupBy(group, ({ lane }) => lane);
    const counts = await Promise.all([...lanes.values()].map(runInTurn));
    total = counts.reduce(add, total);
  }
  return total;
}

async function runInTurn(layers: readonly Layer[]): Promise<Counts> {
  let total = none;
  for (const layer of layers) {
    const counts = await runAndTell(layer);
    total = add(total, counts);
  }
  return total;
}

function groupsOf(chosen: readonly Layer[]): Layer[][] {
  const groups: Layer[][] = [];
  for (const layer of chosen) {
    const last = groups.at(-1);
    if (layer.lane !== undefined && last?.at(-1)?.lane !== undefined) last.push(layer);
    else groups.push([layer]);
  }
  return groups;
}

async function runAndTell(layer: Layer): Promise<Counts> {
  say(`\n== ${layer.name}`);
  const start = performance.now();
  const counts = await runLayer(layer);
  say(`   ${layer.name}: ${countsText(counts)} in ${seconds(performance.now() - start)}`);
  return counts;
}

async function runLayer(layer: Layer): Promise<Counts> {
  try {
    return await layer.run();
  } catch (error) {
    say(
      `FAILED the ${layer.name} layer could not run.\n${error instanceof Error ? error.message : String(error)}`,
    );
    return { passed: 0, failed: 1 };
  }
}
