/** Keys and tokens: by what stands before them, by the beginnings that services give them, or by their look. */
import { findUnnamed } from './commandSecrets.ts';
import { findLabelled } from './labels.ts';
import { looksRandom } from './looksRandom.ts';
import { everyMatch, matches, outside, type Span } from './span.ts';

export function findTokens(text: string): Span[] {
  return [
    ...findLabelled(text),
    ...findUnnamed(text),
    ...findSchemes(text),
    ...findInAddresses(text),
    ...findJwts(text),
    ...findKnown(text),
    ...findAwsSecrets(text),
    ...findLong(text),
  ];
}

const scheme = /(?<=\b(?:bearer|basic)\s{1,5})[\w.~+/=-]{8,}/gi;

/** `Bearer x` and `Basic x`, but not `basic information`. */
function findSchemes(text: string): Span[] {
  return matches(text, scheme).filter(([start, end]) =>
    /\d|[a-z][A-Z]|[A-Z]{2}[a-z]|=$/.test(text.slice(start, end)),
  );
}

const inAddress = /:\/\/([^\s:@/?#]{0,64}):([^\s@/]{1,128})@/g;

/** The password in `postgres://user:password@host`. */
function findInAddresses(text: string): Span[] {
  return everyMatch(text, inAddress).map(({ 1: user = '', 2: pass = '', index }): Span => {
    const start = index + 3 + user.length + 1;
    return [start, start + pass.length];
  });
}

/**
 * JSON in base64 (`eyJ`) up to five parts behind dots. Each word is looked at once, and only its first `eyJ`: what
 * has no dot behind the first has none behind the others.
 */
function findJwts(text: string): Span[] {
  if (!text.includes('eyJ')) return [];
  return matches(text, /[\w.-]+/g).flatMap(([start, end]): Span[] => {
    const word = text.slice(start, end);
    const at = word.search(/(?<!\w)eyJ[\w-]{6}/);
    const [jwt] = at < 0 ? [] : (/^[\w-]+(?:\.[\w-]*){1,4}/.exec(word.slice(at)) ?? []);
    return jwt === undefined ? [] : [[start + at, start + at + jwt.length]];
  });
}

/** Beginnings of keys and tokens as their services document them. */
const known: readonly RegExp[] = [
  /\b(?:sk|pk|rk|tpc|gh[opsur]|github_pat|glpat|xox[a-z]|xapp|gl[a-z]{2,4}t|lsv2_(?:pt|sk)|dckr_pat|do[op]_v1)[-_][\w-]{12,}/g,
  /\b(?:hf|whsec|npm|gsk|r8|figd|phc|phx|sbp|lin_api|ntn|glsa|glc|sntrys|rubygems|shp(?:at|ss|ca|pa))_[\w-]{20,}/g,
  /\b(?:pplx|nvapi|xai|pypi|pul|GOCSPX|NRAK|PMAK|sq0(?:atp|csp))-[\w-]{20,}/g,
  /\bsecret_[A-Za-z\d]{40,}/g,
  /\bdapi[0-9a-f]{32}(?:-\d)?\b/g,
  /\bkey-[0-9a-f]{32}\b/g,
  /\bSG\.[\w-]{16,32}\.[\w-]{20,64}/g,
  /\bya29\.[\w-]{20,}/g,
  /\bhv[sbr]\.[\w-]{20,}/g,
  /\bAT(?:ATT|CTT|BB)[\w=-]{20,}/g,
  /\bpat\w{14}\.[0-9a-f]{40,64}/g,
  /\bAGE-SECRET-KEY-1[0-9A-Z]{50,60}/g,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\bAIza[\w-]{35}/g,
  /(?<=hooks\.slack\.com\/(?:services|workflows)\/)[\w/]{20,}/g,
  /(?<=discord(?:app)?\.com\/api\/webhooks\/\d{1,20}\/)[\w-]{20,}/g,
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?:[\w+/=\s\\:,\u0001]|-(?!----))*(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?/g,
];

function findKnown(text: string): Span[] {
  return known
    .flatMap((pattern) => matches(text, pattern))
    .filter(([start, end]) => !isSlug(text.slice(start, end)));
}

/** `sk-bratislava-old-town` begins like a key. */
function isSlug(word: string): boolean {
  return /^[a-z]+(?:[-_][a-z]+){3,}$/.test(word);
}

const awsId = /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g;
const awsSecret = /(?<![\w/+=-])[\w/+]{40}(?![\w/+=-])/g;
const awsNear = 120;

/** The secret has no beginning of its own, but its id stands beside it. */
function findAwsSecrets(text: string): Span[] {
  return matches(text, awsId).flatMap(([start, end]) => {
    const from = Math.max(0, start - awsNear);
    return matches(text.slice(from, end + awsNear), awsSecret).map(([a, b]): Span => [a + from, b + from]);
  });
}

const padded = /(?<![\w+/=-])[\w+/]{40,}={1,2}(?![\w+/=])/g;
const long = /(?<![\w+=-])[\w+=-]{40,}/g;
/** What says of itself that it is no secret: digests, files as addresses, public keys. */
const toldOtherwise =
  /\b(?:sha-?(?:1|224|256|384|512)|md5|blake[23][a-z]?)[-:= ]{1,2}[\w+/=-]+|\bdata:[\w.+/-]{1,80}(?:;[\w.+=-]{1,80}){0,4};base64,[\w+/=-]+|\b(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-\w{1,20}) [\w+/=]+/gi;
/** No key is longer; what is, is a picture or other data. */
const longestKey = 5000;

/** `wheels/4d/da/d4/e230...`: the rest of a digest, in folders that its first digits name. */
function isShard(text: string, start: number, end: number): boolean {
  return (
    /\/[\da-f]{2}\/$/.test(text.slice(Math.max(0, start - 4), start)) &&
    /^[\da-f]+$/.test(text.slice(start, end))
  );
}

/** Words that look as if they were made by chance; digests, ids and words made of words stay. */
function findLong(text: string): Span[] {
  const found = [
    ...matches(text, padded),
    ...matches(text, long).filter(([a, b]) => looksRandom(text.slice(a, b)) && !isShard(text, a, b)),
  ];
  const short = found.filter(([start, end]) => end - start <= longestKey);
  if (short.length === 0) return [];
  const told = matches(text, toldOtherwise);
  return outside(short, told);
}
