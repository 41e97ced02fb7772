/** Why no usable answer came, told apart by what can be done about it. */
export type FailureKind =
  | 'network'
  | 'proxy'
  | 'reset'
  | 'tls'
  | 'connectTimeout'
  | 'headersTimeout'
  | 'bodyTimeout'
  | 'totalTimeout'
  | 'tooLarge'
  | 'encoding'
  | 'protocol';

/** The only error of a transport. Its message is for developers; people read networkFailure.ts. */
export class TransportFailure extends Error {
  override readonly name = 'TransportFailure';
  readonly kind: FailureKind;
  /** Node's or undici's code, e.g. `ENOTFOUND`; of a proxy also `PROXY_407`, its answer to CONNECT. */
  readonly code: string | undefined;
  /** Whether any byte of a response had arrived. */
  readonly responded: boolean;

  constructor(kind: FailureKind, responded: boolean, code?: string) {
    super(code ? `${kind} (${code})` : kind);
    this.kind = kind;
    this.code = code;
    this.responded = responded;
  }
}

/**
 * What Node's sockets, undici and Node's own fetch throw. The `UND_ERR_` codes are known here, not in the undici
 * transport, because the built-in fetch reports the same ones (as `cause`).
 */
export function toTransportFailure(error: unknown, responded: boolean): TransportFailure {
  const known = failureWithin(error);
  if (known) return known;
  const code = codeOf(error);
  const proxyStatus = error instanceof Error && proxyAnswer.exec(error.message)?.[1];
  if (proxyStatus) return new TransportFailure('proxy', false, `PROXY_${proxyStatus}`);
  return new TransportFailure(kindOf(code, responded), responded, code);
}

/** An error between here and the proxy. */
export function proxyFailure(error: unknown): TransportFailure {
  return new TransportFailure('proxy', false, codeOf(error));
}

/** undici passes on what a part of it was told, sometimes wrapped. */
function failureWithin(error: unknown, depth = 0): TransportFailure | undefined {
  if (error instanceof TransportFailure) return error;
  return error instanceof Error && depth < 4 ? failureWithin(error.cause, depth + 1) : undefined;
}

/** undici 8 has no code of its own for a CONNECT that was refused. */
const proxyAnswer = /^Proxy response \((\d+)\) !== 200/;

function kindOf(code: string | undefined, responded: boolean): FailureKind {
  switch (code) {
    case undefined:
      return 'network';
    case 'UND_ERR_CONNECT_TIMEOUT':
      return 'connectTimeout';
    case 'UND_ERR_HEADERS_TIMEOUT':
      return 'headersTimeout';
    case 'UND_ERR_BODY_TIMEOUT':
      return 'bodyTimeout';
    case 'ETIMEDOUT':
      return responded ? 'bodyTimeout' : 'connectTimeout';
    case 'UND_ERR_PRX_CONN':
    case 'UND_ERR_PRX_TLS':
      return 'proxy';
    case 'UND_ERR_SOCKET':
    case 'ECONNRESET':
    case 'EPIPE':
      return 'reset';
    case 'UND_ERR_HEADERS_OVERFLOW':
    case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH':
      return 'protocol';
    default:
      if (code.startsWith('HPE_')) return 'protocol';
      return tlsCode.test(code) ? 'tls' : 'network';
  }
}

const tlsCode =
  /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY|DECODE|DECRYPT)|^ERR_(?:SSL|TLS)|^EPROTO$|HOSTNAME_MISMATCH/;

/** The first code in an error, its causes and, for a host with several addresses, its parts. */
function codeOf(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 4) return undefined;
  // undici's parser leaves the code out when the very first bytes are wrong.
  if (error.name === 'HTTPParserError') return 'HPE_INVALID';
  if ('code' in error && typeof error.code === 'string') return error.code;
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  return codeOf(inner, depth + 1);
}
