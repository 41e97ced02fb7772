// First: all others go by its names, and change what it says.
import '../kit/theme.css';
import { render } from 'preact';
import type { PanelState, RunMessage } from '../../src/panel/run/protocol.ts';
import { App } from './app.tsx';
import { Client } from './client.ts';
import { connect } from '../kit/host.ts';
import type { RunHost } from './client.ts';

const host: RunHost = connect(1);
const client = new Client((intent) => host.post(intent));
host.onMessage((message) => client.receive(message));
const remembered = host.remembered();
const first = firstSnapshot(remembered);
// Before anything is asked: the host answers nobody who has not said that they listen.
host.post({ type: 'ready', anchor: remembered?.anchor?.turn, generation: first?.generation });
if (first) client.receive(first);
const root = document.getElementById('root');
if (root) {
  root.textContent = '';
  render(<App client={client} host={host} />, root);
}

// The toolkit costs more than all the rest of the page: it comes when the first turns are on the screen.
const whenIdle = (): void => void import('../kit/components.ts');
setTimeout(() => requestIdleCallback(whenIdle, { timeout: 2000 }), 200);

/** The snapshot that came with the page, unless the page remembers that it shows another run by now. */
function firstSnapshot(state: PanelState | undefined): RunMessage | undefined {
  const block = document.getElementById('first')?.textContent;
  if (!block) return undefined;
  // Our own host wrote it; see html.ts.
  const snapshot = JSON.parse(block) as RunMessage;
  if (!state) return snapshot;
  // A page that was here before goes back to where its reader was.
  return JSON.stringify(state.ref) === JSON.stringify(snapshot.ref)
    ? { ...snapshot, land: undefined }
    : undefined;
}
