/** Set by esbuild: true in the builds of `npm start` and the tests, false in what is shipped. */
declare const DEV_BUILD: boolean;
