/** Chance that repeats itself: everything is derived from a seed and the name of the thing. */
import { sha256 } from './sha256.ts';

export interface Random {
  /** From 0 up to, not including, 1. */
  number(): number;
  /** Both ends included. */
  integer(min: number, max: number): number;
  chance(probability: number): boolean;
  /** @throws RangeError when the list is empty */
  pick<T>(list: readonly T[]): T;
  shuffled<T>(list: readonly T[]): T[];
}

/** A stream of its own for each name, so that a change in one sample does not alter the others. */
export function randomFrom(seed: number, name: string): Random {
  const number = mulberry32(firstWord(digest(seed, name)));
  const integer = (min: number, max: number): number => min + Math.floor(number() * (max - min + 1));
  const pick = <T>(list: readonly T[]): T => {
    const picked = list.at(integer(0, list.length - 1));
    if (picked === undefined) throw new RangeError('Nothing to pick from.');
    return picked;
  };
  return {
    number,
    integer,
    pick,
    chance: (probability) => number() < probability,
    shuffled: (list) =>
      list
        .map((value) => ({ value, key: number() }))
        .sort((a, b) => a.key - b.key)
        .map(({ value }) => value),
  };
}

/** 24 hex digits, the form of ids in Cognigy. */
export function hexId(seed: number, name: string): string {
  return digest(seed, name).slice(0, 24);
}

export function uuid(seed: number, name: string): string {
  const hex = digest(seed, name);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

function digest(seed: number, name: string): string {
  return sha256(`${seed} ${name}`);
}

/** The first four bytes, the last one first. */
function firstWord(hex: string): number {
  return Number.parseInt((hex.slice(0, 8).match(/../g) ?? []).reverse().join(''), 16);
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
