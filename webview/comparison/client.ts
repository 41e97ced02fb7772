import type {
  BatchesMessage,
  ComparisonFailedMessage,
  ComparisonHostMessage,
  ComparisonIntent,
  ComparisonPanelState,
  ComparisonQuestions,
  RunsMessage,
} from '../../src/panel/comparison/protocol.ts';
import { AnalysisClient } from '../kit/analysisClient.ts';
import type { Host } from '../kit/host.ts';

/** The comparison's way to its host. */
export type ComparisonHost = Host<ComparisonIntent, ComparisonHostMessage, ComparisonPanelState>;

export type Screen =
  | Extract<ComparisonHostMessage, { readonly type: 'loading' }>
  | BatchesMessage
  | RunsMessage
  | ComparisonFailedMessage;

/** Pulls rows of transcripts that did not fit. */
export class ComparisonClient extends AnalysisClient<ComparisonQuestions, Screen> {
  constructor(post: (intent: ComparisonIntent) => void) {
    super(post, async (screen, asker) => {
      if (screen.type !== 'runs' || screen.rows.length >= screen.view.rows) return undefined;
      const more = await asker.ask('rows', { from: screen.rows.length });
      return more.length === 0 ? undefined : { ...screen, rows: [...screen.rows, ...more] };
    });
  }
}
