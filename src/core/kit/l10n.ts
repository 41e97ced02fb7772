/**
 * Words in the language of the person. English stands in the code and is the key to the other languages, which are in
 * `l10n/bundle.l10n.<language>.json` (the form of VS Code's own `vscode.l10n`, which core and pages cannot import).
 */

/** A text that is in the bundles although it stands somewhere else than where it is said: in a table, at a provider. */
export type Message = string & { readonly message: unique symbol };

/** A text in the code, or a {@link Message}; anything else has no translation, and does not compile. */
export type Literal<S extends string> = string extends S ? Message : S;

/** What a language brings: how figures and dates read, and what each English message is in it. */
export interface Language {
  /** A language tag of BCP 47, e.g. `de`. */
  readonly locale: string;
  readonly messages: Readonly<Record<string, string>>;
}

const english: Language = { locale: 'en', messages: {} };
let language = english;

/**
 * From now on: call it before anything is said. What the language lacks stays English.
 * @param other without messages everything is English, figures too: a mixture would be neither
 */
export function useLanguage(other: Language | undefined): void {
  language = other && Object.keys(other.messages).length > 0 ? other : english;
}

/** The language in use, e.g. to hand it on to a page or a thread. */
export function languageInUse(): Language {
  return language;
}

/** Marks a text for the bundles that is said later, with {@link t}. */
export function msg<const S extends string>(text: Literal<S>): Message {
  return text as Message;
}

/** Words that a service or a file sent: they are data, and stay as they are. */
export function sent(words: string): Message {
  return words as Message;
}

/**
 * A message in the language of the person. Call it where something is said, never while a module loads: the language
 * is known only then.
 * @param values stand for `{0}`, `{1}`, ...; what looks like a placeholder within them stays as it is
 */
export function t<const S extends string>(
  message: Literal<S>,
  ...values: readonly (string | number)[]
): string {
  return filled(translated(message) ?? message, values);
}

/**
 * A message that counts: `counted(3, '{0} run of {1}', '{0} runs of {1}', whole)`. Languages with more forms than two
 * have them as `many` and `#` and the form's name in `Intl.PluralRules`, e.g. `{0} runs#few`.
 * @param n decides on the form; the first value is what it reads as
 */
export function counted<const One extends string, const Many extends string>(
  n: number,
  one: Literal<One>,
  many: Literal<Many>,
  ...values: readonly (string | number)[]
): string {
  if (language === english) return filled(n === 1 ? one : many, values);
  const form = pluralForm(n);
  const message = form === 'one' ? one : many;
  return filled(translated(`${many}#${form}`) ?? translated(message) ?? message, values);
}

let rules: { readonly locale: string; readonly of: Intl.PluralRules } | undefined;

function pluralForm(n: number): string {
  if (rules?.locale !== language.locale) {
    rules = { locale: language.locale, of: new Intl.PluralRules(language.locale) };
  }
  return rules.of.select(n);
}

/** Names that a file sent are looked up, too, and one of them may be `constructor`. */
function translated(message: string): string | undefined {
  return Object.hasOwn(language.messages, message) ? language.messages[message] : undefined;
}

/** Of messages that take values: words and, at each second place, the number of a value. Each row has some of them. */
const partsOf = new Map<string, readonly string[]>();

function filled(message: string, values: readonly (string | number)[]): string {
  if (values.length === 0) return message;
  let parts = partsOf.get(message);
  if (parts === undefined) partsOf.set(message, (parts = message.split(/\{(\d+)\}/)));
  return parts.map((part, at) => (at % 2 === 0 ? part : (values[Number(part)] ?? `{${part}}`))).join('');
}

/** The language for `Intl`; `undefined` for English, whose figures are made by hand, since `Intl` costs time at the start. */
export function intlLocale(): string | undefined {
  return language === english ? undefined : language.locale;
}

/** A label or noun as it stands within a sentence: small in English; other languages keep their capitals. */
export function withinSentence(word: string): string {
  return language === english ? word.toLowerCase() : word;
}
