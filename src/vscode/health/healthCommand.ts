import type { App } from '../app.ts';

export async function showConnectionHealth(app: App): Promise<void> {
  const { showHealth } = await import('./health.ts');
  await showHealth(app);
}
