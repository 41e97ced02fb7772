import type { VNode } from 'preact';
import { msg } from '../../src/core/kit/l10n.ts';
import type { RunView } from '../../src/panel/run/views.ts';
import { Charts } from './charts.tsx';
import { metricFacts } from './facts.ts';
import { Section } from '../kit/section.tsx';
import { FactList } from './summary.tsx';

interface MetricsProps {
  readonly run: RunView;
  readonly now: number;
  readonly generation: number;
  readonly onGoToTurn: (turn: number) => void;
}

export function Metrics({ run, now, generation, onGoToTurn }: MetricsProps): VNode {
  return (
    <Section name={msg('Metrics')}>
      <FactList facts={metricFacts(run, now)} class="metrics" />
      <Charts generation={generation} onGoToTurn={onGoToTurn} />
    </Section>
  );
}
