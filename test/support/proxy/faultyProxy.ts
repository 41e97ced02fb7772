/** A CONNECT proxy that knows every name as this machine, and goes wrong in the way it is told to. */
import { createServer, STATUS_CODES } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export type ProxyFault =
  | 'none'
  | 'hang'
  | 'drop'
  | 'garbage'
  /** The tunnel stands, and nothing comes through. */
  | 'silentTunnel'
  /** The tunnel stands, and falls. */
  | 'dropTunnel'
  /** CONNECT is answered with this status. */
  | number;

export interface FaultyProxy {
  readonly url: string;
  fault: ProxyFault;
  /** Ends every tunnel, so that the next request needs a new one. */
  dropTunnels(): void;
  close(): Promise<void>;
}

export async function startFaultyProxy(): Promise<FaultyProxy> {
  const sockets = new Set<Socket>();
  const server = createServer().on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  server.on('connect', (request, duplex) => {
    const port = Number((request.url ?? '').split(':').at(-1));
    switch (proxy.fault) {
      case 'none':
      case 'silentTunnel':
      case 'dropTunnel':
        duplex.write('HTTP/1.1 200 Connection established\r\n\r\n');
        if (proxy.fault === 'none') join(duplex, port);
        if (proxy.fault === 'dropTunnel') duplex.destroy();
        return;
      case 'hang':
        return;
      case 'drop':
        return void duplex.destroy();
      case 'garbage':
        return void duplex.end('SSH-2.0-OpenSSH_9.9\r\n');
      default:
        duplex.end(`HTTP/1.1 ${proxy.fault} ${STATUS_CODES[proxy.fault] ?? ''}\r\n\r\n`);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const proxy: FaultyProxy = {
    url: `http://127.0.0.1:${port}`,
    fault: 'none',
    dropTunnels() {
      for (const socket of sockets) socket.destroy();
    },
    close() {
      proxy.dropTunnels();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return proxy;
}

function join(client: NodeJS.ReadWriteStream & { destroy(): unknown }, port: number): void {
  const upstream = connect(port, '127.0.0.1');
  upstream.on('error', () => client.destroy()).on('close', () => client.destroy());
  client.on('error', () => upstream.destroy()).on('close', () => upstream.destroy());
  client.pipe(upstream).pipe(client);
}
