/** What is asked of an assistant about a run, a batch or a comparison: the question, the tools for more, the digest. */
import type { ComparisonTopic, Topic } from '../../core/run/topic.ts';
import { compare } from './compare.ts';
import { explainBatch } from './explainBatch.ts';
import { getRun } from './getRun.ts';
import { idOfPlace, idOfRun } from './ids.ts';
import type { Question, QuestionName } from './question.ts';
import type { QuerySource } from './source.ts';

export interface HandOver {
  /** The question and the digest, to be sent as it is. */
  readonly prompt: string;
  /** Those that tell more, the likeliest first. */
  readonly tools: readonly QuestionName[];
}

/** A chat shows the whole prompt in the box that people type into. */
const digestBytes = 6000;
/** Of several runs, those held against the first one. */
const mostPairs = 3;

/**
 * @throws Advice where the run or batch is not known
 * @throws ProviderError when its service does not answer
 */
export async function handOver(topic: Topic, source: QuerySource, signal: AbortSignal): Promise<HandOver> {
  const tools = toolsFor(topic);
  const names = tools.join(', ');
  const asks = asksAbout(topic);
  const digests: string[] = [];
  for (const [question, input] of asks) {
    const { text } = await question.ask(input, source, {
      bytes: Math.floor(digestBytes / asks.length),
      signal,
    });
    digests.push(text);
  }
  const prompt = [
    questionAbout(topic),
    `Read more with the tools of Agent Run Inspector where the digest below is not enough: ${names}. Name the runs and turns that you rely on.`,
    ...digests.map(withoutReferences),
    '',
  ].join('\n\n');
  return { prompt, tools };
}

function asksAbout(topic: Topic): readonly (readonly [Question, object])[] {
  switch (topic.kind) {
    case 'run':
      return [[getRun, { run: idOfRun(topic.ref) }]];
    case 'batch':
      return [[explainBatch, { batch: idOfPlace(topic.place) }]];
    case 'batches':
      return [[compare, { a: idOfPlace(topic.before), b: idOfPlace(topic.now) }]];
    case 'runs': {
      const [first, ...others] = topic.runs.map(idOfRun);
      return others.slice(0, mostPairs).map((other) => [compare, { a: first, b: other }] as const);
    }
  }
}

function questionAbout(topic: Topic): string {
  switch (topic.kind) {
    case 'run':
      return 'Look at this run of an AI agent. Why did it go as it did, at which turn was that decided, and what should be changed in the agent?';
    case 'batch':
      return 'Look at this batch of runs of an AI agent. What fails in it and why, what changed since the batch before, and what should be changed in the agent first?';
    case 'batches':
      return 'Compare these two batches of runs of an AI agent. Did the last change help, what got better or worse, and why?';
    case 'runs':
      return `Compare these runs of an AI agent. Where do they part, why, and what should be changed in the agent?${othersOf(topic)}`;
  }
}

/** Those of which no digest is given. */
function othersOf(topic: Extract<ComparisonTopic, { readonly kind: 'runs' }>): string {
  const rest = topic.runs.slice(mostPairs + 1).map(idOfRun);
  return rest.length === 0 ? '' : ` These belong to it as well: ${rest.join(', ')}.`;
}

function toolsFor({ kind }: Topic): readonly QuestionName[] {
  switch (kind) {
    case 'run':
      return ['get_run', 'compare', 'explain_batch'];
    case 'batch':
      return ['explain_batch', 'get_run', 'compare', 'list_runs'];
    case 'batches':
      return ['compare', 'explain_batch', 'get_run'];
    case 'runs':
      return ['compare', 'get_run'];
  }
}

/**
 * In what runs say, assistants take `@name`, `#name` and `/name` for agents, files, tools and commands, and act on them
 * before a model reads a word. A joiner that nobody sees makes them plain words again.
 */
function withoutReferences(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      line.startsWith('| ')
        ? line.replace(/(?<=^|\s|[([{"'>|])[@#/](?=[\p{L}\p{N}_.~/-])/gu, '$&\u2060')
        : line,
    )
    .join('\n');
}
