/** undici, as a bundle of its own that is loaded with the first request. */
export * as undici from 'undici';
