/** Where the focus was: what stood before it, and all around it, the nearest first. */
interface Held {
  readonly control: HTMLElement;
  readonly name: string;
  readonly before: readonly HTMLElement[];
  readonly around: readonly HTMLElement[];
}

/**
 * A control that has the focus may go away or be switched off by what it does: one that shows more, one that takes
 * something back, one that leads to another run. The focus then goes to what stands in its place; else it would fall
 * to the page, and who works by keyboard would begin at its top again.
 */
export function keepFocus(root: HTMLElement): void {
  let held: Held | undefined;
  const hold = (control: EventTarget | null): void => {
    held = control instanceof HTMLElement && control.matches(controls) ? placeOf(root, control) : undefined;
  };
  root.addEventListener('focusin', ({ target }) => hold(target));
  // What stands before it may have changed since.
  root.addEventListener('click', () => held && isThere(held.control) && hold(held.control), true);
  const leave = (): void => {
    const left = held;
    // A control that goes away is left before it is gone: only after that it is known whether the reader went elsewhere.
    queueMicrotask(() => {
      if (left && held === left && isThere(left.control)) held = undefined;
    });
  };
  // Before anybody else hears of it, and takes the control away for that.
  root.addEventListener('blur', leave, true);
  document.addEventListener('pointerdown', () => {
    if (held && !isThere(held.control)) held = undefined;
  });
  const look = (): void => {
    if (!held || isThere(held.control)) return;
    const { activeElement } = document;
    const isLost = activeElement === document.body || activeElement === held.control;
    // What is not there yet may come: a run that is being loaded.
    if (isLost && document.hasFocus()) inPlaceOf(held)?.focus({ preventScroll: true });
    else held = undefined;
  };
  const attributeFilter = ['disabled'];
  new MutationObserver(look).observe(root, { childList: true, subtree: true, attributeFilter });
}

const controls = 'button, input, select, vscode-button';
const places = `${controls}, [tabindex]`;

function placeOf(root: HTMLElement, control: HTMLElement): Held {
  const all = [...root.querySelectorAll<HTMLElement>(places)];
  const around: HTMLElement[] = [];
  for (let element = control.parentElement; element; element = element.parentElement) {
    around.push(element);
    if (element === root) break;
  }
  return { control, name: nameOf(control), before: all.slice(0, all.indexOf(control)), around };
}

function inPlaceOf({ name, before, around }: Held): HTMLElement | undefined {
  for (const home of around) {
    if (!home.isConnected) continue;
    const here = [...home.querySelectorAll<HTMLElement>(places)].filter(isThere);
    if (here.length === 0) continue;
    const last = before.findLast((each) => isThere(each) && home.contains(each));
    // Nothing is left of the page that was here: of another one, only the same control is meant.
    if (!last && home === around.at(-1)) return here.find((each) => nameOf(each) === name);
    return last ? (here.find((each) => follows(each, last)) ?? last) : here[0];
  }
  return undefined;
}

function follows(element: Element, other: Element): boolean {
  return (other.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

function nameOf(element: Element): string {
  return element.ariaLabel ?? element.textContent;
}

function isThere(element: Element): boolean {
  return element.isConnected && !element.hasAttribute('disabled');
}
