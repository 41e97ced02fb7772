/** Names of files that every system takes; a service may call a run anything. */
import { utf8Length } from '../../core/kit/utf8.ts';

/** Most file systems take 255 bytes, encrypted ones 143; endings and the like come on top. */
const mostBytes = 120;

/**
 * A name without ending.
 * @param otherwise where nothing is left of the name
 * @param last what stands at the end, however long the name is
 */
export function fileNameOf(name: string, otherwise: string, last = ''): string {
  const end = plainWords(last);
  const room = mostBytes - utf8Length(end) - separator.length;
  const start = shortened(plainWords(name), end === '' ? mostBytes : room).trim();
  const whole = [start || (end === '' ? otherwise : ''), end].filter(Boolean).join(separator);
  return device.test(whole) ? `${whole}_` : whole;
}

/** On Windows these mean a device, whatever ending follows. */
const device = /^(con|prn|aux|nul|(?:com|lpt)[\d¹²³])$/i;

/** Folder and name of a document that VS Code makes up, without ending: what it shows hides and turns nothing. */
export function pathOf(folder: string, name: string): string {
  return `${fileNameOf(folder, 'run')}/${fileNameOf(name, 'run')}`;
}

const separator = ' - ';

function plainWords(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N} _-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The temporary name beside a file's place: short, whatever the file is called. */
export function temporaryName(unique: string): string {
  return `.agentrun-${unique.slice(0, 8)}.tmp`;
}

/** Never in the middle of what is read as one character. */
function shortened(name: string, most: number): string {
  let bytes = 0;
  let end = 0;
  for (const { segment, index } of new Intl.Segmenter('en').segment(name)) {
    bytes += utf8Length(segment);
    if (bytes > most) break;
    end = index + segment.length;
  }
  return name.slice(0, end);
}
