import type { Run } from '../../core/run/run.ts';
import { turnParts } from '../../core/run/turnParts.ts';

/** What a turn says and does, in one text; `null` where there is none. */
export function turnLine({ turns = [] }: Pick<Run, 'turns'>, index: number | null): string | null {
  const turn = index === null ? undefined : turns[index];
  if (index === null || !turn) return null;
  const role = turn.role ? `${turn.role}: ` : '';
  return `${role}${turnText({ turns }, index)}`;
}

/** What it says and does, without who. */
export function turnText({ turns = [] }: Pick<Run, 'turns'>, index: number): string {
  const said = turnParts(turns, index).flatMap((part) =>
    part.kind === 'said' || part.kind === 'tools' ? [part.text] : [],
  );
  return said.join('\n');
}
