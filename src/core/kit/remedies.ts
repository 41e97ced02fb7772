/** What may help against a failure, as a button: each has its words here, wherever it is offered. */
export const remedies = {
  retry: 'Retry',
  setApiKey: 'Set API Key...',
  editConnection: 'Edit Connection',
  openNetworkSettings: 'Open Network Settings',
  trackSimulation: 'Track Simulation by Reference...',
  showLog: 'Show Log',
  showFile: 'Show File',
  openSettings: 'Open Settings',
  clearArchive: 'Clear Archive...',
} as const;

/** Of a connection and its service. */
export type Remedy =
  'retry' | 'setApiKey' | 'editConnection' | 'openNetworkSettings' | 'trackSimulation' | 'showLog';

/** Of the archive. */
export type ArchiveRemedy = 'showFile' | 'openSettings' | 'clearArchive' | 'showLog';
