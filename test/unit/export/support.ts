import type { Run, RunItem } from '../../../src/core/run/run.ts';
import type { ExportedRun } from '../../../src/export/exported.ts';
import { makeCriterion, makeRef, makeRun, makeTurn } from '../../webview/support/runs.ts';

export const where = ['Shop', 'Order status', 'Simulation 2'];

export function exported(...items: readonly RunItem[]): ExportedRun[] {
  return items.map((item) => ({ item, where }));
}

export function brokenRun(): RunItem {
  return {
    ...{ kind: 'broken', ref: makeRef('b-1'), hasId: true, provider: 'cognigy', title: 'Run 9' },
    ...{ problem: 'turns: expected array, got string', raw: () => '{"turns":"<x>"}' },
  };
}

/** A run of each outcome that formats tell apart, and one that could not be read. */
export function runsOfEachKind(): ExportedRun[] {
  const run = (id: string, fields: Partial<Run>) => makeRun({ ref: makeRef(id), title: id, ...fields });
  return exported(
    run('passes', { verdict: 'passed', duration: { ms: 4200, raw: 4200, assumedUnit: false } }),
    run('fails', {
      ...{ verdict: 'failed', reason: 'criterion not met: Kind' },
      criteria: [
        makeCriterion('Kind', { met: 'notMet', text: 'Is kind', reason: 'It was "rude" & <loud>' }),
        makeCriterion('Fast', { met: 'notMet' }),
        makeCriterion('Short', { met: 'met' }),
      ],
      turns: [makeTurn('Hello', { role: 'user' }), makeTurn('=1+1, "quoted"\nnext')],
    }),
    run('fails without a word', { verdict: 'failed' }),
    run('errs', { error: { message: 'Boom', technicalDetails: { code: 7 } } }),
    run('stops', { state: 'stopped', reason: 'stopped by a person' }),
    run('runs', { state: 'running' }),
    run('ends without verdict', {}),
    brokenRun(),
  );
}

export function joined(pieces: Iterable<string>): string {
  return [...pieces].join('');
}
