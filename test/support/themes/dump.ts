// Writes what a webview gets from VS Code's own themes, for tests that show the panel without a VS Code:
//   node test/support/themes/dump.ts
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../paths.ts';
import { themes, type Theme } from '../workbench/settings.ts';
import { openWorkbench } from '../workbench/workbench.ts';

const folder = await mkdtemp(join(tmpdir(), 'agent-runs-themes-'));
await writeFile(
  join(folder, 'package.json'),
  JSON.stringify({
    publisher: 'rig',
    name: 'themes',
    version: '1.0.0',
    engines: { vscode: '^1.105.0' },
    main: './main.js',
    extensionKind: ['workspace'],
    activationEvents: ['onStartupFinished'],
  }),
);
await writeFile(
  join(folder, 'main.js'),
  `const vscode = require('vscode');
   exports.activate = () => {
     vscode.window.createWebviewPanel('themes', 'Themes', 1, { enableScripts: true }).webview.html =
       '<!DOCTYPE html><html lang="en"><title>Themes</title><body><main>Themes</main></body></html>';
   };`,
);

/** The names that the panel and its toolkit read. */
async function namesInUse(): Promise<string[]> {
  const dist = join(projectRoot, 'dist/webview');
  const files = (await readdir(dist)).filter((file) => /\.(js|css)$/.test(file));
  const texts = await Promise.all(files.map((file) => readFile(join(dist, file), 'utf8')));
  const variables = texts.join('\n').match(/--vscode-[\w-]+/g) ?? [];
  // The toolkit derives its names by replacing dots of VS Code's own: they appear without the prefix there.
  const tokens = texts.join('\n').match(/--([a-z]+-[\w-]+)/g) ?? [];
  return [...new Set([...variables, ...tokens.map((token) => `--vscode-${token.slice(2)}`)])];
}

const names = await namesInUse();
const dumped: Record<string, { classes: string; variables: Record<string, string> }> = {};
for (const theme of Object.keys(themes) as Theme[]) {
  const workbench = await openWorkbench({ theme, extensions: [folder], complete: true });
  try {
    const frame = await workbench.panel();
    dumped[theme] = await frame.evaluate((wanted) => {
      const style = document.documentElement.style;
      const variables: Record<string, string> = {};
      for (const name of wanted) {
        const value = style.getPropertyValue(name).trim();
        if (value !== '') variables[name] = value;
      }
      return { classes: document.body.className, variables };
    }, names);
  } finally {
    await workbench.close();
  }
}
await writeFile(join(projectRoot, 'test/support/themes/themes.json'), `${JSON.stringify(dumped, null, 2)}\n`);
await rm(folder, { recursive: true });
