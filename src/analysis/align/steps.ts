/** A transcript as the steps by which its way is compared with others. */
import type { Turn } from '../../core/run/run.ts';
import { spokenText } from '../../core/run/toolWords.ts';
import { canonicalArguments } from './callText.ts';

export interface Call {
  readonly name: string;
  readonly arguments: string;
  readonly turn: number;
}

/** What was said, with the calls that were made since the step before. */
export interface Step {
  readonly calls: readonly Call[];
  readonly text: string | undefined;
  readonly role: string | undefined;
  readonly turn: number;
}

export interface Steps {
  readonly steps: readonly Step[];
  readonly turns: number;
}

export function stepsOf(turns: readonly Turn[]): Steps {
  const steps: Step[] = [];
  let calls: Call[] = [];
  turns.forEach((turn, index) => {
    for (const block of turn.blocks)
      if (block.kind === 'toolCall')
        calls.push({
          name: block.name ?? '',
          arguments: canonicalArguments(block.arguments ?? ''),
          turn: index,
        });
    const text = spokenText(turn);
    if (text === undefined || (turn.text === '' && calls.length > 0)) return;
    steps.push({ calls, text, role: turn.role?.toLowerCase(), turn: index });
    calls = [];
  });
  if (calls.length > 0) steps.push({ calls, text: undefined, role: undefined, turn: turns.length });
  return { steps, turns: turns.length };
}

/** An empty step at the end where the transcript has no more. */
export function stepAt({ steps, turns }: Steps, index: number): Step {
  return steps[index] ?? { calls: [], text: undefined, role: undefined, turn: turns };
}
