import type { VNode } from 'preact';
import { t } from '../../src/core/kit/l10n.ts';
import type { PointView, TrendView } from '../../src/panel/trend/views.ts';
import { formPath, type Look } from './places.ts';

/** What the forms mean, as far as they occur. */
export function Legend({ view: { points, changes } }: { readonly view: TrendView }): VNode {
  const some = (holds: (point: PointView) => boolean) => points.some(holds);
  return (
    <ul class="legend">
      <Entry words={t('a batch; line: its likely range')}>
        <Form look={{ form: 'within', fill: 'full' }} />
      </Entry>
      {some(({ stands }) => stands === 'below') && (
        <Entry words={t('below what was to be expected')}>
          <Form look={{ form: 'below', fill: 'full' }} />
        </Entry>
      )}
      {some(({ stands }) => stands === 'above') && (
        <Entry words={t('above what was to be expected')}>
          <Form look={{ form: 'above', fill: 'full' }} />
        </Entry>
      )}
      {some(({ archived }) => archived) && (
        <Entry words={t('no longer at the service, from the archive')}>
          <Form look={{ form: 'within', fill: 'hollow' }} />
        </Entry>
      )}
      {some(({ unfinished }) => unfinished) && (
        <Entry words={t('not finished, takes no part')}>
          <Form look={{ form: 'within', fill: 'unfinished' }} />
        </Entry>
      )}
      {some(({ expected }) => expected !== undefined) && (
        <Entry words={t('to expect if nothing changed')}>
          <rect class="rate-band" x={0} y={2} width={22} height={10} />
        </Entry>
      )}
      {changes.length > 0 && (
        <Entry words={t('rate before and after the change')}>
          <g class="rate-change">
            <line class="rate-level now" x1={0} x2={22} y1={7} y2={7} />
          </g>
        </Entry>
      )}
      {some(({ broken }) => broken !== undefined) && (
        <Entry words={t('criteria changed: the line is broken')}>
          <line class="rate-break" x1={11} x2={11} y1={0} y2={14} />
        </Entry>
      )}
    </ul>
  );
}

function Entry({ words, children }: { readonly words: string; readonly children: VNode }): VNode {
  return (
    <li>
      <svg width={22} height={14} aria-hidden="true">
        {children}
      </svg>{' '}
      {words}
    </li>
  );
}

function Form({ look }: { readonly look: Look }): VNode {
  return (
    <>
      <path class="rate-whiskers" d="M11 0V14" />
      <path class={`rate-point ${look.form} ${look.fill}`} d={formPath(look, 11, 7, 4)} />
    </>
  );
}
