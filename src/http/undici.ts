/**
 * undici, as a bundle of its own that is loaded with the first request: the parts that a GET needs. The whole
 * library is a third larger (its fetch, WebSocket, caches, mocks), and installs its agent as the global dispatcher,
 * which Node's own fetch then uses; the extension host is shared by all extensions (cline/cline#11460).
 */
import type * as library from 'undici';
import connect from 'undici/lib/api/api-connect.js';
import request from 'undici/lib/api/api-request.js';
import buildConnector from 'undici/lib/core/connect.js';
import Agent from 'undici/lib/dispatcher/agent.js';
import Dispatcher from 'undici/lib/dispatcher/dispatcher.js';
import Pool from 'undici/lib/dispatcher/pool.js';
import ProxyAgent from 'undici/lib/dispatcher/proxy-agent.js';
import DecoratorHandler from 'undici/lib/handler/decorator-handler.js';

export type Undici = Pick<
  typeof library,
  'Agent' | 'Pool' | 'ProxyAgent' | 'buildConnector' | 'DecoratorHandler'
>;

// As undici's own index.js does: a dispatcher has `request` and `connect` only then.
Object.assign(Dispatcher.prototype, { connect, request });

export const undici: Undici = { Agent, Pool, ProxyAgent, buildConnector, DecoratorHandler };
