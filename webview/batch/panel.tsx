// First: all others go by its names, and change what it says.
import '../kit/theme.css';
import type { BatchMessage, BatchPanelState } from '../../src/panel/batch/protocol.ts';
import { connect } from '../kit/host.ts';
import { firstSnapshot, show, speakAsHost } from '../kit/start.ts';
import { App } from './app.tsx';
import { BatchClient, type BatchHost } from './client.ts';

speakAsHost();
const host: BatchHost = connect(1);
const client = new BatchClient((intent) => host.post(intent));
host.onMessage((message) => client.receive(message));
const first = fitting(firstSnapshot() as BatchMessage | undefined, host.remembered());
// Before anything is asked: the host answers nobody who has not said that they listen.
host.post({ type: 'ready', generation: first?.generation });
if (first) client.receive(first);
show(<App client={client} host={host} />);

/** Not the snapshot that came with the page where the page remembers that it shows another batch. */
function fitting(
  snapshot: BatchMessage | undefined,
  state: BatchPanelState | undefined,
): BatchMessage | undefined {
  const same = !snapshot || !state || JSON.stringify(state.place) === JSON.stringify(snapshot.place);
  return same ? snapshot : undefined;
}
