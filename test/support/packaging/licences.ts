/** Licences under which a library may become part of the package: those that ask for their text, and nothing else. */
export const allowedLicences: ReadonlySet<string> = new Set([
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
]);

const mit = (copyright: string): string => `MIT License

${copyright}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

const fast = mit('Copyright (c) Microsoft Corporation. All rights reserved.');

/** The text where a package comes without the file of its licence: that of its repository. */
export const textsFromElsewhere: Readonly<Record<string, string>> = {
  '@microsoft/fast-element': fast,
  '@microsoft/fast-foundation': fast,
  '@microsoft/fast-web-utilities': fast,
};

/** What a package holds of somebody else, compiled, so that no bundler sees it. */
export const embedded: Readonly<
  Record<string, { readonly name: string; readonly licence: string; readonly text: string }>
> = {
  undici: { name: 'llhttp', licence: 'MIT', text: mit('Copyright Fedor Indutny, 2018.') },
};
