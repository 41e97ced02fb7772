/** *Add Connection...*: provider, address, key, project, name; then a test that says what it found. */
import { beginAdding } from '../../services/connections/wizard/wizard.ts';
import type { WizardNeeds } from './needs.ts';
import { carryThrough } from './carryThrough.ts';

export async function addConnection(needs: WizardNeeds): Promise<void> {
  await carryThrough(needs, beginAdding());
}
