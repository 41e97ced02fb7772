import type { Outcome } from '../../../src/core/run/run.ts';

/** The theme's colours, as a canvas needs them: it knows no CSS variables. */
export interface Colors {
  readonly met: string;
  readonly notMet: string;
  readonly errored: string;
  readonly quiet: string;
  readonly line: string;
  readonly lit: string;
  readonly font: string;
  readonly outcomes: Readonly<Record<Outcome, string>>;
}

export function readColors(element: Element): Colors {
  const style = getComputedStyle(element);
  const color = (name: string) => style.getPropertyValue(name).trim() || 'gray';
  const quiet = color('--quiet');
  return {
    met: color('--passed'),
    notMet: color('--failed'),
    errored: color('--errored'),
    quiet,
    line: color('--line'),
    lit: color('--hover'),
    font: style.fontFamily,
    outcomes: {
      ...{ passed: color('--passed'), failed: color('--failed'), errored: color('--errored') },
      ...{ stopped: color('--warning'), running: color('--running'), queued: quiet, unknown: quiet },
    },
  };
}

/** Calls after the theme has changed. */
export function onTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  return () => observer.disconnect();
}
