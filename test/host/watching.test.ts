/** What the item of the status bar leads to. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Watched } from '../../src/services/live/watched.ts';
import type { LiveNeeds } from '../../src/vscode/live/needs.ts';
import { showWatched } from '../../src/vscode/live/watchCommands.ts';

describe('What is watched in a real extension host', () => {
  const { showQuickPick, showInformationMessage } = vscode.window;
  after(() => Object.assign(vscode.window, { showQuickPick, showInformationMessage }));

  async function shown(all: readonly Watched[], pick: number): Promise<readonly unknown[]> {
    const seen: unknown[] = [];
    Object.assign(vscode.window, {
      showQuickPick: (items: readonly { label: string }[]) => {
        seen.push(items.map(({ label }) => label));
        return Promise.resolve(items[pick]);
      },
      setStatusBarMessage: (text: string) => void seen.push(text),
    });
    await showWatched({
      watched: { ids: () => all },
      store: { titles: ({ path }: Watched) => path, peek: () => undefined },
      reveal: (what: Watched) => Promise.resolve(void seen.push(what)),
    } as unknown as LiveNeeds);
    return seen;
  }

  const one = { connection: 'c', path: ['First'] };
  const two = { connection: 'c', path: ['Second'], run: 'r' };

  it('is revealed: the only one at once, of several the one that is picked', async () => {
    assert.deepEqual(await shown([one], 0), [one]);
    assert.deepEqual((await shown([one, two], 1)).at(-1), two);
    assert.equal((await shown([one, two], 1)).length, 2);
    assert.deepEqual(await shown([one, two], 9), (await shown([one, two], 9)).slice(0, 1));
    assert.deepEqual(await shown([], 0), ['Nothing is watched.']);
  });
});
