/**
 * What is on the screen as an SVG: its boxes, lines of text and outcomes where they stand, its colours as the theme
 * variables that they come from. Such a picture is of the real program and fits each theme, at a few kilobytes.
 */
import type { Frame, Page } from 'playwright-core';
import { escapeMarkup } from '../../../src/export/characters.ts';
import { collectMarks, type Mark } from './marks.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What each kind of mark may take its colour from: in high contrast a border's is no ground to read on. */
const variables = {
  ground: [
    ...['editor-background', 'sideBar-background', 'editorWidget-background', 'textBlockQuote-background'],
    ...['input-background', 'button-background', 'button-secondaryBackground'],
    ...['list-activeSelectionBackground', 'list-inactiveSelectionBackground'],
  ],
  line: ['widget-border', 'descriptionForeground', 'testing-iconFailed', 'testing-iconPassed', 'focusBorder'],
  text: [
    'foreground',
    'descriptionForeground',
    'textLink-foreground',
    'testing-iconFailed',
    'button-foreground',
  ],
} as const;

/** @param frames the pages of the extension that are in sight, beside the window itself */
export async function traced(page: Page, frames: readonly Frame[], clip: Box): Promise<string> {
  const marks: Mark[] = await page.evaluate(collectMarks, { variables, clip });
  for (const frame of frames) {
    const place = await (await frame.frameElement()).boundingBox();
    if (place === null) continue;
    const within = { ...clip, x: clip.x - place.x, y: clip.y - place.y };
    const inside = await frame.evaluate(collectMarks, { variables, clip: within });
    marks.push(...inside.map((mark) => ({ ...mark, x: mark.x + place.x, y: mark.y + place.y })));
  }
  const lines = marks.map((mark) => svgOf({ ...mark, x: mark.x - clip.x, y: mark.y - clip.y }));
  const { width, height } = clip;
  const all = `width="${width}" height="${height}"`;
  const font = 'font-family="var(--vscode-font-family, sans-serif)" font-size="13"';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" fill="none" ${font}>`,
    `<clipPath id="window"><rect ${all}/></clipPath>`,
    `<g clip-path="url(#window)">`,
    `<rect ${all} fill="${fill('editor-background')}"/>`,
    ...lines,
    `<rect ${all} stroke="${fill('descriptionForeground')}"/>`,
    '</g>',
    '</svg>\n',
  ].join('\n');
}

function svgOf(mark: Mark): string {
  const at = `x="${round(mark.x)}" y="${round(mark.y)}"`;
  const opacity = mark.opacity < 0.95 ? ` opacity="${round(mark.opacity * 10) / 10}"` : '';
  switch (mark.kind) {
    case 'box': {
      const size = `width="${round(mark.width)}" height="${round(mark.height)}"`;
      const radius = mark.radius > 0 ? ` rx="${round(mark.radius)}"` : '';
      return `<rect ${at} ${size}${radius} ${mark.isLine ? 'stroke' : 'fill'}="${fill(mark.color)}"${opacity}/>`;
    }
    case 'text': {
      const size = mark.size === 13 ? '' : ` font-size="${mark.size}"`;
      const weight = mark.isBold ? ' font-weight="600"' : '';
      const long = ` textLength="${round(mark.width)}" lengthAdjust="spacingAndGlyphs"`;
      return `<text ${at}${long}${size}${weight} fill="${fill(mark.color)}"${opacity}>${escapeMarkup(mark.text)}</text>`;
    }
    case 'outcome': {
      const [x, y] = [round(mark.x), round(mark.y)];
      const sign = mark.isPassed ? 'M-3 0l2 2 4-4' : 'M-3-3l6 6M3-3l-6 6';
      return `<g transform="translate(${x} ${y})" stroke="${fill(mark.color)}" stroke-width="1.3"><circle r="6"/><path d="${sign}"/></g>`;
    }
  }
}

function fill(variable: string): string {
  const otherwise = variable.endsWith('background') ? 'var(--vscode-editor-background)' : 'currentColor';
  return variable === 'editor-background' ? otherwise : `var(--vscode-${variable}, ${otherwise})`;
}

function round(value: number): number {
  return Math.round(value);
}
