/** The quick pick of the search: one question at a time, the newest wins. */
import * as vscode from 'vscode';
import type { Facets } from '../../archive/archive.ts';
import { lazy } from '../../core/kit/lazy.ts';
import { t } from '../../core/kit/l10n.ts';
import { isAborted } from '../../core/provider/providerError.ts';
import { placeOfRun } from '../../core/run/refs.ts';
import type { RunRef } from '../../core/run/run.ts';
import { keyOf } from '../../core/store/listing.ts';
import { contextKeys } from '../ids.ts';
import type { PlaceInRun } from '../../services/panels.ts';
import type { SearchNeeds } from './needs.ts';
import {
  archiveIsOff,
  filterRow,
  filtersHeading,
  foundRow,
  groupRow,
  holdings,
  keepAllRow,
  line,
  says,
  type Row,
} from './searchRows.ts';
import { filterWords, resolveFilters } from '../../services/search/filters.ts';
import { AlikeRuns } from '../../services/search/alike.ts';
import {
  groupsOf,
  leftOut,
  merged,
  namedHit,
  type FoundGroup,
  type FoundHit,
} from '../../services/search/found.ts';
import { parseQuery, withFilter, withoutFilter } from '../../services/search/query.ts';
import { createQuickPick, plainItem } from '../door.ts';
import { showInsisting } from '../insist.ts';

export type SearchEnd =
  | { readonly kind: 'closed' }
  | { readonly kind: 'open'; readonly ref: RunRef; readonly at: PlaceInRun | undefined }
  | { readonly kind: 'filter'; readonly typed: string }
  | { readonly kind: 'settings' }
  | { readonly kind: 'keepAll' };

const debounceMs = 60;
const limit = 100;
/** Hits below which it is said that more may be had. */
const few = 5;

