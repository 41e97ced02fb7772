import type { FakeCognigy } from '../fakeCognigy.ts';
import { projectRoot } from '../paths.ts';
import { openWorkbench, type Workbench, type WorkbenchOptions } from './workbench.ts';

/** A workbench with a connection called Shop to this service, whose key is not set yet; the view is shown. */
export async function openShop(service: FakeCognigy, options: WorkbenchOptions = {}): Promise<Workbench> {
  const connection = { id: 'shop', provider: 'cognigy', label: 'Shop', projectId: 'p1' };
  const workbench = await openWorkbench({
    extensions: [projectRoot],
    viewport: { width: 1280, height: 1000 },
    ...options,
    settings: {
      'agentRuns.connections': [{ ...connection, baseUrl: service.baseUrl }],
      ...options.settings,
    },
  });
  await workbench.runCommand('View: Show Agent Runs');
  return workbench;
}

/** Sets the key where the view asks for it. */
export async function setShopKey(workbench: Workbench, key: string): Promise<void> {
  const welcome = workbench.page.locator('.part.sidebar .welcome-view-content');
  await welcome.getByRole('button', { name: 'Set API Key...' }).click();
  await workbench.answer(key);
}
