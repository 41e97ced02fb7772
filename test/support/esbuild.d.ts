/** The build script is plain JavaScript; this is what the rig calls. */
declare module '*/esbuild.mjs' {
  import type { Metafile } from 'esbuild';

  export function buildAll(options?: {
    production?: boolean;
    outdir?: string;
  }): Promise<{ host: Metafile; webview: Metafile }>;
}
