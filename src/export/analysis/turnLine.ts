import type { Run, Turn } from '../../core/run/run.ts';
import { toolText } from '../../core/run/toolCards.ts';
import { spokenText } from '../../core/run/toolWords.ts';

/** What a turn says and does, in one text; `null` where there is none. */
export function turnLine(run: Run, index: number | null): string | null {
  const turn: Turn | undefined = index === null ? undefined : run.turns?.[index];
  if (!turn) return null;
  const role = turn.role ? `${turn.role}: ` : '';
  const said = [spokenText(turn), toolText(turn)].filter((text) => text !== undefined && text !== '');
  return `${role}${said.join('\n')}`;
}
