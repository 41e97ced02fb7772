/** How outcomes are called within a sentence. */
import { msg, t, type Message } from '../kit/l10n.ts';
import type { Outcome } from './run.ts';

const words: Readonly<Record<Outcome, Message>> = {
  passed: msg('passed'),
  failed: msg('failed'),
  errored: msg('errored'),
  stopped: msg('stopped'),
  running: msg('running'),
  queued: msg('queued'),
  unknown: msg('unknown'),
};

/** `passed`, in the language of the person. */
export function outcomeWord(outcome: Outcome): string {
  return t(words[outcome]);
}
