/**
 * The only file that knows the UI toolkit (archived upstream, microsoft/vscode-webview-ui-toolkit#561): few
 * components, loaded after the first paint, ready to be swapped. Until then theme.css dresses the same elements.
 * Not to be used: badge and progress-ring, whose templates carry style attributes that our CSP forbids.
 */
import { provideVSCodeDesignSystem, vsCodeButton } from '@vscode/webview-ui-toolkit';

provideVSCodeDesignSystem().register(vsCodeButton());

// The toolkit reads the theme, and begins to watch it, when the window has loaded. That is long past.
if (document.readyState === 'complete') window.dispatchEvent(new Event('load'));
