/** From a domain run to what the archive writes of it. Runs in the host, in small portions. */
import { toolText } from '../core/run/toolCards.ts';
import { ownData, spokenText, thoughtText } from '../core/run/toolWords.ts';
import type { Criterion, Json, Run, RunItem, Turn } from '../core/run/run.ts';
import { reportedFacts, searchedWords } from '../core/run/facts.ts';
import { outcomeOfItem } from '../core/run/outcome.ts';
import { derivationOf } from '../core/provider/derivation.ts';
import type { RunRecord, RunTexts } from './messages.ts';

/** Structured data of one turn or error is searched up to here; a transcript has its words in its texts. */
const dataChars = 4000;

/** @param derived version by which the item was read from its JSON */
export function recordOf(
  item: RunItem,
  trail: readonly string[],
  seenAt: number,
  derived = derivationOf({}),
): RunRecord {
  const run = item.kind === 'run' ? item : undefined;
  return {
    ref: item.ref,
    hasId: item.kind === 'run' || item.hasId,
    provider: item.provider,
    title: item.title,
    trail,
    outcome: outcomeOfItem(item),
    state: run?.state,
    at: (run?.createdAt ?? run?.startedAt)?.ms,
    seenAt,
    expiresAt: run?.expiresAt?.ms,
    facts: run ? filteredFacts(run) : {},
    unmet: [...new Set((run?.criteria ?? []).filter(({ met }) => met === 'notMet').map(({ name }) => name))],
    texts: run ? textsOf(run) : { ...noTexts(item), error: item.kind === 'broken' ? item.problem : '' },
    raw: item.raw(),
    derived,
  };
}

/** As {@link recordOf}. A run that cannot give its JSON is no reason to lose the others. */
export function tryRecord(...run: Parameters<typeof recordOf>): RunRecord | undefined {
  try {
    return recordOf(...run);
  } catch {
    return undefined;
  }
}

function filteredFacts({ facts }: Run): Record<string, string> {
  const filtered = reportedFacts(facts).filter(({ about }) => about.filter !== undefined);
  return Object.fromEntries(filtered.map(({ key, value }) => [key, String(value)]));
}

function textsOf(run: Run): RunTexts {
  return {
    ...noTexts(run),
    summary: run.summary ?? '',
    error: run.error ? joined(run.error.message, wordsIn(run.error.technicalDetails)) : '',
    criteria: run.criteria.map(criterionText),
    facts: searchedWords(run.facts),
    turns: (run.turns ?? []).map((turn, index, turns) => turnText(turn, toolText(turns, index))),
  };
}

/** The id is searched with the title, so that a pasted id finds its run. */
function noTexts({ title, ref }: RunItem): RunTexts {
  const named = title.includes(ref.run) ? title : `${title} (${ref.run})`;
  return { title: named, summary: '', error: '', criteria: [], facts: [], turns: [] };
}

function criterionText({ name, text, reason }: Criterion): string {
  return joined(name, text, reason);
}

function turnText(turn: Turn, done: string | undefined): string {
  const own = ownData(turn);
  const data = own === undefined ? undefined : wordsIn(own);
  return joined(thoughtText(turn), spokenText(turn), done, data);
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n');
}

/** The texts in structured data, without its keys. Without recursion: a service may nest 100,000 levels. */
function wordsIn(data: Json | undefined): string {
  const words: string[] = [];
  let room = dataChars;
  const left: Json[] = data === undefined ? [] : [data];
  for (let value = left.pop(); value !== undefined && room > 0; value = left.pop()) {
    if (typeof value === 'string') {
      words.push(value.slice(0, room));
      room -= value.length;
    } else if (typeof value === 'object' && value !== null) {
      left.push(...Object.values(value).slice(0, room).reverse());
    }
  }
  return words.join('\n');
}
