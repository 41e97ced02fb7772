/** Gathers what is known of each connection's health, and shows it as a read-only document. */
import * as vscode from 'vscode';
import { extensionId } from '../../core/kit/extensionId.ts';
import { isObject, textOf } from '../../core/kit/json.ts';
import { sent, t } from '../../core/kit/l10n.ts';
import { commas } from '../../core/kit/punctuation.ts';
import type { Connection } from '../../core/provider/provider.ts';
import { archiveWords } from '../../services/archiving/archiveWords.ts';
import { healthReport, type ConnectionHealth } from '../../services/health/healthReport.ts';
import type { HealthNeeds } from './needs.ts';

const scheme = 'agent-run-health';

export async function showHealth(needs: HealthNeeds): Promise<void> {
  const services = needs.connections.all().filter((each) => !needs.connections.isLocal(each));
  const connections = await Promise.all(services.map((each) => healthOf(needs, each)));
  const extension = vscode.extensions.getExtension(extensionId);
  const text = healthReport({
    at: Date.now(),
    extension: `${extensionId} ${versionOf(extension?.packageJSON)}`,
    vscode: `${vscode.version} (${vscode.env.appHost})`,
    ...(await needs.host.about()),
    lacks: needs.host.lacks,
    runsOn: runsOn(extension?.extensionKind),
    autoRefresh: needs.settings.autoRefresh(),
    archive: await archiveWords(needs.archive).catch(() => t('not available')),
    connections,
  });
  await show(text);
}

async function healthOf(needs: HealthNeeds, connection: Connection): Promise<ConnectionHealth> {
  const url = URL.canParse(connection.baseUrl) ? new URL(connection.baseUrl) : undefined;
  const failure = needs.store
    .listings()
    .find((listing) => listing.connection === connection.id && listing.failure)?.failure;
  const onDisk = needs.connections.isOnDisk(connection);
  const isRemote = url !== undefined && !onDisk;
  const report = isRemote ? (await needs.http.get()).report(url.origin) : undefined;
  return {
    label: connection.label,
    provider: t(sent(needs.connections.providerOf(connection)?.label ?? connection.provider)),
    address: isRemote ? `${url.origin}${url.pathname}` : (url?.href ?? t('cannot be read')),
    key: await keyWords(needs, connection),
    onDisk,
    canRead: !onDisk || (await needs.host.files()).disk !== undefined,
    report,
    budget: onDisk ? undefined : await (await needs.live.get()).budget(connection.id),
    trouble: connection.problem ?? (failure && `${failure.reason}: ${failure.message}`),
  };
}

async function keyWords(
  { connections }: HealthNeeds,
  connection: Connection,
): Promise<ConnectionHealth['key']> {
  if (!connections.takesKey(connection)) return 'none needed';
  return (await connections.keyOf(connection)) === undefined ? 'missing' : 'stored';
}

/** `extensionKind` says on which side of a remote window the extension runs. */
function runsOn(kind: vscode.ExtensionKind | undefined): string {
  const { remoteName, uiKind } = vscode.env;
  const side = kind === vscode.ExtensionKind.Workspace ? t('workspace side') : t("user's side");
  if (remoteName !== undefined) return commas([remoteName, side]);
  // In a browser without a server there is nothing else to run on.
  return uiKind === vscode.UIKind.Web ? t('the browser itself') : t('this machine');
}

function versionOf(manifest: unknown): string {
  if (!isObject(manifest)) return t('of unknown version');
  const version = textOf(manifest['version']);
  return version ?? t('of unknown version');
}

/** The document is made for this one look; the next look makes a new one. */
async function show(text: string): Promise<void> {
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: () => text,
  });
  try {
    const stamp = new Date().toISOString().slice(11, 19).replaceAll(':', '');
    const uri = vscode.Uri.from({ scheme, path: `/${t('Connection Health')} ${stamp}.md` });
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true });
  } finally {
    provider.dispose();
  }
}
