import type { Run } from '../../core/run/run.ts';
import { toolText } from '../../core/run/toolCards.ts';
import { spokenText } from '../../core/run/toolWords.ts';

/** What a turn says and does, in one text; `null` where there is none. */
export function turnLine({ turns = [] }: Pick<Run, 'turns'>, index: number | null): string | null {
  const turn = index === null ? undefined : turns[index];
  if (index === null || !turn) return null;
  const role = turn.role ? `${turn.role}: ` : '';
  const said = [spokenText(turn), toolText(turns, index)].filter((text) => text !== undefined && text !== '');
  return `${role}${said.join('\n')}`;
}
