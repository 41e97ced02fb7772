import type { VNode } from 'preact';
import type { RunView } from '../src/protocol.ts';
import { metricFacts } from './facts.ts';
import { Section } from './section.tsx';
import { FactList } from './summary.tsx';

export function Metrics({ run }: { readonly run: RunView }): VNode {
  return (
    <Section name="Metrics">
      <FactList facts={metricFacts(run)} class="metrics" />
    </Section>
  );
}
