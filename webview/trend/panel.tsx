// First: all others go by its names, and change what it says.
import '../kit/theme.css';
import { connect } from '../kit/host.ts';
import { show, speakAsHost } from '../kit/start.ts';
import { App } from './app.tsx';
import { TrendClient, type TrendHost } from './client.ts';

speakAsHost();
const host: TrendHost = connect(1);
const client = new TrendClient((intent) => host.post(intent));
host.onMessage((message) => client.receive(message));
host.post({ type: 'ready' });
show(<App client={client} host={host} />);
