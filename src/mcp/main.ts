/**
 * `node mcp.js FOLDER`: a server of the Model Context Protocol over stdio, for assistants outside the editor as well.
 * It reads the archive in that folder and nothing else; stdout is for the protocol alone.
 */
import { isAbsolute } from 'node:path';
import { allServices } from '../providers/all.ts';
import { patternsVariable, schemeVariable, usualScheme } from '../services/mcpConfiguration.ts';
import { withinTime } from '../services/host/withinTime.ts';
import { questions } from '../services/query/questions.ts';
import { adviceFor, answering } from './answering.ts';
import { Queue } from './queue.ts';
import { makeServer } from './server.ts';
import { LineTransport } from './transport.ts';

/** Set by esbuild. */
declare const PACKAGE_VERSION: string;

function log(line: string): void {
  process.stderr.write(`Agent Run Inspector: ${line}\n`);
}

async function main(folder: string | undefined): Promise<void> {
  if (folder === undefined || !isAbsolute(folder)) {
    log(
      'the first argument must be the absolute path of the archive. Copy MCP Configuration in VS Code names it.',
    );
    process.exitCode = 2;
    return;
  }
  const sqlite: unknown = process.getBuiltinModule('node:sqlite');
  if (sqlite === undefined) log('Node 22.16 or newer is needed.');
  const queue = new Queue({ atOnce: 4, most: 64 });
  const server = makeServer({
    ...{ questions, queue, adviceFor, log },
    version: typeof PACKAGE_VERSION === 'undefined' ? '0.0.0' : PACKAGE_VERSION,
    ask: answering({
      ...{ folder, providers: await allServices(), now: Date.now },
      patterns: patternsIn(process.env[patternsVariable]),
      withinTime,
      uriScheme: schemeIn(process.env[schemeVariable]),
    }),
  });
  const transport = new LineTransport({
    ...{ input: process.stdin, output: process.stdout },
    room: () => queue.room(),
    idle: () => queue.idle(),
  });
  await server.connect(transport);
}

/** What is no JSON is handed on as it is: then no pattern can be used, and nothing is answered. */
function patternsIn(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** It stands in every answer: what is no scheme must not get there. */
function schemeIn(text: string | undefined): string {
  return text !== undefined && /^[a-z][a-z\d+.-]{0,30}$/.test(text) ? text : usualScheme;
}

// The assistant is gone: nobody reads the answers.
process.stdout.on('error', () => process.exit(0));
process.stderr.on('error', () => undefined);
process.on('uncaughtException', ({ name }) => {
  log(`ended by a defect (${name}).`);
  process.exit(1);
});
void main(process.argv[2]);
