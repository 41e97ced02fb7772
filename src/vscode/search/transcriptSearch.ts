/** *Search Transcripts...*: everything that is archived, searched as one types. */
import * as vscode from 'vscode';
import { isObject, textOf } from '../../core/kit/json.ts';
import { filterWords } from '../../services/search/filters.ts';
import { withFilter } from '../../services/search/query.ts';
import { chooseFilter } from './chooseFilter.ts';
import type { SearchNeeds } from './needs.ts';
import { SearchPick } from './searchPick.ts';

export class TranscriptSearch {
  readonly #needs: SearchNeeds;
  #open: SearchPick | undefined;

  constructor(needs: SearchNeeds) {
    this.#needs = needs;
  }

  /** For a key: what is marked in the open search is shown without leaving it. */
  async preview(): Promise<void> {
    await this.#open?.preview();
  }

  /** @param argument what is searched for at first: a text, or `{query?, outcome?, in?, ...}` */
  async show(argument: unknown): Promise<void> {
    let typed = initialQuery(argument, filterWords(this.#needs.providers));
    for (;;) {
      this.#open = new SearchPick(this.#needs, typed);
      const done = await this.#open.show();
      this.#open = undefined;
      if (done.kind === 'closed') return;
      if (done.kind === 'open') {
        (await this.#needs.panels.get()).open(done.ref, 'keep', done.at);
        return;
      }
      if (done.kind === 'keepAll') {
        await vscode.commands.executeCommand('agentRuns.keepRuns');
        return;
      }
      if (done.kind === 'settings') {
        await vscode.commands.executeCommand('workbench.action.openSettings', 'agentRuns.archive.enabled');
        return;
      }
      // Choosing a filter takes the place of the search, which comes back with it.
      typed = (await chooseFilter(this.#needs, done.typed)) ?? done.typed;
    }
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
