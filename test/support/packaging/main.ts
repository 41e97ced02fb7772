/** `npm run package`: makes out/agent-run-inspector.vsix. */
import { statSync } from 'node:fs';
import { say, sayWithTime } from '../say.ts';
import { makePackage } from './makePackage.ts';

const { vsix } = await sayWithTime('Packing the extension', makePackage);
say(`${vsix} (${Math.round(statSync(vsix).size / 1024)} KB)`);
