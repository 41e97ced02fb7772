import type {
  TrendFailedMessage,
  TrendHostMessage,
  TrendIntent,
  TrendMessage,
  TrendPanelState,
  TrendQuestions,
} from '../../src/panel/trend/protocol.ts';
import type { CriterionTrendView } from '../../src/panel/trend/views.ts';
import { AnalysisClient } from '../kit/analysisClient.ts';
import type { Host } from '../kit/host.ts';

/** The trend's way to its host. */
export type TrendHost = Host<TrendIntent, TrendHostMessage, TrendPanelState>;

export type Screen =
  | Extract<TrendHostMessage, { readonly type: 'loading' }>
  | TrendMessage
  | TrendFailedMessage;

/** Pulls criteria that did not fit. */
export class TrendClient extends AnalysisClient<TrendQuestions, Screen, CriterionTrendView> {
  constructor(post: (intent: TrendIntent) => void) {
    super(post, {
      of: (screen) =>
        screen.type === 'trend'
          ? { subject: screen.place, rows: screen.criteria, total: screen.view.criteria }
          : undefined,
      with: (screen, criteria) => (screen.type === 'trend' ? { ...screen, criteria } : screen),
      pull: (asker, from) => asker.ask('criteria', { from }),
    });
  }
}
