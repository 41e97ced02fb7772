/** A run as JSON for other programs. Absent values are null; moments are ISO 8601 in UTC. */
import { factValue, reportedFacts } from '../core/run/facts.ts';
import type { Block } from '../core/run/blocks.ts';
import { outcomeOfItem } from '../core/run/outcome.ts';
import type { Criterion, Json, Met, Moment, Run, RunItem, Turn } from '../core/run/run.ts';
import { withSentNumbers } from '../core/run/sentNumbers.ts';
import { jsonText } from './deepJson.ts';

export function runJson(item: RunItem): object {
  const head = { title: item.title, id: item.ref.run };
  if (item.kind === 'broken')
    return { ...head, ...nothing, outcome: outcomeOfItem(item), problem: item.problem };
  const { turns, rest } = withSentNumbers(item);
  return {
    ...head,
    state: item.state,
    verdict: item.verdict,
    outcome: outcomeOfItem(item),
    reason: item.reason ?? null,
    score: factValue(item, 'score') ?? null,
    facts: factsJson(item),
    criteria: item.criteria.map(criterionJson),
    turns: turns?.map(turnJson) ?? null,
    rest,
    problem: null,
  };
}

/** Of a run that could not be read. */
const nothing = {
  ...{ state: 'unknown', verdict: 'none', reason: null, score: null },
  ...{ facts: {}, criteria: [], turns: null, rest: {} },
};

function factsJson({ facts }: Run): Readonly<Record<string, string | number | null>> {
  return Object.fromEntries(
    reportedFacts(facts).map(({ key, value, about }) => [
      key,
      about.kind === 'moment' && typeof value === 'number' ? isoOf(value) : value,
    ]),
  );
}

function criterionJson({ name, met, score, reason }: Criterion): object {
  return { name, met: metJson[met], score: score ?? null, reason: reason ?? null };
}

const metJson: Readonly<Record<Met, boolean | null>> = { met: true, notMet: false, notReported: null };

function turnJson({ role, text, createdAt, blocks, data }: Turn): object {
  return {
    role: role ?? null,
    text: text ?? null,
    at: momentJson(createdAt),
    blocks: blocks.map(blockJson),
    data: data ?? null,
  };
}

function blockJson(block: Block): object {
  const { kind } = block;
  switch (kind) {
    case 'text':
    case 'reasoning':
      return { kind, name: null, callId: null, text: block.text ?? null };
    case 'toolCall':
      return { kind, name: block.name ?? null, callId: block.callId ?? null, text: block.arguments ?? null };
    case 'toolResult':
      return { kind, name: block.name ?? null, callId: block.callId ?? null, text: block.content ?? null };
    case 'media':
      return { kind, name: block.mediaType ?? block.mediaKind, callId: null, text: block.altText ?? null };
    case 'data':
      return { kind, name: null, callId: null, text: jsonText(block.data) };
  }
}

function momentJson(moment: Moment | undefined): Json {
  if (moment === undefined) return null;
  return moment.ms === undefined ? null : isoOf(moment.ms);
}

/** `null` outside of what ISO 8601 can say. */
function isoOf(ms: number): string | null {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
