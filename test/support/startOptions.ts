import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isTheme, themes, type Theme } from './workbench/settings.ts';

export interface StartOptions {
  /** Where to write a picture instead of opening a window. */
  readonly screenshot: string | undefined;
  /** The picture shows the overview of a batch, not a run. */
  readonly overview: boolean;
  /** It shows a failed run beside a passing one. */
  readonly split: boolean;
  readonly theme: Theme | undefined;
  /** Width of the side bar in pixels; as VS Code has it where it is not given. */
  readonly sideBar: number | undefined;
  readonly size: { readonly width: number; readonly height: number };
  /** Another folder of sample data. */
  readonly data: string | undefined;
  /** The minified build that is published, instead of the development build. */
  readonly production: boolean;
}

/** Reads the words after `npm start --`. Throws an Error that says what is wrong with them. */
export function readStartOptions(args: readonly string[], folder: string): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      screenshot: { type: 'string' },
      overview: { type: 'boolean', default: false },
      split: { type: 'boolean', default: false },
      theme: { type: 'string' },
      'side-bar': { type: 'string' },
      size: { type: 'string', default: '1280x800' },
      data: { type: 'string' },
      production: { type: 'boolean', default: false },
    },
  });
  return {
    screenshot: values.screenshot === undefined ? undefined : resolve(folder, values.screenshot),
    overview: values.overview,
    split: values.split,
    theme: readTheme(values.theme),
    sideBar: readWidth(values['side-bar']),
    size: readSize(values.size),
    data: values.data === undefined ? undefined : resolve(folder, values.data),
    production: values.production,
  };
}

function readTheme(word: string | undefined): Theme | undefined {
  if (word === undefined || isTheme(word)) return word;
  throw new Error(`--theme is one of ${Object.keys(themes).join(', ')}, not "${word}".`);
}

function readWidth(word: string | undefined): number | undefined {
  if (word === undefined || /^\d{3,4}$/.test(word)) return word === undefined ? undefined : Number(word);
  throw new Error(`--side-bar is a width in pixels, such as 220, not "${word}".`);
}

function readSize(word: string): { width: number; height: number } {
  const match = /^(\d{2,4})x(\d{2,4})$/.exec(word);
  if (match === null) throw new Error(`--size is WIDTHxHEIGHT, such as 1280x800, not "${word}".`);
  return { width: Number(match[1]), height: Number(match[2]) };
}
