import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CognigyRecords, JsonObject, PromptingCompanyRecords, SampleData } from './sampleData.ts';
import { isJsonList, isJsonObject, objectOf } from './sampleData.ts';
import { t } from '../core/kit/l10n.ts';

/** Texts of the files of a sample folder; either one alone will do. */
export interface SampleFiles {
  readonly cognigy?: string | undefined;
  readonly promptingCompany?: string | undefined;
}

/** Says which file is wrong and where. */
export class SampleDataError extends Error {
  override readonly name = 'SampleDataError';
}

/**
 * Reads `cognigy.json` and `promptingcompany.json`.
 * @throws SampleDataError
 */
export async function loadSampleFolder(folder: string): Promise<SampleData> {
  const [cognigy, promptingCompany] = await Promise.all(
    [cognigyFile, promptingCompanyFile].map((name) => readIfThere(folder, name)),
  );
  if (cognigy === undefined && promptingCompany === undefined)
    throw new SampleDataError(
      t('There is no {0} and no {1} in {2}.', cognigyFile, promptingCompanyFile, folder),
    );
  return parseSampleData({ cognigy, promptingCompany });
}

/**
 * Records are checked as far as the service needs them to find its way; everything else in them is served as
 * it is, right or wrong.
 * @throws SampleDataError
 */
export function parseSampleData(files: SampleFiles): SampleData {
  const cognigy = files.cognigy === undefined ? undefined : cognigyRecords(files.cognigy);
  const promptingCompany =
    files.promptingCompany === undefined ? undefined : promptingCompanyRecords(files.promptingCompany);
  return {
    cognigy: cognigy && (() => cognigy),
    promptingCompany: promptingCompany && (() => promptingCompany),
  };
}

const cognigyFile = 'cognigy.json';
const promptingCompanyFile = 'promptingcompany.json';

async function readIfThere(folder: string, name: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, name), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    const why = error instanceof Error ? error.message : String(error);
    throw new SampleDataError(t('{0} in {1} cannot be read: {2}', name, folder, why));
  }
}

function cognigyRecords(text: string): CognigyRecords {
  const file = parsed(cognigyFile, text);
  const projects = records(cognigyFile, file, 'projects', ['_id']);
  const scenarios = records(cognigyFile, file, 'scenarios', ['referenceId']);
  const batches = records(cognigyFile, file, 'batches', ['referenceId', 'simulationReference']);
  const runs = records(cognigyFile, file, 'runs', ['simulationRunBatchReference']);
  if (projects.length === 0) throw new SampleDataError(t('{0}: {1} is empty.', cognigyFile, 'projects'));
  return { projects, scenarios, batches, runs, projectIdOfReference: projectIds(file, projects, scenarios) };
}

function promptingCompanyRecords(text: string): PromptingCompanyRecords {
  const file = parsed(promptingCompanyFile, text);
  records(promptingCompanyFile, file, 'tasks', ['id']);
  records(promptingCompanyFile, file, 'environments', ['id']);
  return { runs: records(promptingCompanyFile, file, 'runs', []) };
}

/** From `meta.projectIdOfReference`; a reference that nobody explains belongs to the first project. */
function projectIds(
  file: JsonObject,
  projects: readonly JsonObject[],
  scenarios: readonly JsonObject[],
): ReadonlyMap<string, string> {
  const meta = objectOf(file, 'meta');
  const given = (meta && objectOf(meta, 'projectIdOfReference')) ?? {};
  const known = new Set(projects.map((project) => project['_id']));
  const map = new Map<string, string>();
  for (const { projectReference } of scenarios) {
    if (typeof projectReference !== 'string' || known.has(projectReference)) continue;
    const id = given[projectReference] ?? projects[0]?.['_id'];
    if (typeof id === 'string') map.set(projectReference, id);
  }
  return map;
}

function parsed(name: string, text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new SampleDataError(
      t('{0} is not JSON: {1}', name, error instanceof Error ? error.message : String(error)),
    );
  }
  if (isJsonObject(value)) return value;
  throw new SampleDataError(t('{0}: expected an object with lists of records.', name));
}

function records(name: string, file: JsonObject, list: string, texts: readonly string[]): JsonObject[] {
  const value = file[list];
  if (!isJsonList(value)) throw new SampleDataError(t('{0}: {1} must be a list.', name, list));
  return value.map((record, index) => {
    if (!isJsonObject(record))
      throw new SampleDataError(t('{0}: {1} must be an object.', name, `${list}[${index}]`));
    const missing = texts.find((key) => typeof record[key] !== 'string');
    if (missing === undefined) return record;
    throw new SampleDataError(t('{0}: {1} must be a text.', name, `${list}[${index}].${missing}`));
  });
}
