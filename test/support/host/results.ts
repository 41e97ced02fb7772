/** What a run of the extension tests leaves behind for its parent. */
export interface HostResults {
  readonly passed: number;
  readonly failed: number;
  readonly failures: readonly { readonly title: string; readonly error: string }[];
}
