/** A key as the keyboard says it: `Ctrl+F` is `⌘F` on a Mac, where pages take both. */
export function keyName(key: string, platform = navigator.platform): string {
  return platform.startsWith('Mac') ? key.replaceAll('Ctrl+', '⌘').replaceAll('Shift+', '⇧') : key;
}
