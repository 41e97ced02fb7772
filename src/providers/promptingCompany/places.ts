/** Path segments of this provider's tree: `task:ID` or `environment:ID`; an empty id means "none given". */
export type Place = { readonly kind: 'task' | 'environment'; readonly id: string };

export function segmentOf(place: Place): string {
  return `${place.kind}:${place.id}`;
}

/** `undefined` for a path that this provider never made. */
export function placeOf(path: readonly string[]): Place | undefined {
  const [segment = '', ...more] = path;
  const [, kind, id = ''] = /^(task|environment):(.*)$/s.exec(segment) ?? [];
  if (more.length > 0 || (kind !== 'task' && kind !== 'environment')) return undefined;
  return { kind, id };
}
