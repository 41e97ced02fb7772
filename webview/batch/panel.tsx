// First: all others go by its names, and change what it says.
import '../kit/theme.css';
import { render } from 'preact';
import type { BatchMessage, BatchPanelState } from '../../src/panel/batch/protocol.ts';
import { connect } from '../kit/host.ts';
import { App } from './app.tsx';
import { BatchClient, type BatchHost } from './client.ts';

const host: BatchHost = connect(1);
const client = new BatchClient((intent) => host.post(intent));
host.onMessage((message) => client.receive(message));
const first = firstSnapshot(host.remembered());
// Before anything is asked: the host answers nobody who has not said that they listen.
host.post({ type: 'ready', generation: first?.generation });
if (first) client.receive(first);
const root = document.getElementById('root');
if (root) {
  root.textContent = '';
  render(<App client={client} host={host} />, root);
}

// The toolkit is needed for buttons beside an error only: it comes when the page is on the screen.
const whenIdle = (): void => void import('../kit/components.ts');
setTimeout(() => requestIdleCallback(whenIdle, { timeout: 2000 }), 200);

/** The snapshot that came with the page, unless the page remembers that it shows another batch. */
function firstSnapshot(state: BatchPanelState | undefined): BatchMessage | undefined {
  const block = document.getElementById('first')?.textContent;
  if (!block) return undefined;
  // Our own host wrote it; see html.ts.
  const snapshot = JSON.parse(block) as BatchMessage;
  const same = !state || JSON.stringify(state.place) === JSON.stringify(snapshot.place);
  return same ? snapshot : undefined;
}
