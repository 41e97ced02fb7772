import type { Json, Run } from '../../core/run/run.ts';
import type { Part } from './protocol.ts';
import { compactJson, cutAt, jsonText, maxPiece } from '../text.ts';

/** The whole text of a part, as it is shown and searched; `undefined` when the run has no such part. */
export function partText(run: Run, { of, index }: Part): string | undefined {
  switch (of) {
    case 'summary':
      return run.summary;
    case 'errorMessage':
      return run.error?.message;
    case 'technicalDetails':
      return run.error?.technicalDetails === undefined ? undefined : jsonText(run.error.technicalDetails);
    case 'criterionName':
      return run.criteria[index]?.name;
    case 'criterionText':
      return run.criteria[index]?.text;
    case 'criterionReason':
      return run.criteria[index]?.reason;
    case 'criterion': {
      const criterion = run.criteria[index];
      return criterion && json({ criterion: criterion.raw ?? null, result: criterion.result ?? null });
    }
    case 'turnText':
      return run.turns?.[index]?.text;
    case 'turnData':
      return json(run.turns?.[index]?.data);
    case 'turnExtra':
      return json(run.turns?.[index]?.extra);
    case 'rest':
      return json(run.rest);
  }
}

/** One piece of a long text, from `from` on. */
export function piece(text: string, from: number): string {
  return text.slice(from, cutAt(text, from, maxPiece));
}

function json(value: Json | undefined): string | undefined {
  return value === undefined ? undefined : compactJson(value);
}
