import { render } from 'preact';
import { App } from './app.tsx';
import { Client } from './client.ts';
import { connect } from './host.ts';
import './panel.css';

const host = connect();
const client = new Client((intent) => host.post(intent));
host.onMessage((message) => client.receive(message));
const root = document.getElementById('root');
if (root) render(<App client={client} host={host} />, root);
host.post({ type: 'ready', anchor: host.remembered()?.anchor?.turn });

// The toolkit costs more than all the rest of the page: it comes when the first turns are on the screen.
const whenIdle = (): void => void import('./components.ts');
setTimeout(() => requestIdleCallback(whenIdle, { timeout: 2000 }), 200);
