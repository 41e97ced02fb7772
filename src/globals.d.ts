/** Set by esbuild: true in the builds of `npm start` and the tests, false in what is shipped. */
declare const DEV_BUILD: boolean;

/** Of ECMAScript's proposal "JSON.parse source text access", which every supported VS Code has. */
interface JSON {
  /** @param reviver as ever; of numbers, texts and the like it is also told how they were written */
  parse<T>(
    text: string,
    reviver: (this: object, key: string, value: T, context: { readonly source?: string }) => T,
  ): T;
  /** An object that `JSON.stringify` prints as this text of a number. */
  rawJSON(text: string): { readonly rawJSON: string };
  isRawJSON(value: unknown): boolean;
}
