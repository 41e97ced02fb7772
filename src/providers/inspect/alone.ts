/**
 * One sample as JSON that reads alone: a log with that sample and as much of its head as a run tells. Rows of a list
 * know only the sample's summary, and are a log with that.
 */
import { numberOf, objectOf, type JsonObject } from '../../core/kit/json.ts';
import type { Json } from '../../core/run/run.ts';
import { memberOf, told, wordOf } from '../values.ts';

/**
 * @param text exact JSON of the sample
 * @param state names the state of the sample in its log; `undefined` where nothing but the text is known
 */
export function sampleAlone(head: JsonObject, text: string, state?: string): string {
  return `${shortHead(head, state)}, "samples": [${text}]}`;
}

/** @param state `undefined` where the log has no more than the summary */
export function summaryAlone(head: JsonObject, summary: Json, state: string | undefined): string {
  return `${shortHead(head, state)}, "summaries": [${JSON.stringify(summary)}]}`;
}

function shortHead(head: JsonObject, state: string | undefined): string {
  const about = objectOf(head['eval']) ?? {};
  const short = told({
    version: numberOf(head['version']),
    status: head['status'],
    eval: told({
      ...Object.fromEntries(named.map((name) => [name, wordOf(about[name])])),
      dataset: told({ name: memberOf(about, 'dataset', 'name') }),
      config: told({ epochs: memberOf(about, 'config', 'epochs') }),
    }),
    sample_state: state,
  });
  // Without it, nothing would know the text again.
  const whole = 'eval' in short ? short : { ...short, eval: {} };
  return JSON.stringify(whole).slice(0, -1);
}

const named = [
  'eval_id',
  'run_id',
  'created',
  'task',
  'task_id',
  'task_display_name',
  'task_version',
  'model',
];
