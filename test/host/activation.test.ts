import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import manifest from '../../package.json' with { type: 'json' };

const id = `${manifest.publisher}.${manifest.name}`;

describe('The extension in a real extension host', () => {
  it('is there and activates', async () => {
    const extension = ours();
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('answers to every command that its manifest offers', async () => {
    const extension = ours();
    await extension.activate();
    const offered = commandsOf(extension.packageJSON as Contributions);
    assert.ok(offered.length > 0, 'the manifest offers no command');
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      offered.filter((command) => !registered.has(command)),
      [],
    );
  });
});

function ours(): vscode.Extension<unknown> {
  const extension = vscode.extensions.getExtension<unknown>(id);
  assert.ok(extension, `${id} is not installed`);
  return extension;
}

interface Contributions {
  readonly contributes?: { readonly commands?: readonly { readonly command: string }[] };
}

function commandsOf(manifest: Contributions): string[] {
  return (manifest.contributes?.commands ?? []).map(({ command }) => command);
}
