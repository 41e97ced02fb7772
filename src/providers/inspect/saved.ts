/** Logs and single samples that stand in JSON: taken apart, and read. */
import { msg, t } from '../../core/kit/l10n.ts';
import { ExactJson } from '../../core/kit/exactJson.ts';
import {
  elementTexts,
  isObject,
  listOf,
  objectOf,
  parseJsonText,
  type JsonObject,
} from '../../core/kit/json.ts';
import type { SavedAnswers, SavedReader } from '../../core/provider/provider.ts';
import type { RunItem, RunRef } from '../../core/run/run.ts';
import { container } from './container.ts';
import { sampleAlone } from './alone.ts';
import { runOf } from './run.ts';
import { wordOf } from '../values.ts';
import { runIdOf, tryOf } from './values.ts';

export function isLog(value: JsonObject): boolean {
  const about = value['eval'];
  if (!isObject(about)) return false;
  return 'task' in about && ['samples', 'summaries', 'plan', 'results'].some((key) => key in value);
}

const answers: SavedAnswers = {
  kind: msg('Inspect log'),
  lists: [],
  claims: isLog,
  idOf: (value) => idOf(value),
  split: (value, text) => {
    if (!isLog(value)) return undefined;
    if ('summaries' in value && !('samples' in value)) return [{ id: idOf(value), text }];
    const samples = listOf(value['samples']);
    return elementTexts(text, ['samples']).map((own, index) => {
      const known = tryOf(samples[index]);
      return { id: known && runIdOf(known), text: sampleAlone(value, own) };
    });
  },
};

function idOf(value: JsonObject): string | undefined {
  const own = tryOf(listOf(value['samples'])[0]) ?? tryOf(listOf(value['summaries'])[0]);
  return own && runIdOf(own);
}

/** @param raw a log with one sample, or with the summary of one */
export function readSaved(raw: string, ref: RunRef): RunItem {
  const log = objectOf(parseJsonText(raw)) ?? {};
  const exact = new ExactJson(() => raw);
  const kind = 'samples' in log ? 'whole' : 'summary';
  const list = kind === 'whole' ? 'samples' : 'summaries';
  const [value] = listOf(log[list]);
  if (!isObject(value)) return broken(raw, ref);
  const run = runOf({ kind, value, exact: exact.member(list).element(0), head: log }, ref, () => raw);
  const state = wordOf(log['sample_state']);
  return state === undefined ? run : { ...run, edition: { name: state, isWhole: kind === 'whole' } };
}

function broken(raw: string, ref: RunRef): RunItem {
  return {
    ...{ kind: 'broken', ref, hasId: false, provider: 'inspect', title: t('Sample'), raw: () => raw },
    problem: t('samples: expected a sample, got something else'),
  };
}

export const savedReader: SavedReader = { run: readSaved, answers, container };
