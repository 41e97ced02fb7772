/** One cold sample of tree.ts, in a process of its own: prints milliseconds. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as httpModule from '../../src/http/main.ts';
import type * as allModule from '../../src/providers/all.ts';
import { firstRows, type ColdTask } from './tree.ts';

const task = JSON.parse(process.argv[2] ?? '') as ColdTask;
const require = createRequire(import.meta.url);

const start = performance.now();
const http = (require(join(task.dist, 'http-main.js')) as typeof httpModule).createHttp({
  clock: { now: Date.now, delay: () => Promise.resolve() },
  random: () => 0.5,
  log: () => undefined,
});
const service = http.connect({
  origin: new URL(task.connection.baseUrl).origin,
  auth: 'apiKey',
  key: () => Promise.resolve(task.key),
  label: task.connection.label,
});
const program = require(join(task.dist, 'program.js')) as (path: string) => typeof allModule;
const services = await program('src/providers/all.ts').allServices();
const cognigy = services.find(({ id }) => id === task.connection.provider);
if (!cognigy) throw new Error('The program has no such service.');
const client = await cognigy.connect(task.connection, service);
await firstRows(task.connection.id, task.path, client);
process.stdout.write(String(performance.now() - start));
await http.close();
