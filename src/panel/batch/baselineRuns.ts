import type { Place } from '../../core/run/refs.ts';
import { keyOf } from '../../core/store/listing.ts';
import { loadRuns, type Loads } from './loading.ts';
import type { BatchSource } from './source.ts';

/** Loads the runs of the batch that an overview is held against. */
export class BaselineRuns {
  readonly #source: BatchSource;
  readonly #loads: Loads;
  #begun: string | undefined;
  #loading = false;

  /** @param loads of the overview: of both batches as many runs are loaded, and a stop is one for both */
  constructor(source: BatchSource, loads: Loads) {
    this.#source = source;
    this.#loads = loads;
  }

  get isLoading(): boolean {
    return this.#loading;
  }

  /** Does nothing where it is loaded, or was stopped or refused: what changes meanwhile must not begin it again. */
  async load(baseline: Place): Promise<void> {
    if (this.#loading || (this.#begun === keyOf(baseline) && this.#source.listing(baseline))) return;
    this.#begun = keyOf(baseline);
    this.#loading = true;
    try {
      await this.#source.open(baseline);
      await loadRuns(this.#source, baseline, this.#loads);
    } finally {
      this.#loading = false;
    }
  }

  /** The person wants more of them, or once more. */
  again(): void {
    this.#begun = undefined;
  }
}
