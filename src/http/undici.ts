/** undici, as a bundle of its own that is loaded with the first request. */
import * as library from 'undici';

export const undici = library;
