import type { Lazy } from '../../core/kit/lazy.ts';
import type { Chooser } from '../../services/chooser.ts';
import type { RunDocuments } from './documents.ts';

export interface DocumentsNeeds {
  readonly documents: Lazy<RunDocuments>;
  readonly chooser: Chooser;
}
