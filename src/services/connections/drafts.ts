/** What people left half done, so that Escape loses nothing. In memory alone, as there may be keys in it. */
import type { TrackingDraft } from './tracking.ts';
import type { Wizard } from './wizard/wizard.ts';

export class Drafts {
  readonly #wizards = new Map<string, Wizard>();
  readonly #tracking = new Map<string, TrackingDraft>();

  /** @param id of the connection that is edited; left out for the one that is added */
  wizard(id = ''): Wizard | undefined {
    return this.#wizards.get(id);
  }

  /** @param wizard `undefined` when it was carried through */
  keepWizard(wizard: Wizard | undefined, id = ''): void {
    if (wizard) this.#wizards.set(id, wizard);
    else this.#wizards.delete(id);
  }

  /** @param connection its id */
  tracking(connection: string): TrackingDraft {
    return this.#tracking.get(connection) ?? { first: '', second: '', label: '' };
  }

  keepTracking(connection: string, draft: TrackingDraft | undefined): void {
    if (draft) this.#tracking.set(connection, draft);
    else this.#tracking.delete(connection);
  }
}
