/** The health of connections as a Markdown page that can be pasted into an issue. Pure; never sees a key. */
import { t } from '../../core/kit/l10n.ts';
import { hostRefused } from '../../core/kit/tls.ts';
import { formatDate, formatDuration } from '../../core/kit/format.ts';
import type { OriginReport } from '../../http/report.ts';

export interface HealthFacts {
  readonly at: number;
  readonly extension: string;
  readonly vscode: string;
  readonly node: string;
  readonly system: string;
  /** Where the extension runs, e.g. `this machine` or `the remote machine (ssh-remote)`. */
  readonly runsOn: string;
  readonly autoRefresh: boolean;
  /** E.g. `1,234 runs, 9,876 turns, 12.3 MB`, or `off`. */
  readonly archive: string;
  readonly connections: readonly ConnectionHealth[];
}

export interface ConnectionHealth {
  readonly label: string;
  readonly provider: string;
  /** Origin and path, without anything that could be secret. */
  readonly address: string;
  readonly key: 'stored' | 'missing' | 'none needed';
  /** Its runs come from files, and no request is ever made for them. */
  readonly onDisk: boolean;
  /** `undefined` while no request was made in this window. */
  readonly report: OriginReport | undefined;
  readonly budget: { readonly used: number; readonly of: number } | undefined;
  /** What stands in the tree, in words; `undefined` when all is well. */
  readonly trouble: string | undefined;
}

export function healthReport(facts: HealthFacts): string {
  return [
    '# Agent Runs: connection health',
    '',
    `Made ${formatDate(facts.at)}. No key is in here, so it can be pasted into an issue as it is.`,
    '',
    ...table([
      ['Extension', facts.extension],
      ['VS Code', facts.vscode],
      ['Runs on', facts.runsOn],
      ['System', facts.system],
      ['Node', facts.node],
      ['Automatic refresh', facts.autoRefresh ? 'on' : 'off'],
      ['Archive', facts.archive],
    ]),
    ...facts.connections.flatMap((connection) => ['', ...sectionOf(connection, facts.at)]),
    ...(facts.connections.length === 0 ? ['', 'There is no connection yet.'] : []),
    '',
  ].join('\n');
}

function sectionOf(connection: ConnectionHealth, now: number): string[] {
  return [
    `## ${cell(connection.label)}`,
    '',
    ...table([
      ['Service', connection.provider],
      ['Address', connection.address],
      ['API key', connection.key],
      ...(connection.onDisk ? readFromDisk : askedFor(connection, now)),
      ['Trouble', connection.trouble ?? 'none'],
    ]),
  ];
}

const readFromDisk = [['Read', 'from disk, and again when its files change: nothing is asked for']] as const;

function askedFor({ report, budget }: ConnectionHealth, now: number): (readonly [string, string])[] {
  return [
    ...(report ? wayOf(report, now) : ([['Last answer', 'none: nothing was asked in this window']] as const)),
    [
      'Budget for polling',
      budget
        ? `${Math.max(0, budget.of - budget.used)} of ${budget.of} requests left in this minute, over all windows`
        : 'not used yet',
    ],
  ];
}

function wayOf(report: OriginReport, now: number): (readonly [string, string])[] {
  const { last } = report;
  const answer = last?.status === undefined ? (last?.reason ?? 'none yet') : `HTTP ${last.status}`;
  return [
    ['Transport', report.transport === 'vscode' ? "VS Code's fetch" : 'undici'],
    [
      'Proxy',
      report.proxy === undefined
        ? noProxy(report)
        : `${report.proxy} (${report.proxySource ?? 'unknown source'})`,
    ],
    ['Certificates', certificates[report.certificates]],
    ...(report.hostRefused ? [['Note', t(hostRefused)] as const] : []),
    ['Last answer', last ? `${answer}, ${formatDuration(Math.max(0, now - last.at))} ago` : answer],
    ['Latency', last ? formatDuration(last.ms) : 'not known'],
    ['Request id', last?.requestId ?? 'not reported'],
  ];
}

function noProxy({ transport, proxySource }: OriginReport): string {
  if (transport === 'vscode') return 'as VS Code decides';
  return proxySource ? `none (${proxySource})` : 'none';
}

const certificates: Readonly<Record<OriginReport['certificates'], string>> = {
  system: "the system's and Node's own",
  node: "Node's own",
  vscode: 'those that VS Code trusts',
  none: 'none: not encrypted',
};

function table(rows: readonly (readonly [string, string])[]): string[] {
  return ['| | |', '| --- | --- |', ...rows.map(([name, value]) => `| ${name} | ${cell(value)} |`)];
}

/** Labels and messages are somebody's words: they must not break the table or become markup. */
function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|]/g, '\\$&');
}
