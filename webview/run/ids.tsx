import type { VNode } from 'preact';
import type { RunView } from '../../src/panel/run/views.ts';
import { usePage } from './page.ts';
import { CopyButton } from '../kit/section.tsx';
import { Words } from '../kit/words.tsx';

interface IdsProps {
  readonly ids: RunView['ids'];
}

/** The run's own id beside its title: what one pastes into a console or an issue. */
export function RunId({ ids: [first] }: IdsProps): VNode | null {
  return first ? <Id name={first[0]} value={first[1]} class="run-id" /> : null;
}

/** Every id that the service reported. */
export function Ids({ ids }: IdsProps): VNode {
  return (
    <dl class="ids">
      {ids.map(([name, value]) => (
        <div key={name} class="fact">
          <dt>{name}</dt>
          <dd>
            <Id name={name} value={value} class="id" />
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface IdProps {
  readonly name: string;
  readonly value: string;
  readonly class: string;
}

function Id({ name, value, class: className }: IdProps): VNode {
  const { post } = usePage();
  return (
    <span class={className}>
      <code title={name}>
        <Words text={value} />
      </code>
      <CopyButton what={name} onCopy={() => post({ type: 'copy', text: value })} />
    </span>
  );
}
