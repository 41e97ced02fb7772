import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** What is downloaded once and kept: VS Code's server, or a desktop VS Code. */
export const downloadsFolder = resolve(projectRoot, '.vscode-test');

/** What the layers build and write. */
export const outFolder = resolve(projectRoot, 'out');
