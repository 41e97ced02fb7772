import type { VNode } from 'preact';
import { msg, t } from '../../src/core/kit/l10n.ts';
import type { RunView } from '../../src/panel/run/views.ts';
import { Ids } from './ids.tsx';
import { JsonTree } from '../kit/jsonTree.tsx';
import { PulledJson } from './pulledJson.tsx';
import { Section } from '../kit/section.tsx';

/** From this width on, the details stand beside the transcript; below it they would push it down. */
const twoColumns = 840;

/** The ids, and every reported field that has no place of its own. */
export function Details({ run }: { readonly run: RunView }): VNode {
  return (
    <Section name={msg('Details')} openAtFirst={window.innerWidth >= twoColumns}>
      <Ids ids={run.ids} />
      {run.rest === undefined ? (
        <PulledJson part={{ of: 'rest', index: 0 }} label={t('Other fields')} />
      ) : Object.keys(run.rest).length === 0 ? (
        <p class="quiet">{t('The service reported no other fields.')}</p>
      ) : (
        <JsonTree value={run.rest} label={t('Other fields')} />
      )}
    </Section>
  );
}
