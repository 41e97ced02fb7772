/** Evaluations of a made-up agent that need no network: each kind of result once, and a simulated user of one's own. */
import { createServer, type Server } from 'node:http';

/** The agent, as promptfoo loads it from a file. */
export const agent = `
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
export default class LampAgent {
  constructor(options) { this.options = options; }
  id() { return this.options.id ?? 'lamp-agent'; }
  async callApi(prompt) {
    const { slowMs = 0, turns = 0 } = this.options.config ?? {};
    await wait(slowMs);
    const said = prompt.trim().startsWith('[') ? JSON.parse(prompt) : [{ role: 'user', content: prompt }];
    const last = String(said.at(-1)?.content);
    if (/break/.test(last)) return { error: 'The fuse is blown' };
    if (/burn/.test(last)) throw new Error('No power');
    const output = /blue/.test(last) ? 'There is no blue lamp.' : 'The red lamp is on. Number L-7.';
    const messages = Array.from({ length: turns }, (_, i) => ({
      role: i % 2 === 0 ? 'user' : 'assistant', content: 'Message ' + i + ' ' + 'on and off '.repeat(20),
    }));
    return {
      output, tokenUsage: { total: 12, prompt: 8, completion: 4 }, cost: 0.0005,
      ...(turns > 0 ? { metadata: { messages } } : {}),
    };
  }
}
`;

const lamps = (config = {}, label = 'lamps') => ({ id: 'file://agent.mjs', label, config });
const on = { type: 'contains', value: 'red', metric: 'colour' };

export const evaluations = {
  mixed: {
    description: 'mixed',
    prompts: ['{{question}}'],
    providers: [lamps({}, 'lamps v1'), lamps({}, 'lamps v2')],
    tests: [
      { description: 'red', vars: { question: 'Switch the red one on' }, assert: [on] },
      {
        description: 'blue',
        vars: { question: 'Switch the blue one on' },
        assert: [{ ...on, value: 'L-7' }],
      },
      { description: 'breaks', vars: { question: 'break' }, assert: [on] },
      { description: 'burns', vars: { question: 'burn' }, assert: [on] },
      { description: 'unjudged', vars: { question: 'Is it on?' } },
    ],
  },
  simulated: {
    description: 'simulated',
    prompts: ['You switch lamps.'],
    providers: [lamps()],
    defaultTest: { provider: { id: 'promptfoo:simulated-user', config: { maxTurns: 3 } } },
    tests: [{ description: 'polite', vars: { instructions: 'You are polite.' }, assert: [on] }],
  },
  big: {
    description: 'big',
    prompts: ['Test {{n}}'],
    providers: [lamps({ turns: 12 })],
    tests: Array.from({ length: 2000 }, (_, n) => ({
      ...{ description: `case ${n}`, vars: { n: String(n) } },
      assert: [{ type: 'contains', value: n % 7 === 0 ? 'never' : 'red' }],
    })),
  },
  slow: {
    description: 'slow',
    prompts: ['{{n}} red'],
    providers: [lamps({ slowMs: 1500 })],
    tests: [1, 2, 3, 4].map((n) => ({ vars: { n }, assert: [on] })),
  },
} as const;

export type EvaluationName = keyof typeof evaluations;

/** Stands in for the model that plays the user: the service would be promptfoo's own. */
export function startUser(port: number): Server {
  const lines = ['Is the red lamp on?', 'Thanks. ###STOP###'];
  return createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      // Its own words are the assistant's there.
      const said = body.split('"role":"assistant"').length - 1;
      const result = lines[Math.min(said, lines.length - 1)];
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ result, tokenUsage: { total: 4, prompt: 2, completion: 2 } }));
    });
  }).listen(port, '127.0.0.1');
}
