/** Publisher and name in `package.json`, by which VS Code and the links to it call this extension. A test holds it to them. */
export const extensionId = 'agent-run-inspector.agent-run-inspector';
