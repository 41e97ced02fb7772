/**
 * What is made of each thing in a list, made again only where another thing stands by now. For lists of things that
 * never change, like the runs of a batch: one that changes is another object at the same place.
 */
export function byPlace<Of extends object, T>(make: (of: Of) => T): (list: readonly Of[]) => readonly T[] {
  let known: readonly Of[] = [];
  let made: readonly T[] = [];
  return (list) => {
    const before = made;
    made = list.map((each, at) => (known[at] === each ? (before[at] as T) : make(each)));
    known = list;
    return made;
  };
}
