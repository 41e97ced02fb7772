/** The health of connections as a Markdown page that can be pasted into an issue. Pure; never sees a key. */
import { hostRefused } from '../../core/kit/tls.ts';
import { formatDate, formatDuration } from '../../core/kit/format.ts';
import { msg, sent, t, type Message } from '../../core/kit/l10n.ts';
import type { Lack } from '../host/host.ts';
import type { OriginReport } from '../../http/report.ts';
import type { Budget } from '../live/livePolling.ts';

export interface HealthFacts {
  readonly at: number;
  readonly extension: string;
  readonly vscode: string;
  /** What runs the extension, e.g. `Node v24.18.1`. */
  readonly runtime: string;
  readonly system: string;
  /** Where the extension runs, e.g. `this machine` or `the remote machine (ssh-remote)`. */
  readonly runsOn: string;
  readonly autoRefresh: boolean;
  /** What this host cannot do. */
  readonly lacks: readonly Pick<Lack, 'what' | 'sentence'>[];
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
  /** Whether this host can read it at all: a browser reads no folder. */
  readonly canRead: boolean;
  /** `undefined` while no request was made in this window. */
  readonly report: OriginReport | undefined;
  readonly budget: Budget | undefined;
  /** What stands in the tree, in words; `undefined` when all is well. */
  readonly trouble: string | undefined;
}

export function healthReport(facts: HealthFacts): string {
  return [
    `# ${t('Agent Runs: connection health')}`,
    '',
    t('Made {0}. No key is in here, so it can be pasted into an issue as it is.', formatDate(facts.at)),
    '',
    ...table([
      [t('Extension'), facts.extension],
      ['VS Code', facts.vscode],
      [t('Runs on'), facts.runsOn],
      [t('System'), facts.system],
      [t('Run by'), facts.runtime],
      [t('Automatic refresh'), facts.autoRefresh ? t('on') : t('off')],
      ...(facts.lacks.some(({ what }) => what === msg('Archive'))
        ? []
        : [[t('Archive'), facts.archive] as const]),
      ...facts.lacks.map(({ what, sentence }) => [t(what), t(sentence)] as const),
    ]),
    ...facts.connections.flatMap((connection) => ['', ...sectionOf(connection, facts.at)]),
    ...(facts.connections.length === 0 ? ['', t('There is no connection yet.')] : []),
    '',
  ].join('\n');
}

function sectionOf(connection: ConnectionHealth, now: number): string[] {
  return [
    `## ${cell(connection.label)}`,
    '',
    ...table([
      [t('Service'), connection.provider],
      [t('Address'), connection.address],
      [t('API key'), t(keys[connection.key])],
      ...(connection.onDisk ? readFromDisk(connection) : askedFor(connection, now)),
      [t('Trouble'), troubleOf(connection)],
    ]),
  ];
}

const keys: Readonly<Record<ConnectionHealth['key'], Message>> = {
  stored: msg('stored'),
  missing: msg('missing'),
  'none needed': msg('none needed'),
};

function readFromDisk({ canRead }: ConnectionHealth): (readonly [string, string])[] {
  const how = canRead
    ? t('from disk, and again when its files change: nothing is asked for')
    : t('not at all in a browser');
  return [[t('Read'), how]];
}

/** What cannot be read here is trouble before anybody has looked. */
function troubleOf({ label, canRead, trouble }: ConnectionHealth): string {
  if (trouble !== undefined) return trouble;
  if (canRead) return t('none');
  return t('{0} is a folder, and a browser cannot read folders of this machine.', label);
}

function askedFor({ report, budget }: ConnectionHealth, now: number): (readonly [string, string])[] {
  return [
    ...(report
      ? wayOf(report, now)
      : ([[t('Last answer'), t('none: nothing was asked in this window')]] as const)),
    [t('Budget for polling'), budget ? budgetWords(budget) : t('not used yet')],
  ];
}

function budgetWords({ used, of, overAllWindows }: Budget): string {
  const left = Math.max(0, of - used);
  return overAllWindows
    ? t('{0} of {1} requests left in this minute, over all windows', left, of)
    : t('{0} of {1} requests left in this minute, for this window', left, of);
}

function wayOf(report: OriginReport, now: number): (readonly [string, string])[] {
  const { last } = report;
  const answer = last?.status === undefined ? (last?.reason ?? t('none yet')) : `HTTP ${last.status}`;
  return [
    [t('Transport'), t(transports[report.transport])],
    [
      'Proxy',
      report.proxy === undefined
        ? noProxy(report)
        : `${report.proxy} (${report.proxySource ?? t('unknown source')})`,
    ],
    [t('Certificates'), t(certificates[report.certificates])],
    ...(report.hostRefused ? [[t('Note'), t(hostRefused)] as const] : []),
    [t('Last answer'), last ? t('{0}, {1} ago', answer, formatDuration(Math.max(0, now - last.at))) : answer],
    [t('Latency'), last ? formatDuration(last.ms) : t('not known')],
    [t('Request id'), last?.requestId ?? t('not reported')],
  ];
}

function noProxy({ transport, proxySource }: OriginReport): string {
  if (transport === 'vscode') return t('as VS Code decides');
  if (transport === 'browser') return t('as the browser decides');
  return proxySource ? t('none ({0})', proxySource) : t('none');
}

const transports: Readonly<Record<OriginReport['transport'], Message>> = {
  undici: sent('undici'),
  vscode: msg("VS Code's fetch"),
  browser: msg("the browser's fetch"),
  memory: msg('none: answered in this window'),
};

const certificates: Readonly<Record<OriginReport['certificates'], Message>> = {
  system: msg("the system's and Node's own"),
  node: msg("Node's own"),
  vscode: msg('those that VS Code trusts'),
  browser: msg('those that the browser trusts'),
  none: msg('none: not encrypted'),
};

function table(rows: readonly (readonly [string, string])[]): string[] {
  return ['| | |', '| --- | --- |', ...rows.map(([name, value]) => `| ${name} | ${cell(value)} |`)];
}

/** Labels and messages are somebody's words: they must not break the table or become markup. */
function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|]/g, '\\$&');
}
