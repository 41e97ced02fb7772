import { lazy, type Lazy } from '../../core/kit/lazy.ts';
import type { QuerySource } from '../../services/query/source.ts';
import type { SourceDeps } from './makeSource.ts';

/** What this window has, as the questions see it; loaded with the first of them. */
export function openSource(deps: SourceDeps): Lazy<QuerySource> {
  return lazy(async () => (await import('./makeSource.ts')).makeSource(deps));
}
