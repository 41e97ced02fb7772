import type { MadeFrom } from './cognigyData.ts';
import { makeCognigyData } from './cognigyData.ts';
import { appointment } from './data/appointment.ts';
import { insuranceClaim } from './data/insuranceClaim.ts';
import { orderStatus } from './data/orderStatus.ts';
import { passwordReset } from './data/passwordReset.ts';
import { refundDispute } from './data/refundDispute.ts';
import { makePromptingCompanyData } from './promptingCompanyData.ts';
import { tasks } from './data/tasks.ts';
import type { SampleData } from './sampleData.ts';

const scenarios = [orderStatus, appointment, passwordReset, insuranceClaim, refundDispute];

/** The made-up data of both services: lifelike, but about nobody. */
export function makeSampleData(from: MadeFrom): SampleData {
  return {
    cognigy: makeCognigyData(from, scenarios),
    promptingCompany: makePromptingCompanyData(from, tasks),
  };
}
