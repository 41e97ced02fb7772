import type { HTMLAttributes } from 'preact';

/** The few elements of the UI toolkit that we use; see components.ts. */
declare module 'preact/jsx-runtime' {
  namespace JSX {
    interface IntrinsicElements {
      'vscode-button': HTMLAttributes & { appearance?: 'primary' | 'secondary' | 'icon' };
    }
  }
}
