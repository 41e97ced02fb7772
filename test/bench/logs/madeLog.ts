/** A log of any size from a seed: samples of about a megabyte each, which pack to about a half. */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { zipParts, type MemberToWrite } from '../../support/inspect/zip.ts';

const about = {
  task: 'made-up',
  task_id: 't1',
  eval_id: 'e1',
  created: '2026-11-01T10:00:00+00:00',
  model: 'made-up/one',
  config: { epochs: 1 },
};
const turns = 40;
/** Characters of hexadecimal digits in a turn: half of their bytes are news. */
const turnChars = 25_000;

/** @param bytes of the file, about. @returns how many samples it holds */
export async function writeLog(path: string, bytes: number): Promise<number> {
  const samples = Math.max(1, Math.round(bytes / (turns * turnChars * 0.52)));
  const file = createWriteStream(path);
  for (const part of zipParts(members(samples))) if (!file.write(part)) await once(file, 'drain');
  file.end();
  await once(file, 'close');
  return samples;
}

function* members(samples: number): Generator<MemberToWrite> {
  const random = randomFrom(20_261_126);
  const head = { version: 2, eval: { ...about, dataset: { sample_ids: numbers(samples) } }, plan: {} };
  yield { name: '_journal/start.json', text: JSON.stringify(head) };
  const summaries: object[] = [];
  for (const id of numbers(samples)) {
    const scores = { match: { value: random() < 0.5 ? 0x1 : 0, explanation: 'As was asked.' } };
    const messages = numbers(turns).map((turn) => ({
      role: turn % 2 === 1 ? 'user' : 'assistant',
      content: digits(random, turnChars),
    }));
    const own = { id, epoch: 1, input: `Question ${id}`, target: 'x', scores, total_time: 12.5 };
    summaries.push({ ...own, message_count: turns });
    yield { name: `samples/${id}_epoch_1.json`, text: JSON.stringify({ ...own, messages, events: [] }) };
  }
  yield { name: 'summaries.json', text: JSON.stringify(summaries) };
  const results = { total_samples: samples, completed_samples: samples, scores: [] };
  yield { name: 'header.json', text: JSON.stringify({ ...head, status: 'success', results }) };
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function digits(random: () => number, count: number): string {
  const words: string[] = [];
  for (let length = 0; length < count; length += 8)
    words.push(
      Math.floor(random() * 0x1_0000_0000)
        .toString(16)
        .padStart(8, '0'),
    );
  return words.join('');
}

/** Mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
