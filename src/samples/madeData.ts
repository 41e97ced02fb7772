import type { MadeFrom } from './cognigyData.ts';
import { makeCognigyData } from './cognigyData.ts';
import { orderStatus } from './data/orderStatus.ts';
import { makePromptingCompanyData } from './promptingCompanyData.ts';
import { tasks } from './data/codingTasks.ts';
import type { SampleData } from './sampleData.ts';

/** The made-up data of both services: lifelike, but about nobody. */
export function makeSampleData(from: MadeFrom): SampleData {
  return {
    cognigy: makeCognigyData(from, [orderStatus]),
    promptingCompany: makePromptingCompanyData(from, tasks),
  };
}
