/** Commands that open a run in its panel. */
import { rowOf } from '../../services/chooser.ts';
import type { PanelsNeeds } from './needs.ts';

/** From a row's inline button or menu the run is kept; from a single click it is previewed. */
export async function openRun({ panels, chooser }: PanelsNeeds, argument: unknown): Promise<void> {
  const ref = await chooser.run(argument, 'Open Run');
  if (ref) (await panels.get()).open(ref, rowOf(argument) ? 'keep' : 'preview');
}

export async function goToRun({ panels, chooser }: PanelsNeeds): Promise<void> {
  const ref = await chooser.pickRun('Go to Run');
  if (ref) (await panels.get()).open(ref, 'keep');
}
