/** How the tree is sorted, filtered and grouped; order and groups are kept per workspace. */
import type * as vscode from 'vscode';
import { isObject } from '../core/kit/json.ts';
import { Signal } from '../core/kit/signal.ts';
import type { Connection, Provider, Sort } from '../core/provider/provider.ts';
import { sortAsked } from '../core/provider/sorts.ts';
import { defaultView, type ViewOptions } from '../core/rows/view.ts';

const memoryKey = 'agentRuns.arrangement';
const sorts = ['newest', 'failedFirst', 'sequence'] as const;

export class Arrangement {
  readonly #memory: vscode.Memento;
  readonly #changed = new Signal<ViewOptions>();
  #options: ViewOptions;

  /** Fires with the options of before. */
  readonly onDidChange = this.#changed.on;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
    this.#options = { ...defaultView, ...remembered(memory.get<unknown>(memoryKey)) };
  }

  get options(): ViewOptions {
    return this.#options;
  }

  async change(options: Partial<ViewOptions>): Promise<void> {
    const before = this.#options;
    this.#options = { ...before, ...options };
    const { sort, grouping, failureGroups } = this.#options;
    this.#changed.fire(before);
    // A filter is for the moment; what hides runs must not wait there for another day.
    await this.#memory.update(memoryKey, { sort, grouping, failureGroups });
  }

  clearFilter(): Promise<void> {
    return this.change({ outcomes: [], text: '', service: {} });
  }

  /** The order that a connection's service is asked for. */
  sortOf(provider: Provider | undefined, { sort }: Pick<ViewOptions, 'sort'> = this.#options): Sort {
    return sortAsked(provider, sort);
  }

  groupingOf(connection: Connection | undefined, provider: Provider | undefined): string | undefined {
    return connection && (this.#options.grouping[connection.provider] ?? provider?.groupings[0]?.[0]);
  }
}

function remembered(value: unknown): Partial<ViewOptions> {
  if (!isObject(value)) return {};
  const sort = sorts.find((each) => each === value['sort']);
  const grouping = isObject(value['grouping']) ? Object.entries(value['grouping']) : [];
  return {
    ...(sort ? { sort } : {}),
    failureGroups: value['failureGroups'] === true,
    grouping: Object.fromEntries(
      grouping.filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
    ),
  };
}
