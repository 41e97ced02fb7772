/** Messages between the panel's host and its webview: types only, snapshot down, intent up. */
export type HostMessage = { readonly type: 'none' };
