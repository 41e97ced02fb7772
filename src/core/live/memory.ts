import { emptyLedger, type LedgerState, type SharedState } from './ledger.ts';

/** A ledger for this window alone, for where nothing can be shared. */
export class OwnLedger implements SharedState {
  readonly isShared = false;
  #state: LedgerState = emptyLedger;

  get state(): LedgerState {
    return this.#state;
  }

  update<T>(change: (state: LedgerState) => readonly [LedgerState, T]): Promise<T> {
    const [state, result] = change(this.#state);
    this.#state = state;
    return Promise.resolve(result);
  }
}
