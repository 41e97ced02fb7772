/** One test of one prompt to the domain (docs/contracts.md C5 to C7). */
import { msg, t } from '../../core/kit/l10n.ts';
import { isEmptyJson, objectOf, textOf, without, type JsonObject } from '../../core/kit/json.ts';
import { factsFrom, reportedFacts, type Fact } from '../../core/run/facts.ts';
import { momentOf } from '../../core/run/moment.ts';
import type { Duration, Json, Moment, Repeat, Run, RunRef } from '../../core/run/run.ts';
import { bareRun } from '../bareRun.ts';
import { oneLine } from '../criteria.ts';
import { facts } from './facts.ts';
import type { Placed } from './forms.ts';
import { gradesOf } from './grades.ts';
import { outputOf, saidIn, type Said } from './turns.ts';
import { memberOf, wordOf } from '../values.ts';
import { labelOf, reported } from './values.ts';

/** @param source the result, which fits the schema */
export function runOf(source: JsonObject, placed: Placed, ref: RunRef, raw: () => string): Run {
  const said = saidIn(source, placed.exact);
  const title = titleOf(source);
  const ended = memberOf(source, 'response', 'conversationEnded');
  return bareRun({
    ref,
    provider: 'promptfoo',
    title,
    sequence: typeof source['testIdx'] === 'number' ? source['testIdx'] + 1 : undefined,
    repeat: repeatOf(placed, title),
    unit: title,
    // What has not finished is not there yet.
    state: 'finished',
    ...gradesOf(source),
    turns: said.turns,
    summary: textOf(memberOf(source, 'gradingResult', 'comment')),
    conversationEnded: typeof ended === 'boolean' ? ended : undefined,
    createdAt: madeAt(placed),
    duration: durationOf(source['latencyMs']),
    facts: factsOf(source, placed),
    ids: idsOf(source, placed),
    rest: restOf(source, said),
    raw,
  });
}

/** What sets this test apart: its description, else its values, else its number. */
function titleOf(source: JsonObject): string {
  const words = Object.values(objectOf(varsOf(source)) ?? {}).map(wordOf);
  const values = words.filter((word) => word !== undefined).join(', ');
  const { testIdx } = source;
  const description = memberOf(source, 'testCase', 'description') ?? source['description'];
  return (
    oneLine(textOf(description), 80) ??
    oneLine(values, 80) ??
    (typeof testIdx === 'number' ? t('Test {0}', testIdx + 1) : t('Test'))
  );
}

function varsOf(source: JsonObject): Json | undefined {
  return source['vars'] ?? memberOf(source, 'testCase', 'vars');
}

function repeatOf({ repeat }: Placed, title: string): Repeat | undefined {
  return repeat && { case: title, ...repeat };
}

/** A result has no time of its own; that of its evaluation stands in the usual ids, too. */
function madeAt({ madeAt: told, evaluation }: Placed): Moment | undefined {
  if (typeof told === 'string' || typeof told === 'number') return momentOf(told);
  const [, time] = /^eval-.*(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)$/.exec(evaluation ?? '') ?? [];
  return time === undefined ? undefined : momentOf(`${time}Z`);
}

function durationOf(ms: Json | undefined): Duration | undefined {
  return typeof ms === 'number' ? { ms, raw: ms, assumedUnit: false } : undefined;
}

function factsOf(source: JsonObject, { prompts }: Placed): Fact[] {
  const { promptIdx } = source;
  const head = typeof promptIdx === 'number' ? prompts[promptIdx] : undefined;
  const label = textOf(memberOf(source, 'prompt', 'label')) ?? head?.label;
  const values = {
    model: labelOf(source['provider']) ?? head?.provider,
    prompt: oneLine(label, 120),
    score: figureOf(source['score']),
    costUsd: costOf(source),
    tokens:
      figureOf(memberOf(source, 'tokenUsage', 'total')) ??
      figureOf(memberOf(source, 'response', 'tokenUsage', 'total')),
  };
  // A row says what tells it from its siblings, and not what all of them share.
  const alike = {
    model: new Set(prompts.map(({ provider }) => provider)).size < 2,
    prompt: new Set(prompts.map((prompt) => prompt.label)).size < 2,
  };
  return reportedFacts(factsFrom(facts, values)).map((fact) =>
    (fact.key === 'model' && alike.model) || (fact.key === 'prompt' && alike.prompt)
      ? { ...fact, about: { ...fact.about, shown: ['summary'] } }
      : fact,
  );
}

/** The result says 0 where the provider said nothing. */
function costOf(source: JsonObject): number | undefined {
  const own = figureOf(memberOf(source, 'response', 'cost'));
  return own ?? (figureOf(source['cost']) || undefined);
}

function figureOf(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function idsOf(source: JsonObject, { evaluation }: Placed): (readonly [string, string])[] {
  const ids = [
    [msg('Result'), wordOf(source['id'])],
    [msg('Evaluation'), evaluation],
    [msg('Conversation'), wordOf(memberOf(source, 'metadata', 'conversationId'))],
  ] as const;
  return ids.flatMap(([name, id]) => (id === undefined ? [] : [[name, id] as const]));
}

const told = new Set([
  ...['id', 'evalId', 'promptIdx', 'testIdx', 'testCase', 'vars', 'prompt', 'provider', 'response'],
  ...['gradingResult', 'success', 'score', 'latencyMs', 'cost', 'failureReason', 'error', 'metadata'],
  // Made from the others for promptfoo's own page.
  ...['text', 'pass', 'persisted', 'description'],
]);

/** What has no place above. How a provider was set up may hold keys, and is left out. */
function restOf(source: JsonObject, said: Said): JsonObject {
  const testCase = objectOf(source['testCase']) ?? {};
  const response = objectOf(source['response']) ?? {};
  const grading = objectOf(source['gradingResult']) ?? {};
  const prompt = memberOf(source, 'prompt', 'raw') ?? source['prompt'];
  const metadata = without(objectOf(source['metadata']) ?? {}, unsaidOf(said));
  const rest = {
    ...without(source, told),
    vars: varsOf(source),
    prompt: said.from === 'prompt' ? undefined : prompt,
    metadata,
    response: without(
      response,
      new Set([
        ...['cost', 'metadata', 'prompt', 'conversationEnded', 'error'],
        ...(isTold(outputOf(source), said) ? ['output'] : []),
        // In files it stands beside the response, too.
        ...('tokenUsage' in source ? ['tokenUsage'] : []),
      ]),
    ),
    testCase: without(testCase, new Set(['description', 'vars', 'assert', 'provider', 'options'])),
    gradingResult: without(
      grading,
      new Set(['pass', 'score', 'reason', 'comment', 'namedScores', 'componentResults', 'assertion']),
    ),
  };
  return Object.fromEntries(Object.entries(reported(rest)).filter(([, value]) => !isEmptyJson(value)));
}

function unsaidOf({ from }: Said): Set<string> {
  const own = ['conversationId', 'errorContext', '_promptfooFileMetadata'];
  return new Set(from === 'prompt' ? own : [...own, from]);
}

/** A simulated user's conversation is written down once more as one text. */
function isTold(output: Json | undefined, { from, turns }: Said): boolean {
  if (from === 'prompt') return true;
  if (typeof output !== 'string') return false;
  return turns.at(-1)?.text === output || /^(User|Assistant): /.test(output);
}
