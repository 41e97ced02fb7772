/**
 * Remembers what was made of an object for as long as that object lives. For things that never change, like the runs
 * of the store: one that changes is another object.
 */
export function remember<Of extends object, T>(make: (of: Of) => T): (of: Of) => T {
  const known = new WeakMap<Of, { readonly made: T }>();
  return (of) => {
    const found = known.get(of) ?? { made: make(of) };
    known.set(of, found);
    return found.made;
  };
}
