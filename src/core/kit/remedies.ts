import { msg } from './l10n.ts';

/** What may help against a failure, as a button: each has its words here, wherever it is offered. */
export const remedies = {
  retry: msg('Retry'),
  setApiKey: msg('Set API Key...'),
  editConnection: msg('Edit Connection'),
  openNetworkSettings: msg('Open Network Settings'),
  trackSimulation: msg('Track Simulation by Reference...'),
  showLog: msg('Show Log'),
  showFile: msg('Show File'),
  copyPath: msg('Copy Path'),
  openSettings: msg('Open Settings'),
  clearArchive: msg('Clear Archive...'),
};

/** Of a connection and its service. */
export type Remedy =
  | 'retry'
  | 'setApiKey'
  | 'editConnection'
  | 'openNetworkSettings'
  | 'trackSimulation'
  | 'showLog';

/** Of the archive. */
export type ArchiveRemedy = 'showFile' | 'copyPath' | 'openSettings' | 'clearArchive' | 'showLog';
