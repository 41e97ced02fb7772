import type {
  BatchesMessage,
  ComparisonFailedMessage,
  ComparisonHostMessage,
  ComparisonIntent,
  ComparisonPanelState,
  ComparisonQuestions,
  RunsMessage,
} from '../../src/panel/comparison/protocol.ts';
import type { TurnRow } from '../../src/panel/comparison/views.ts';
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
export class ComparisonClient extends AnalysisClient<ComparisonQuestions, Screen, TurnRow> {
  constructor(post: (intent: ComparisonIntent) => void) {
    super(post, {
      of: (screen) =>
        screen.type === 'runs'
          ? { subject: screen.subject.runs, rows: screen.rows, total: screen.view.rows }
          : undefined,
      with: (screen, rows) => (screen.type === 'runs' ? { ...screen, rows } : screen),
      pull: (asker, from) => asker.ask('rows', { from }),
    });
  }
}