export class SearchPick {
  readonly #needs: SearchNeeds;
  readonly #pick = createQuickPick<Row>();
  readonly #ended = Promise.withResolvers<SearchEnd>();
  #searching = new AbortController();
  #soon: NodeJS.Timeout | undefined;
  /** What there is to filter by, when the search was opened. */
  readonly #facets = lazy(async (): Promise<Facets | undefined> => {
    const archiving = await this.#needs.archive.get();
    await archiving?.archive.flush();
    return archiving?.archive.facets();
  });
  readonly #alike: AlikeRuns;
  #end: SearchEnd = { kind: 'closed' };

  constructor(needs: SearchNeeds, typed: string) {
    this.#needs = needs;
    this.#alike = new AlikeRuns({
      groups: needs.groups,
      archived: async (place) => {
        const archiving = await needs.archive.get();
        return archiving?.runsAt({ ...place, connection: archiving.connectionOf(place.connection) }) ?? [];
      },
    });
    const pick = this.#pick;
    pick.title = t('Search Transcripts');
    pick.placeholder = t('Words, "a phrase", begin*, outcome:failed, in:"Order status", after:2026-11-01');
    // The archive has filtered and sorted: VS Code would hide or move what it does not see itself in the words.
    pick.matchOnDescription = false;
    pick.matchOnDetail = true;
    const filter = button('filter', t('Add Filter...'));
    pick.buttons = [filter, button('gear', t('Archive Settings'))];
    pick.value = typed;
    // Not in the published types. Without the second, what is typed next would replace what is there.
    Object.assign(pick, { sortByLabel: false, valueSelection: [typed.length, typed.length] });
    pick.onDidChangeValue(() => this.#later());
    pick.onDidAccept(() => this.#accept());
    pick.onDidTriggerButton((pressed) =>
      this.#finish(pressed === filter ? { kind: 'filter', typed: pick.value } : { kind: 'settings' }),
    );
    pick.onDidTriggerItemButton(({ item }) =>
      item.group ? this.#searchOnly(item.group) : void this.#preview(item),
    );
  }

  show(): Promise<SearchEnd> {
    void vscode.commands.executeCommand('setContext', contextKeys.searching, true);
    showInsisting(
      this.#pick,
      () => this.#end.kind === 'closed',
      () => this.#hidden(),
    );
    void this.#search();
    return this.#ended.promise;
  }

  /** Looks at the result that is marked, and leaves the search open. */
  preview(): Promise<void> {
    return this.#preview(this.#pick.activeItems[0]);
  }

  #later(): void {
    clearTimeout(this.#soon);
    this.#searching.abort();
    this.#pick.busy = true;
    this.#soon = setTimeout(() => void this.#search(), debounceMs);
  }

  async #search(): Promise<void> {
    this.#searching.abort();
    const searching = new AbortController();
    this.#searching = searching;
    const { signal } = searching;
    this.#pick.busy = true;
    try {
      const rows = (await this.#rowsFor(this.#pick.value, signal)).map(plainItem);
      if (signal.aborted) return;
      this.#pick.items = rows;
      // What Enter would do first is to open a run, not to take a filter away.
      const first = rows.find(({ found }) => found);
      if (first) this.#pick.activeItems = [first];
      this.#pick.busy = false;
      void this.#nameGroups(rows, signal).catch((error: unknown) =>
        this.#needs.log.defect('failure groups of what was found', error),
      );
    } catch (error) {
      if (signal.aborted || isAborted(error)) return;
      this.#needs.log.defect('search', error);
      this.#pick.items = [plainItem(says(t('The search failed. See the log of Agent Runs.'), 'warning'))];
      this.#pick.busy = false;
    }
  }

  /** Rows of failed runs name their group as soon as it is known; nobody waits for that. */
  async #nameGroups(rows: readonly Row[], signal: AbortSignal): Promise<void> {
    const hits = rows.flatMap(({ found }) => (found ? [found.hit] : []));
    const groups = await this.#alike.of(hits, signal);
    if (signal.aborted) return;
    const named = rows.map((row) => {
      const own = row.found && groups.get(keyOf(placeOfRun(row.found.hit.ref)));
      const found = row.found && own ? namedHit(row.found, own) : row.found;
      return found && found !== row.found ? plainItem(foundRow(found)) : row;
    });
    if (named.every((row, at) => row === rows[at])) return;
    const marked = rows.findIndex((row) => row === this.#pick.activeItems[0]);
    this.#pick.keepScrollPosition = true;
    this.#pick.items = named;
    const again = named[marked];
    if (again) this.#pick.activeItems = [again];
    this.#pick.keepScrollPosition = false;
  }

  async #rowsFor(typed: string, signal: AbortSignal): Promise<readonly Row[]> {
    const archiving = await this.#needs.archive.get();
    if (!archiving) return archiveIsOff();
    const now = Date.now();
    const { text, filters } = parseQuery(typed, filterWords(this.#needs.providers), now);
    const active = filters.map(filterRow);
    const facets = await this.#facets.get();
    if (!facets) return [...active, ...archiveIsOff()];
    const { searches, problem, places } = resolveFilters(filters, facets, this.#needs.providers, now);
    if (problem !== undefined) return [...active, says(problem, 'info')];
    const answers = await Promise.all(
      searches.map((each) => archiving.archive.search({ text, filters: each, limit }, signal)),
    );
    const hits = merged(
      answers.map((answer) => answer.hits),
      limit,
    );
    const more =
      answers.some((answer) => answer.more) || answers.flatMap((answer) => answer.hits).length > limit;
    const firstWords = answers.find((answer) => answer.firstWords !== undefined)?.firstWords;
    const rows = groupsOf(hits, now).flatMap((group) => [line, groupRow(group), ...group.hits.map(foundRow)]);
    return [
      ...(active.length > 0 ? [filtersHeading(), ...active] : []),
      ...(text === '' && active.length === 0 ? [await holdings(archiving)] : []),
      ...rows,
      ...(hits.length === 0 && typed.trim() !== ''
        ? [says(t('Nothing in the archive matches this.'), 'info')]
        : []),
      ...leftOut({ shown: hits.length, more, places, searches: searches.length, firstWords }).map((words) =>
        says(words, 'ellipsis'),
      ),
      ...(hits.length < few ? [keepAllRow()] : []),
    ];
  }

  #accept(): void {
    const [row] = this.#pick.activeItems;
    if (row?.found) {
      const { at } = row.found;
      void this.#ref(row.found).then((ref) => this.#finish({ kind: 'open', ref, at }));
    } else if (row?.filter) {
      this.#pick.value = withoutFilter(this.#pick.value, row.filter);
      void this.#search();
    } else if (row?.group) {
      this.#searchOnly(row.group);
    } else if (row?.settings) this.#finish({ kind: 'settings' });
    else if (row?.keepAll) this.#finish({ kind: 'keepAll' });
  }

  #searchOnly({ name }: FoundGroup): void {
    this.#pick.value = withFilter(this.#pick.value, 'in', name, Date.now());
    void this.#search();
  }

  async #preview(row: Row | undefined): Promise<void> {
    if (!row?.found) return;
    // Looking at a run must not close the search.
    this.#pick.ignoreFocusOut = true;
    const [panels, ref] = await Promise.all([this.#needs.panels.get(), this.#ref(row.found)]);
    panels.open(ref, 'preview', row.found.at);
  }

  /** The run by its connection here, if there still is one. */
  async #ref({ hit: { ref } }: FoundHit): Promise<RunRef> {
    const archiving = await this.#needs.archive.get();
    return { ...ref, connection: archiving?.connectionOf(ref.connection) ?? ref.connection };
  }

  #finish(end: SearchEnd): void {
    this.#end = end;
    this.#pick.hide();
  }

  #hidden(): void {
    clearTimeout(this.#soon);
    this.#searching.abort();
    void vscode.commands.executeCommand('setContext', contextKeys.searching, false);
    this.#pick.dispose();
    this.#ended.resolve(this.#end);
  }
}

function button(icon: string, tooltip: string): vscode.QuickInputButton {
  return { iconPath: new vscode.ThemeIcon(icon), tooltip };
}
