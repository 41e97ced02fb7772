// First: all others go by its names, and change what it says.
import '../kit/theme.css';
import type { BatchesMessage } from '../../src/panel/comparison/protocol.ts';
import { connect } from '../kit/host.ts';
import { firstSnapshot, show, speakAsHost } from '../kit/start.ts';
import { App } from './app.tsx';
import { ComparisonClient, type ComparisonHost } from './client.ts';

speakAsHost();
const host: ComparisonHost = connect(1);
const client = new ComparisonClient((intent) => host.post(intent));
host.onMessage((message) => client.receive(message));
const first = firstSnapshot() as BatchesMessage | undefined;
// Before anything is asked: the host answers nobody who has not said that they listen.
host.post({ type: 'ready', generation: first?.generation });
if (first) client.receive(first);
show(<App client={client} host={host} />);
