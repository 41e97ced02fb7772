/** Whether most of the archive may be removed: a person is asked, by one window, and not more than once a day. */
import type { RemovalAnswer, RemovalQuestion } from '../removal.ts';
import { keepBefore } from './age.ts';
import { inTransaction, numberOf, prepared, type Database } from './sqlite.ts';

const againMs = 86_400_000;

export class Consent {
  readonly #ask: (question: RemovalQuestion) => void;
  readonly #agreed = new Set<RemovalQuestion['why']>();

  /** @param ask the answer comes by {@link answer} */
  constructor(ask: (question: RemovalQuestion) => void) {
    this.#ask = ask;
  }

  mayRemove(database: Database, question: RemovalQuestion, now: number): boolean {
    if (this.#agreed.has(question.why)) return true;
    const name = `asked ${question.why}`;
    const isDue = inTransaction(database, () => {
      const askedAt = numberOf(database, 'SELECT value FROM meta WHERE name = ?', name);
      // A moment in the future comes from a clock that was wrong.
      if (Math.abs(now - askedAt) < againMs) return false;
      prepared(database, 'INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)').run(name, now);
      return true;
    });
    if (isDue) this.#ask(question);
    return false;
  }

  /** Within a transaction. */
  answer(database: Database, { why, before }: RemovalQuestion, answer: RemovalAnswer): void {
    if (answer === 'remove') this.#agreed.add(why);
    if (answer === 'keep' && before !== undefined) keepBefore(database, before);
  }

  /** What was agreed to is done. */
  done(): void {
    this.#agreed.clear();
  }
}
