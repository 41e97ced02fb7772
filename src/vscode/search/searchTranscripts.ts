/** *Search Transcripts...*: everything that is archived, searched as one types. */
import * as vscode from 'vscode';
import { isObject, textOf } from '../../core/kit/json.ts';
import type { App } from '../app.ts';
import { chooseFilter } from './chooseFilter.ts';
import { filterWords } from '../../services/search/filters.ts';
import { withFilter } from '../../services/search/query.ts';
import { SearchPick } from './searchPick.ts';

let current: SearchPick | undefined;

/** For a key: what is marked in the open search is shown without leaving it. */
export async function previewFound(): Promise<void> {
  await current?.preview();
}

/** @param argument what is searched for at first: a text, or `{query?, outcome?, in?, ...}` */
export async function searchTranscripts(app: App, argument: unknown): Promise<void> {
  let typed = initialQuery(argument, filterWords(app.providers));
  for (;;) {
    current = new SearchPick(app, typed);
    const done = await current.show();
    current = undefined;
    if (done.kind === 'closed') return;
    if (done.kind === 'open') {
      await app.panels.open(done.ref, 'keep', done.turn);
      return;
    }
    if (done.kind === 'settings') {
      await vscode.commands.executeCommand('workbench.action.openSettings', 'agentRuns.archive.enabled');
      return;
    }
    // Choosing a filter takes the place of the search, which comes back with it.
    typed = (await chooseFilter(app, done.typed)) ?? done.typed;
  }
}

function initialQuery(argument: unknown, words: readonly string[]): string {
  if (typeof argument === 'string') return argument;
  if (!isObject(argument)) return '';
  return words.reduce(
    (typed, key) => {
      const value = textOf(argument[key]);
      return value === undefined ? typed : withFilter(typed, key, value, Date.now());
    },
    textOf(argument['query']) ?? '',
  );
}
