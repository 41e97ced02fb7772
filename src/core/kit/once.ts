/** Makes something when it is first asked for, and then lets go of what it was made from. */
export function once<T>(make: () => T): () => T {
  let work: (() => T) | undefined = make;
  const made: T[] = [];
  return () => {
    if (work) {
      made.push(work());
      work = undefined;
    }
    return made[0] as T;
  };
}
