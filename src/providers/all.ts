/** The services. A further one is a folder beside this file and a line in it. */
import type { Provider } from '../core/provider/provider.ts';

/** Their light halves; each is a bundle of its own. */
export function allServices(): Promise<readonly Provider[]> {
  return Promise.all([
    import('./cognigy/provider.ts').then(({ cognigy }) => cognigy),
    import('./promptingCompany/provider.ts').then(({ promptingCompany }) => promptingCompany),
    import('./promptfoo/provider.ts').then(({ promptfoo }) => promptfoo),
    import('./langwatch/provider.ts').then(({ langwatch }) => langwatch),
    import('./inspect/provider.ts').then(({ inspect }) => inspect),
  ]);
}
