import { msg, type Message } from '../../src/core/kit/l10n.ts';
import type { Outcome } from '../../src/core/run/run.ts';

/** How an outcome reads behind a count or a title; `t` says it. */
export const outcomeWords: Readonly<Record<Outcome, Message>> = {
  ...{ passed: msg('passed'), failed: msg('failed'), errored: msg('errored'), stopped: msg('stopped') },
  ...{ running: msg('running'), queued: msg('queued'), unknown: msg('no verdict') },
};
