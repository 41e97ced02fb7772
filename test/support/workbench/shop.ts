import type { FakeCognigy } from '../fakeCognigy.ts';
import { takeTurn, type TurnOptions } from './turns.ts';
import type { Workbench } from './workbench.ts';

let shops = 0;

/** A workbench with a connection called Shop to this service, whose key is not set yet; see {@link takeTurn}. */
export async function openShop(service: FakeCognigy, options: TurnOptions = {}): Promise<Workbench> {
  shops += 1;
  // Another id each time: nothing is known of it from before.
  const connection = { id: `shop-${shops}`, provider: 'cognigy', label: 'Shop', projectId: 'p1' };
  return takeTurn({
    ...options,
    settings: {
      'agentRuns.connections': [{ ...connection, baseUrl: service.baseUrl }],
      ...options.settings,
    },
  });
}

/** Sets the key where the view asks for it. */
export async function setShopKey(workbench: Workbench, key: string): Promise<void> {
  const welcome = workbench.page.locator('.part.sidebar .welcome-view-content');
  await welcome.getByRole('button', { name: 'Set API Key...' }).click();
  await workbench.answer(key);
}
