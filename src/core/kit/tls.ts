/** Why a setting is not followed, for people: in the error of a request and in the health report. */
import { msg } from './l10n.ts';

export const hostRefused = msg(
  "VS Code's own transport is not used while NODE_TLS_REJECT_UNAUTHORIZED=0 is set, because it would trust anybody.",
);
