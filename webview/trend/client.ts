import type {
  TrendFailedMessage,
  TrendHostMessage,
  TrendIntent,
  TrendMessage,
  TrendPanelState,
  TrendQuestions,
} from '../../src/panel/trend/protocol.ts';
import { AnalysisClient } from '../kit/analysisClient.ts';
import type { Host } from '../kit/host.ts';

/** The trend's way to its host. */
export type TrendHost = Host<TrendIntent, TrendHostMessage, TrendPanelState>;

export type Screen =
  | Extract<TrendHostMessage, { readonly type: 'loading' }>
  | TrendMessage
  | TrendFailedMessage;

/** Pulls criteria that did not fit. */
export class TrendClient extends AnalysisClient<TrendQuestions, Screen> {
  constructor(post: (intent: TrendIntent) => void) {
    super(post, async (screen, asker) => {
      if (screen.type !== 'trend' || screen.criteria.length >= screen.view.criteria) return undefined;
      const more = await asker.ask('criteria', { from: screen.criteria.length });
      return more.length === 0 ? undefined : { ...screen, criteria: [...screen.criteria, ...more] };
    });
  }
}
