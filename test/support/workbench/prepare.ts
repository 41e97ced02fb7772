import { findChromium } from '../chromium.ts';
import { ensureServer } from './serverInstall.ts';

/**
 * Installs what a workbench in a headless browser needs, where it is missing. Called before the processes start
 * that use it, because their output is not shown.
 */
export async function prepareServer(): Promise<void> {
  await findChromium();
  await ensureServer();
}
