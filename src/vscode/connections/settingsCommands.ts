/** Commands that lead to the settings which would help. */
import * as vscode from 'vscode';

/** Everything that decides the way to a service and what is trusted there. */
export async function openNetworkSettings(): Promise<void> {
  await openSettings([
    'http.proxy',
    'http.noProxy',
    'http.proxyAuthorization',
    'http.proxyStrictSSL',
    'http.proxySupport',
    'http.systemCertificates',
    'agentRuns.network.transport',
  ]);
}

async function openSettings(ids: readonly string[]): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettings', `@id:${ids.join(',')}`);
}
