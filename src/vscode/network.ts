/** The only reader of VS Code's `http.*` settings, and of our own choice of transport. */
import * as vscode from 'vscode';
import { textOf } from '../core/kit/json.ts';
import type { NetworkOptions } from '../http/network.ts';
import { settingsSection } from './ids.ts';

/** Read anew for each request, so that a change counts at once. */
export function readNetwork(): NetworkOptions {
  const http = vscode.workspace.getConfiguration('http');
  const transport = vscode.workspace.getConfiguration(settingsSection).get<unknown>('network.transport');
  const noProxy = http.get<unknown>('noProxy');
  return {
    transport: transport === 'undici' || transport === 'vscode' ? transport : 'auto',
    proxySupport: http.get<unknown>('proxySupport') !== 'off',
    proxy: textOf(http.get<unknown>('proxy')) ?? '',
    noProxy: Array.isArray(noProxy) ? noProxy.filter((rule) => typeof rule === 'string') : [],
    proxyStrictSSL: http.get<unknown>('proxyStrictSSL') !== false,
    proxyAuthorization: textOf(http.get<unknown>('proxyAuthorization')) || undefined,
    systemCertificates: http.get<unknown>('systemCertificates') !== false,
  };
}
