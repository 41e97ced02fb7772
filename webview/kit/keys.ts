/** The key that was pressed by itself; nothing while one types or while a dialog is open. */
export function plainKey(event: KeyboardEvent): string | undefined {
  if (event.defaultPrevented || event.isComposing) return undefined;
  if ((event.ctrlKey || event.metaKey || event.altKey) && !isAltGr(event)) return undefined;
  const target = event.composedPath()[0];
  if (
    target instanceof HTMLElement &&
    target.closest('input:not([type=checkbox]), textarea, select, [contenteditable], dialog')
  )
    return undefined;
  return event.key;
}

/** Brackets are typed with AltGr on many keyboards, which some systems report as Ctrl and Alt. */
function isAltGr(event: KeyboardEvent): boolean {
  const isBracket = event.key === '[' || event.key === ']';
  return (
    isBracket && !event.metaKey && (event.getModifierState('AltGraph') || (event.ctrlKey && event.altKey))
  );
}
