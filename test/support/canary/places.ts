/** Everything that a VS Code in a browser and its extensions leave behind, as texts to be searched. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { inflateRawSync } from 'node:zlib';
import type { Workbench } from '../workbench/workbench.ts';

export interface Found {
  readonly where: string;
  readonly text: string;
}

/** What is on screen now: the page and all webviews in it, with what is written in fields. */
export async function onScreen({ page }: Workbench, where: string): Promise<Found[]> {
  const texts = page.frames().map(async (frame) => {
    const html = await frame.content().catch(() => '');
    const typed = await frame
      .evaluate(() => Array.from(document.querySelectorAll('input, textarea'), fieldValue).join('\n'))
      .catch(() => '');
    return { where: `${where}: ${frame.url().slice(0, 80)}`, text: `${html}\n${typed}` };
  });
  return Promise.all(texts);

  function fieldValue(element: Element): string {
    return 'value' in element ? String(element.value) : '';
  }
}

/** Settings, logs and databases on disk: the rig's data folder and all that lies in it. */
export function onDisk(folder: string): Found[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((file) => {
      try {
        return [{ where: file.slice(folder.length), text: `${file}\n${readFileSync(file, 'latin1')}` }];
      } catch (error) {
        // The lock of a window that has just ended goes while we look.
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
        throw error;
      }
    });
}

/** Every value of every row; what was packed is unpacked. */
export function inDatabase(file: string): Found[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    return tables.flatMap(({ name }) => {
      const rows = database.prepare(`SELECT * FROM "${String(name)}"`);
      rows.setReadBigInts(true);
      const where = `table ${String(name)}`;
      return rows.all().map((row) => ({ where, text: Object.values(row).map(valueText).join('\n') }));
    });
  } finally {
    database.close();
  }
}

/** State of the window, of the workspace and of webviews: VS Code for the browser keeps it in IndexedDB. */
export async function inBrowser({ page }: Workbench): Promise<Found[]> {
  const stored = await page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('IndexedDB'));
      });
    const found: [string, string][] = [localStorage, sessionStorage].map((storage) => [
      'web storage',
      JSON.stringify(Object.entries(storage)),
    ]);
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue;
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const rows = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([done(rows.getAllKeys()), done(rows.getAll())]);
        const texts = values.map((value: unknown) =>
          value instanceof Uint8Array ? new TextDecoder().decode(value) : JSON.stringify(value),
        );
        found.push([`${name}/${store}`, [JSON.stringify(keys), ...texts].join('\n')]);
      }
      database.close();
    }
    return found;
  });
  return stored.map(([where, text]) => ({ where, text }));
}

function valueText(value: unknown): string {
  if (!(value instanceof Uint8Array)) return String(value);
  const packed = Buffer.from(value);
  try {
    return inflateRawSync(packed).toString('latin1');
  } catch {
    return packed.toString('latin1');
  }
}
