/** Images, sounds and files in messages. */
import { isObject, objectOf, textOf, type JsonObject } from '../../core/kit/json.ts';
import type { MediaBlock } from '../../core/run/blocks.ts';
import { firstText } from './values.ts';

const kindsOfParts: ReadonlyMap<string, MediaBlock['mediaKind']> = new Map([
  ...(
    ['image', 'image_url', 'input_image', 'output_image', 'image_file', 'image_asset_pointer'] as const
  ).map((kind) => [kind, 'image'] as const),
  ...(['audio', 'input_audio', 'output_audio', 'audio_url'] as const).map((kind) => [kind, 'audio'] as const),
  ...(['video', 'input_video', 'video_url'] as const).map((kind) => [kind, 'video'] as const),
  ...(['document', 'pdf'] as const).map((kind) => [kind, 'document'] as const),
  ...(['file', 'input_file', 'media', 'container_upload', 'blob', 'uri'] as const).map(
    (kind) => [kind, 'file'] as const,
  ),
]);

/** Members that hold the media itself or where it is, in parts of the kinds above and of Gemini and Bedrock. */
const holders = [
  ...['source', 'image_url', 'imageUrl', 'input_audio', 'audio_url', 'video_url', 'file', 'inlineData'],
  ...['inline_data', 'fileData', 'file_data', 'image', 'audio', 'video', 'document', 'data', 'url', 'uri'],
  ...['fileUri', 'file_uri', 'file_url', 'bytes', 'blob', 'content', 'asset_pointer', 'file_id'],
];
const typeKeys = ['mediaType', 'media_type', 'mimeType', 'mime_type', 'contentType'];
const wordKeys = ['alt', 'altText', 'alt_text', 'transcript', 'filename', 'file_name', 'title', 'caption'];

/** @param kind the part's kind in one spelling, or the member that it is known by */
export function mediaOf(part: JsonObject, kind: string): MediaBlock | undefined {
  const partKind = kindsOfParts.get(kind);
  if (!partKind) return undefined;
  const inner = inside(part);
  const type = inner.mediaType ?? firstText(part, typeKeys) ?? typeOfFormat(part, partKind);
  const altText =
    inner.altText ?? firstText(part, wordKeys) ?? (partKind === 'file' ? textOf(part['name']) : undefined);
  if (inner.data === undefined && inner.address === undefined && altText === undefined) return undefined;
  return {
    kind: 'media',
    mediaKind: kindOfType(type) ?? partKind,
    mediaType: type,
    size: inner.data === undefined ? undefined : sizeOfBase64(inner.data),
    altText,
    address: inner.address,
    data: inner.data,
  };
}

/** Gemini and Bedrock name no kind; the member says what it is. */
export function untypedMedia(part: JsonObject): MediaBlock | undefined {
  for (const key of ['inlineData', 'inline_data', 'fileData', 'file_data'])
    if (isObject(part[key])) return mediaOf(part, 'file');
  for (const key of ['image', 'audio', 'video', 'document'])
    if (isObject(part[key])) return mediaOf(part[key], key) ?? mediaOf(part, key);
  return undefined;
}

type Inner = Partial<Pick<MediaBlock, 'mediaType' | 'altText' | 'address' | 'data'>>;

/** Holders stand within each other: `image_url: {url: 'data:...'}`, `source: {type: 'base64', data}`. */
function inside(part: JsonObject, levels = 3): Inner {
  for (const key of holders) {
    const value = part[key];
    const type = firstText(part, typeKeys);
    if (typeof value === 'string' && value !== '') {
      const read = read64(value, key);
      if (read) return { ...(type === undefined ? {} : { mediaType: type }), ...read };
    } else if (isObject(value) && levels > 0) {
      const found = inside(value, levels - 1);
      const words = firstText(value, wordKeys);
      if (found.data !== undefined || found.address !== undefined)
        return { ...typed(value, type), ...(words === undefined ? {} : { altText: words }), ...found };
    }
  }
  return {};
}

function typed(value: JsonObject, otherwise: string | undefined): Inner {
  const format = textOf(value['format']);
  const type = firstText(value, typeKeys) ?? otherwise ?? (format?.includes('/') ? format : undefined);
  return type === undefined ? {} : { mediaType: type };
}

const base64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

function read64(value: string, key: string): Inner | undefined {
  const [head, mediaType = ''] = /^data:([^,;]*)[^,]*;base64,/i.exec(value.slice(0, 200)) ?? [];
  if (head !== undefined)
    return { data: value.slice(head.length), ...(mediaType === '' ? {} : { mediaType }) };
  if (/^[a-z][a-z0-9+.-]{1,30}:/i.test(value) || addressKeys.has(key)) return { address: value };
  return base64.test(value) ? { data: value } : undefined;
}

const addressKeys: ReadonlySet<string> = new Set([
  ...['url', 'uri', 'fileUri', 'file_uri', 'file_url', 'asset_pointer', 'file_id'],
]);

/** `format: 'wav'` beside sound, `format: 'png'` beside an image. */
function typeOfFormat(part: JsonObject, kind: MediaBlock['mediaKind']): string | undefined {
  const inner = objectOf(part['input_audio']) ?? part;
  const format = textOf(inner['format']);
  if (format === undefined || (kind !== 'audio' && kind !== 'image' && kind !== 'video')) return undefined;
  return format.includes('/') ? format : `${kind}/${format}`;
}

function kindOfType(type: string | undefined): MediaBlock['mediaKind'] | undefined {
  const [, top] = /^(image|audio|video)\//.exec(type ?? '') ?? [];
  if (top === 'image' || top === 'audio' || top === 'video') return top;
  return type === 'application/pdf' ? 'document' : undefined;
}

function sizeOfBase64(data: string): number {
  const padding = data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0;
  return Math.floor((data.length * 3) / 4) - padding;
}
