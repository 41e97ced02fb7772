/**
 * A process of its own that runs VS Code's server, started by server.ts with VS Code's own flags as arguments.
 *
 * It answers `POST /mint-key` in front of the server, as code-server's own entry does: the workbench encrypts
 * SecretStorage in the browser with that key, and without the route keeps secrets in memory only, so that a
 * reload forgets them. Writes one line `ready PORT` when it accepts connections.
 */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { answersWithExtension } from './inBrowser.ts';

interface CodeServer {
  handleRequest(request: IncomingMessage, response: ServerResponse): Promise<void>;
  handleUpgrade(request: IncomingMessage, socket: Duplex): void;
}

interface ServerModule {
  loadCodeWithNls(): Promise<{ createServer(address: null): Promise<CodeServer> }>;
}

const folder = process.env['RIG_SERVER_FOLDER'];
const wantedPort = Number(process.env['RIG_SERVER_PORT'] ?? '0');
if (folder === undefined) throw new Error('serverMain.ts is started by server.ts, not by hand.');
const dataFolder = process.env['RIG_DATA_FOLDER'];
const extensionFolder = process.env['RIG_EXTENSION_FOLDER'];
delete process.env['RIG_SERVER_FOLDER'];
delete process.env['RIG_EXTENSION_FOLDER'];
delete process.env['RIG_DATA_FOLDER'];
delete process.env['RIG_SERVER_PORT'];

// The parent holds the other end of stdin. When it is gone, however it ended, the whole group goes too, and
// the temporary data with it.
process.stdin.resume();
process.stdin.on('close', endGroup);

// Tells server-main.js that it is a library here and must not listen by itself.
process.env['CODE_SERVER_PARENT_PID'] = String(process.pid);
// The module is untyped JavaScript of the pinned package; this is the part of its shape that we use.
const serverModule = (await import(
  pathToFileURL(join(folder, 'out', 'server-main.js')).href
)) as ServerModule;
const code = await serverModule.loadCodeWithNls();
delete process.env['CODE_SERVER_PARENT_PID'];
const vscode = await code.createServer(null);
const secretKeyHalf = randomBytes(32);

const http = createServer((request, response) => {
  const { method, url = '/' } = request;
  if (extensionFolder !== undefined && answersWithExtension(url, response, extensionFolder)) return;
  if (method === 'POST' && url.split('?')[0] === '/mint-key') response.end(secretKeyHalf);
  else void vscode.handleRequest(request, response);
});
http.on('upgrade', (request, socket) => vscode.handleUpgrade(request, socket));
http.listen(wantedPort, '127.0.0.1', () => {
  const { port } = http.address() as AddressInfo;
  process.stdout.write(`ready ${port}\n`);
});

function endGroup(): void {
  if (dataFolder !== undefined)
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  if (process.platform === 'win32') process.exit(0);
  process.kill(-process.pid, 'SIGKILL');
}
