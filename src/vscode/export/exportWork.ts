/** Long work in small steps: the host stays free, and the person can end it. */
import { nextTurn } from '../../core/kit/yielding.ts';
import * as vscode from 'vscode';
import { withProgress } from '../door.ts';

/** Thrown by {@link Steps.next} after the person cancelled. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
}

export interface Steps {
  /** To be awaited between steps. @throws CancelledError */
  readonly next: () => Promise<void>;
  readonly report: (message: string) => void;
}

/** `undefined` when the person cancelled. */
export async function inSteps<T>(title: string, work: (steps: Steps) => Promise<T>): Promise<T | undefined> {
  try {
    return await withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      (progress, token) => work(stepsOf(token, (message) => progress.report({ message }))),
    );
  } catch (error) {
    if (error instanceof CancelledError) return undefined;
    throw error;
  }
}

function stepsOf(token: vscode.CancellationToken, report: Steps['report']): Steps {
  let resumed = performance.now();
  return {
    report,
    next: async () => {
      if (performance.now() - resumed > 20) {
        await nextTurn();
        resumed = performance.now();
      }
      if (token.isCancellationRequested) throw new CancelledError();
    },
  };
}
