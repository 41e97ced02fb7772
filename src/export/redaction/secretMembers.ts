/** Walks the objects and lists of a JSON document, and marks values whose member name says that they are secret. */
import type { JsonPlace } from './jsonPlace.ts';
import { secretKindOf, type SecretKind } from './secretNames.ts';

/** An object or list that is not closed yet. */
interface Frame {
  readonly isObject: boolean;
  /** What the name around it says: `all` of its strings are secrets, or what is called its `value`. */
  readonly holds: 'nothing' | 'value' | 'all' | 'tokens';
  /** The member whose value comes next; `undefined` while a name is due. */
  name: string | undefined;
  /** How many values came before, in a list. */
  count: number;
  /** The name that comes before a value, in a list of pairs. */
  item: string | undefined;
  /** `{"name": "authorization", "value": ...}` */
  namesSecret: boolean;
  readonly named: JsonPlace[];
  /** Called `token` or `pass`: a secret or not by what stands beside them. */
  readonly tokens: JsonPlace[];
  readonly passes: JsonPlace[];
  readonly neighbours: Set<string>;
}

export class SecretMembers {
  readonly #open: Frame[] = [];
  readonly #kinds = new Map<string, SecretKind | undefined>();

  sign(sign: string): void {
    const frame = this.#open.at(-1);
    if (sign === '{' || sign === '[') this.#open.push(this.#frame(sign === '{'));
    else if (sign === ',' && frame) {
      frame.name = undefined;
      frame.count++;
    } else if (frame) {
      this.#open.pop();
      close(frame);
    }
  }

  string(place: JsonPlace): void {
    const frame = this.#open.at(-1);
    if (!frame) return;
    if (frame.isObject && frame.name === undefined) {
      frame.name = place.text;
      frame.neighbours.add(place.text.toLowerCase());
      return;
    }
    if (isHidden(place.text)) return;
    place.secret = this.#isSecret(frame);
    if (frame.isObject) this.#member(frame, place);
    else this.#item(frame, place);
  }

  /** Numbers of tokens stay. */
  number(place: JsonPlace): void {
    const frame = this.#open.at(-1);
    if (!frame) return;
    const named = frame.isObject && frame.name !== undefined && this.#kind(frame.name) === 'secret';
    place.secret = named || frame.holds === 'all';
  }

  #isSecret({ isObject, name, holds }: Frame): boolean {
    if (holds === 'all') return true;
    if (!isObject || name === undefined) return false;
    return (
      this.#kind(name) !== undefined ||
      (holds === 'tokens' && secretTokens.has(name.toLowerCase())) ||
      (holds === 'value' && /^(?:\w+_)?(?:value|plain|plaintext|raw)$/i.test(name))
    );
  }

  #member(frame: Frame, place: JsonPlace): void {
    const name = frame.name?.toLowerCase() ?? '';
    if (name === 'token') frame.tokens.push(place);
    if (name === 'pass') frame.passes.push(place);
    if (/^(?:name|key|field|header|header_?name)$/.test(name) && this.#kind(place.text) !== undefined)
      frame.namesSecret = true;
    if (name === 'value' || name === 'val') frame.named.push(place);
  }

  /** `["cookie", "sid=1"]` and `["Accept", "x", "Cookie", "sid=1"]`: names and values, as raw headers have them. */
  #item(frame: Frame, place: JsonPlace): void {
    const isName = frame.count % 2 === 0;
    if (isName) frame.item = place.text;
    else if (frame.item !== undefined && this.#isPair(frame.item, place.text, frame.count))
      frame.named.push(place);
  }

  /** A list of names (`["password", "email"]`) is no pair. */
  #isPair(name: string, value: string, at: number): boolean {
    if (headerNames.test(name)) return true;
    return at === 1 && this.#kind(name) !== undefined && !/^[\p{L}_]+$/u.test(value);
  }

  #frame(isObject: boolean): Frame {
    const around = this.#open.at(-1);
    const more = {
      item: undefined,
      namesSecret: false,
      named: [],
      tokens: [],
      passes: [],
      neighbours: new Set<string>(),
    };
    return { isObject, holds: this.#holds(around, isObject), name: undefined, count: 0, ...more };
  }

  #holds(around: Frame | undefined, isObject: boolean): Frame['holds'] {
    if (!around || around.holds === 'all') return around?.holds ?? 'nothing';
    const kind = around.isObject && around.name !== undefined ? this.#kind(around.name) : undefined;
    if (kind === undefined) {
      if (isObject && /tokens?$/i.test(around.name ?? '')) return 'tokens';
      return !isObject || around.isObject ? 'nothing' : around.holds;
    }
    return kind === 'many' || !isObject ? 'all' : 'value';
  }

  #kind(name: string): SecretKind | undefined {
    if (!this.#kinds.has(name)) this.#kinds.set(name, secretKindOf(name));
    return this.#kinds.get(name);
  }
}

function close({ isObject, holds, namesSecret, named, tokens, passes, neighbours, count }: Frame): void {
  const mark = (places: readonly JsonPlace[], secret: boolean) => {
    for (const place of places) place.secret = secret;
  };
  if (isObject ? namesSecret : count % 2 === 1) mark(named, true);
  // A token that a language model wrote has a probability.
  if (holds !== 'all' && modelWords.some((name) => neighbours.has(name))) mark(tokens, false);
  // Elsewhere it says how many passed.
  if (userWords.some((name) => neighbours.has(name))) mark(passes, true);
}

const modelWords = ['logprob', 'logprobs', 'top_logprobs', 'token_id', 'prob', 'probability'];
const userWords = ['user', 'username', 'login', 'host'];

const headerNames = /^(?:(?:proxy-)?authorization|(?:set-)?cookie|x-[\w-]*(?:key|token|secret))$/i;
const secretTokens = new Set(['access', 'refresh', 'id', 'auth', 'session', 'bearer', 'api', 'csrf']);

/** Nothing, or what somebody has put in its place already. */
function isHidden(text: string): boolean {
  return /^(?:[*•.]*|x{3,}|\[[\w -]{1,30}\]|<[\w -]{1,30}>|redacted|null|none|undefined)$/i.test(text.trim());
}
