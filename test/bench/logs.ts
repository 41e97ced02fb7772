/**
 * `npm run bench:logs [-- --mb 500] [--json FILE]`: listing an Inspect log and opening one of its samples, beside a
 * bare unpacking of the same file. Figures are medians of processes of their own, the first look of each.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { say, sayWithTime } from '../support/say.ts';
import { writeJson } from './arguments.ts';
import type { BareFigures, OursFigures } from './logs/reading.ts';
import { writeLog } from './logs/madeLog.ts';
import { median } from './statistics.ts';
import { atMost, mb, ms, rowsText, type Row } from './table.ts';

const { values } = parseArgs({
  options: { mb: { type: 'string', default: '50' }, json: { type: 'string' } },
});
const rounds = 5;
/** MB; the heap of the process that reads may not grow beyond it. */
const mostHeap = 150;

const folder = mkdtempSync(join(tmpdir(), 'bench-logs-'));
try {
  const log = join(folder, 'made.eval');
  await sayWithTime(`Writing a log of ${values.mb} MB`, () => writeLog(log, Number(values.mb) * 1_000_000));
  const ours = await sayWithTime('Reading it in parts', () => Promise.resolve(oursOf(log)));
  const bare = await sayWithTime('Unpacking all of it', () =>
    Promise.resolve(read('bare', log) as BareFigures),
  );
  const size = statSync(log).size / 1_000_000;
  say(`\n${mb(size)}, ${ours.rows} samples of ${ours.turns} turns\n\n${rowsText(rows(ours, bare))}`);
  if (values.json !== undefined) await writeJson(values.json, { mb: size, ours, bare });
} finally {
  rmSync(folder, { recursive: true });
}

function rows(ours: OursFigures, bare: BareFigures): Row[] {
  const all = `all of it unpacked: ${ms(bare.everythingMs)}`;
  return [
    {
      what: 'A folder is listed',
      figure: ms(ours.listLogsMs),
      baseline: all,
      bar: atMost(ours.listLogsMs, 300, 'at most 300 ms'),
    },
    {
      what: 'The samples of the log are listed',
      figure: ms(ours.listSamplesMs),
      baseline: all,
      bar: atMost(ours.listSamplesMs, 300, 'at most 300 ms'),
    },
    {
      what: 'One sample is opened',
      figure: ms(ours.openSampleMs),
      baseline: `its bytes unpacked and parsed: ${ms(bare.oneSampleMs)}`,
    },
    {
      what: 'Heap behind that',
      figure: mb(ours.heapMb),
      baseline: `resident, with all of Node: ${mb(ours.residentMb)}`,
      bar: atMost(ours.heapMb, mostHeap, `at most ${mostHeap} MB`),
    },
  ];
}

function oursOf(log: string): OursFigures {
  const all = Array.from(
    { length: rounds },
    () => read('ours', log, `--max-old-space-size=${mostHeap}`) as OursFigures,
  );
  const middle = (key: keyof OursFigures) => median(all.map((each) => each[key]));
  return {
    ...{ listLogsMs: middle('listLogsMs'), listSamplesMs: middle('listSamplesMs') },
    ...{ openSampleMs: middle('openSampleMs'), turns: middle('turns'), rows: middle('rows') },
    ...{ heapMb: middle('heapMb'), residentMb: middle('residentMb') },
  };
}

function read(way: string, log: string, ...flags: readonly string[]): unknown {
  const script = new URL('logs/reading.ts', import.meta.url).pathname;
  const quiet = '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON';
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, quiet, script, way, log], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`Reading failed: ${stderr}`);
  const figures: unknown = JSON.parse(stdout);
  return figures;
}
