// First: all others go by its names, and change what it says.
import '../kit/theme.css';
import type { PanelState, RunMessage } from '../../src/panel/run/protocol.ts';
import { App } from './app.tsx';
import { Client } from './client.ts';
import { connect } from '../kit/host.ts';
import { firstSnapshot, show, speakAsHost } from '../kit/start.ts';
import type { RunHost } from './client.ts';

speakAsHost();
const host: RunHost = connect(1);
const client = new Client((intent) => host.post(intent));
host.onMessage((message) => client.receive(message));
const remembered = host.remembered();
const first = fitting(firstSnapshot() as RunMessage | undefined, remembered);
// Before anything is asked: the host answers nobody who has not said that they listen.
host.post({ type: 'ready', anchor: remembered?.anchor?.turn, generation: first?.generation });
if (first) client.receive(first);
show(<App client={client} host={host} />);

/** Not the snapshot that came with the page where the page remembers that it shows another run by now. */
function fitting(snapshot: RunMessage | undefined, state: PanelState | undefined): RunMessage | undefined {
  if (!snapshot || !state) return snapshot;
  // A page that was here before goes back to where its reader was.
  return JSON.stringify(state.ref) === JSON.stringify(snapshot.ref)
    ? { ...snapshot, land: undefined }
    : undefined;
}
