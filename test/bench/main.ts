/**
 * `npm run bench [-- --json FILE]`: activation, parsing and the tree, each beside its baseline of the same run.
 * Figures are medians. A missed bar is said, it is no error: figures depend on what else the machine does.
 */
import { say, sayWithTime } from '../support/say.ts';
import { measureActivation, type ActivationFigures } from './activation.ts';
import { jsonFile, writeJson } from './arguments.ts';
import { withPacked, type Packed } from './packed.ts';
import { measureParse, type ParseFigures } from './parse.ts';
import { atMost, kb, ms, tableText, times, verdictOf } from './table.ts';
import { measureTree, type TreeFigures } from './tree.ts';

interface Figures {
  readonly packed: Packed;
  readonly activation: ActivationFigures;
  readonly parse: ParseFigures;
  readonly tree: TreeFigures;
}

const file = jsonFile(process.argv.slice(2));
const figures = await withPacked(async (packed) => ({
  packed,
  parse: await sayWithTime('Parsing', measureParse),
  tree: await sayWithTime('Opening a collection', () => measureTree(packed.dist)),
  activation: await sayWithTime('Activating in new extension hosts', () => measureActivation(packed.folder)),
}));
say(`\n${table(figures)}`);
if (file !== undefined) {
  await writeJson(file, report(figures));
  say(`\nWrote ${file}`);
}

function table({ packed, activation: { ours, empty }, parse, tree }: Figures): string {
  const rows = [
    [
      'Activation: VS Code loads and activates',
      ms(ours.wallMs),
      `an empty extension: ${ms(empty.wallMs)}`,
      verdictOf(atMost(ours.wallMs / empty.wallMs, 2, `2x, is ${times(ours.wallMs / empty.wallMs)}`)),
    ],
    ['  of it, loading the bundle', ms(ours.loadMs), ms(empty.loadMs), ''],
    ['  of it, in activate', ms(ours.activateMs), ms(empty.activateMs), ''],
    ['Eager bundle', kb(packed.eagerBundleKb), '', verdictOf(atMost(packed.eagerBundleKb, 40, '40 KB'))],
    ['Package', kb(packed.vsixKb), '', verdictOf(atMost(packed.vsixKb, 700, '700 KB'))],
    [
      `Bytes to domain runs, ${parse.mb.toFixed(0)} MB`,
      ms(parse.domainMs),
      `JSON.parse: ${ms(parse.jsonParseMs)}`,
      verdictOf(atMost(parse.ratio, 2, `2x, is ${times(parse.ratio)}`)),
    ],
    [
      'Tree: a collection to its first rows',
      ms(tree.firstRowsMs),
      `a bare request: ${ms(tree.latencyMs)}`,
      '',
    ],
    ['  in a new process, nothing loaded yet', ms(tree.coldFirstRowsMs), '', ''],
  ];
  return tableText(['', 'measured', 'baseline', 'bar: at most'], rows);
}

function report({ packed, activation, parse, tree }: Figures): unknown {
  return {
    activation: {
      loadAndActivateMs: activation.ours.wallMs,
      emptyExtensionMs: activation.empty.wallMs,
      eagerBundleKb: packed.eagerBundleKb,
      vsixKb: packed.vsixKb,
    },
    parse: {
      mb: parse.mb,
      domainMs: parse.domainMs,
      jsonParseMs: parse.jsonParseMs,
      ratio: parse.ratio,
    },
    tree: { latencyMs: tree.latencyMs, firstRowsMs: tree.firstRowsMs },
  };
}
