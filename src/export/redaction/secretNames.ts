/** Which names of members, variables, headers and options say that their value is a secret. */

/**
 * `token`: a token is meant, or a number of tokens. `secret`: whatever stands there is secret. `many`: a list or
 * map of secrets.
 */
export type SecretKind = 'secret' | 'token' | 'many';

/**
 * By the words at the end of a name, in any way of writing: `DB_PASSWORD`, `clientSecret`, `X-Api-Key`, `API key`.
 * So `password_hint`, `token_type` and `primaryKey` are none.
 */
export function secretKindOf(name: string): SecretKind | undefined {
  if (name.length > longestName) return undefined;
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  if (secretWords.has(last) || secretPairs.has(`${before} ${last}`)) return 'secret';
  if (glued.test(last)) return 'secret';
  if (last === 'key') return keyKinds.has(before) ? 'secret' : undefined;
  if (last === 'token') return tokensOfText.has(before) ? undefined : 'token';
  if (softWords.has(last)) return 'token';
  if (manyWords.has(last)) return 'many';
  if (last === 'keys') return keyKinds.has(before) ? 'many' : undefined;
  return last === 'tokens' && secretTokens.has(before) ? 'many' : undefined;
}

const longestName = 80;

/** `aB`, `ABc`, `a_b`, `a-b`, `a.b` and `a b` are two words each; digits at the end do not count. */
function wordsOf(name: string): string[] {
  return name
    .replace(/(\p{Ll}|\d)(?=\p{Lu})/gu, '$1 ')
    .replace(/(\p{Lu})(?=\p{Lu}\p{Ll})/gu, '$1 ')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/(?: ?\d+)? *$/, '')
    .trim()
    .split(' ');
}

const secretWords = new Set([
  ...['password', 'passwd', 'passwort', 'kennwort', 'pwd', 'passphrase', 'passcode', 'contraseña'],
  ...['contrasena', 'senha', 'wachtwoord', 'hasło', 'пароль', 'パスワード', '密码', 'secret', 'credential'],
  ...[
    'apikey',
    'authorization',
    'cookie',
    'jwt',
    'otp',
    'totp',
    'cvv',
    'cvc',
    'sig',
    'pgpassword',
    'passkey',
  ],
  ...[
    'mnemonic',
    'parola',
    'hasło',
    'heslo',
    'salasana',
    'lösenord',
    'adgangskode',
    'şifre',
    'пассворд',
    '密碼',
    '비밀번호',
  ],
]);
const secretPairs = new Set([
  ...[
    'basic auth',
    'access signature',
    'password confirmation',
    'security answer',
    'key base',
    'seed phrase',
  ],
  ...['recovery phrase', 'recovery code', 'backup code', 'card pin', 'user pin', 'verification code'],
  ...['pass word', 'de passe', 'amz signature', 'goog signature', 'client assertion', 'db pass', 'user pass'],
  ...[
    'smtp pass',
    'mysql pass',
    'ftp pass',
    'auth pass',
    'admin pass',
    'root pass',
    'mail pass',
    'proxy pass',
  ],
]);
/** Written as one word, in upper or lower case. */
const glued =
  /(?:password|passwd|passwort|passphrase|apikey|secretkey|accesskey|privatekey|authtoken|accesstoken|refreshtoken|idtoken|clientsecret|setcookie)$/;
const keyKinds = new Set([
  ...[
    'api',
    'access',
    'secret',
    'private',
    'encryption',
    'signing',
    'signature',
    'master',
    'auth',
    'account',
  ],
  ...[
    'subscription',
    'shared',
    'storage',
    'service',
    'ssh',
    'license',
    'functions',
    'client',
    'app',
    'admin',
  ],
  ...[
    'openai',
    'anthropic',
    'gemini',
    'google',
    'mistral',
    'groq',
    'cohere',
    'openrouter',
    'huggingface',
    'hf',
  ],
  ...[
    'stripe',
    'github',
    'gitlab',
    'azure',
    'aws',
    'twilio',
    'sendgrid',
    'mailgun',
    'slack',
    'firebase',
    'maps',
  ],
  ...['decryption', 'aes', 'rsa', 'pgp', 'gpg', 'tls', 'ssl', 'wallet', 'recovery', 'cognigy', 'tpc'],
  ...['webhook', 'deploy', 'hmac', 'session', 'consumer', 'authentication', 'authorization', 'token', 'root'],
]);
/** Tokens of paging, and those that a language model reads and writes. */
const tokensOfText = new Set([
  ...['next', 'page', 'continuation', 'sync', 'cancellation', 'stop', 'start', 'end', 'first', 'last', 'per'],
  ...['eos', 'bos', 'pad', 'unk', 'sep', 'cls', 'mask', 'special', 'prompt', 'completion', 'input', 'output'],
  ...['max', 'min', 'total', 'cached', 'reasoning', 'text', 'image', 'audio', 'delta', 'top'],
]);
/** May be secrets, and are none as numbers. */
const softWords = new Set(['bearer', 'pin']);
const manyWords = new Set([
  'passwords',
  'passwörter',
  'secrets',
  'credentials',
  'cookies',
  'apikeys',
  'creds',
  'auths',
]);
const secretTokens = new Set(['access', 'refresh', 'auth', 'api', 'bearer', 'session', 'csrf', 'oauth']);
