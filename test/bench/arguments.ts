import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** The file that `--json FILE` names, from where the person stood: npm moves into the project's folder. */
export function jsonFile(args: readonly string[]): string | undefined {
  const { values } = parseArgs({ args: [...args], options: { json: { type: 'string' } } });
  return values.json && resolve(process.env['INIT_CWD'] ?? process.cwd(), values.json);
}

export async function writeJson(file: string, figures: unknown): Promise<void> {
  await writeFile(file, `${JSON.stringify(figures, roundNumbers, 2)}\n`);
}

/** Two decimals are more than any clock here is good for. */
function roundNumbers(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 100) / 100 : value;
}
