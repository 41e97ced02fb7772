import type { VNode } from 'preact';
import type { Met, Outcome } from '../../src/core/run/run.ts';

/** 16 x 16 strokes in the current colour; always beside words, so hidden from assistive technology. */
export function Icon({ name, tone }: { readonly name: IconName; readonly tone?: string | undefined }): VNode {
  return (
    <svg class={`icon ${tone ?? ''}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}

export type IconName = keyof typeof paths;

export const outcomeIcons: Readonly<Record<Outcome, IconName>> = {
  passed: 'pass',
  failed: 'fail',
  errored: 'bug',
  stopped: 'stop',
  running: 'running',
  queued: 'circle',
  unknown: 'question',
};

export const metIcons: Readonly<Record<Met, IconName>> = {
  met: 'pass',
  notMet: 'fail',
  notReported: 'circle',
};

const ring = 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13z';

const paths = {
  pass: `${ring}M5 8.2l2.1 2.1L11 6.2`,
  fail: `${ring}M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8`,
  warning: 'M8 2L1.8 13.5h12.4zM8 6.3v3.6M8 11.3v1',
  // As the tree's icon for the same.
  bug: 'M5 8a3 3 0 0 1 6 0v2.7a3 3 0 0 1-6 0zM6 5.6V4.5a2 2 0 0 1 4 0v1.1M5 9H2M14 9h-3M5.1 6.8L3 5M10.9 6.8L13 5M5.4 12L3.2 14M10.6 12l2.2 2',
  stop: `${ring}M5.8 5.8h4.4v4.4H5.8z`,
  running: `${ring}M6.5 5.3L10.7 8l-4.2 2.7z`,
  circle: ring,
  question: `${ring}M6.3 6.4a1.75 1.75 0 1 1 2.4 1.7c-.5.2-.7.5-.7 1.1M8 11v.6`,
  archive: 'M2 3h12v3.5H2zM3 6.5v7h10v-7M6.3 9.2h3.4',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  right: 'M6 3.5L10.5 8 6 12.5',
  down: 'M3.5 6L8 10.5 12.5 6',
  up: 'M3.5 10L8 5.5l4.5 4.5',
  close: 'M4 4l8 8M12 4l-8 8',
  turn: 'M3 3v5.5h9M9.2 5.5l3 3-3 3',
  tool: 'M13.6 4.2a3.4 3.4 0 0 1-4.7 4.2l-4.6 4.9-1.6-1.6 4.9-4.6a3.4 3.4 0 0 1 4.2-4.7L9.6 4.6l1.8 1.8z',
  thought: 'M8 2a4.6 4.6 0 0 0-2.6 8.4v1.6h5.2v-1.6A4.6 4.6 0 0 0 8 2zM6 14.2h4',
  picture: 'M2.5 3.5h11v9h-11zM5 6.3a.8.8 0 1 0 .01 0M2.8 11.5l3.4-3.2 2.2 2 2.4-2.6 2.6 2.6',
  help: `${ring}M6.3 6.4a1.75 1.75 0 1 1 2.4 1.7c-.5.2-.7.5-.7 1.1M8 11v.6`,
} as const;
