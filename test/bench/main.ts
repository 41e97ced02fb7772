/**
 * `npm run bench [-- --json FILE]`: activation, parsing and the tree, each beside its baseline of the same run.
 * Figures are medians. A missed bar is said, it is no error: figures depend on what else the machine does.
 */
import { say, sayWithTime } from '../support/say.ts';
import { measureActivation, type ActivationFigures } from './activation.ts';
import { jsonFile, writeJson } from './arguments.ts';
import { withPacked, type Packed } from './packed.ts';
import { measureParse, type ParseFigures } from './parse.ts';
import { atMost, kb, ms, rowsText, times, type Row } from './table.ts';
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
say(`\n${rowsText(rows(figures))}`);
if (file !== undefined) {
  await writeJson(file, report(figures));
  say(`\nWrote ${file}`);
}

function rows({ packed, activation: { ours, empty }, parse, tree }: Figures): Row[] {
  const activation = ours.wallMs / empty.wallMs;
  return [
    {
      what: 'Activation: VS Code loads and activates',
      figure: ms(ours.wallMs),
      baseline: `an empty extension: ${ms(empty.wallMs)}`,
      bar: atMost(activation, 1.8, `at most 1.8x, is ${times(activation)}`),
    },
    { what: '  of it, loading the bundle', figure: ms(ours.loadMs), baseline: ms(empty.loadMs) },
    { what: '  of it, in activate', figure: ms(ours.activateMs), baseline: ms(empty.activateMs) },
    {
      what: 'Eager bundle',
      figure: kb(packed.eagerBundleKb),
      bar: atMost(packed.eagerBundleKb, 10, 'at most 10 KB'),
    },
    { what: 'Package', figure: kb(packed.vsixKb), bar: atMost(packed.vsixKb, 800, 'at most 800 KB') },
    {
      what: `Bytes to domain runs, ${parse.mb.toFixed(0)} MB`,
      figure: ms(parse.domainMs),
      baseline: `JSON.parse: ${ms(parse.jsonParseMs)}`,
      bar: atMost(parse.ratio, 1.5, `at most 1.5x, is ${times(parse.ratio)}`),
    },
    {
      what: 'Tree: a collection to its first rows',
      figure: ms(tree.firstRowsMs),
      baseline: `a bare request: ${ms(tree.latencyMs)}`,
    },
    { what: '  in a new process, nothing loaded yet', figure: ms(tree.coldFirstRowsMs) },
  ];
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
