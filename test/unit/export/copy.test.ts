import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import type { Connection } from '../../../src/core/provider/provider.ts';
import { cognigy } from '../../../src/providers/cognigy/provider.ts';
import { promptingCompany } from '../../../src/providers/promptingCompany/provider.ts';
import { samplesInMemory } from '../../../src/samples/memory.ts';
import { curlOf, isNowhere, requestOf } from '../../../src/services/copy/copyCurl.ts';

const connection: Connection = {
  ...{ id: 'mine', provider: 'cognigy', label: 'Mine', projectId: 'p 1' },
  baseUrl: 'https://api.example.com/simulator/v1',
};

test('curl asks for what the provider asks for', async () => {
  const ref = { connection: 'mine', path: ['scenario:s', 'simulation:b'], run: "r'1" };
  const url = await requestOf(cognigy, connection, ref);
  assert.equal(
    curlOf(url, undefined),
    "curl --globoff --header 'X-API-Key: YOUR_API_KEY' --header 'Accept: application/json' " +
      "'https://api.example.com/simulator/v1/simulations/s/batches/b/runs/r%271?projectId=p+1'",
  );
});

test('curl: a bearer key, and the other service', async () => {
  const other: Connection = { ...connection, provider: 'promptingCompany', auth: 'bearer' };
  const url = await requestOf(promptingCompany, other, { connection: 'mine', path: ['task:t'], run: 'r' });
  assert.match(
    curlOf(url, other.auth),
    /'Authorization: Bearer YOUR_API_KEY' .*\/agent-simulation\/runs\?.*taskId=t/,
  );
});

test('curl: no key where none is sent, and the forms of others', () => {
  const address = new URL('https://a.example/b');
  assert.equal(
    curlOf(address, 'none'),
    "curl --globoff --header 'Accept: application/json' 'https://a.example/b'",
  );
  assert.match(curlOf(address, 'basic'), /'Authorization: Basic YOUR_USER_AND_PASSWORD_IN_BASE64'/);
  assert.match(curlOf(address, 'apiKey', '', 'xi-api-key'), /'xi-api-key: YOUR_API_KEY'/);
});

test('curl: samples that a browser answers itself have an address that nobody can ask', async () => {
  const [sample] = samplesInMemory().connections;
  assert.ok(sample);
  const ref = { connection: sample.id, path: ['scenario:s', 'simulation:b'], run: 'r' };
  assert.equal(isNowhere(await requestOf(cognigy, sample, ref)), true);
  for (const address of ['http://127.0.0.1:4711/v2.0', 'https://api.example.com', 'https://invalid.example'])
    assert.equal(isNowhere(new URL(address)), false, address);
});

test('curl: a place that is not of this service has no request', async () => {
  await assert.rejects(requestOf(cognigy, connection, { connection: 'mine', path: ['task:t'], run: 'r' }));
});

const hostileUrl = new URL("https://api.example.com/a'$(touch x)`b`!1;c|d^e/%CD%80/é?d=[1-3]&e={f}&g=%25");
const plainHostile =
  'https://api.example.com/a%27%24%28touch%20x%29%60b%60%211%3Bc%7Cd%5Ee/%CD%80/%C3%A9?d=[1-3]&e=%7Bf%7D&g=%25';

test('curl: a POSIX shell takes every address as one word, and it is the same address', () => {
  const words = execFileSync('sh', ['-c', curlOf(hostileUrl, undefined).replace('curl', 'printf "%s\\n"')], {
    encoding: 'utf8',
  });
  assert.equal(words.trim().split('\n').at(-1), plainHostile);
  const decoded = ({ pathname, searchParams }: URL) => [decodeURIComponent(pathname), [...searchParams]];
  assert.deepEqual(decoded(new URL(plainHostile)), decoded(hostileUrl));
});

test('curl: PowerShell and the Windows command prompt have a form each', () => {
  const heads = "--globoff --header 'X-API-Key: YOUR_API_KEY' --header 'Accept: application/json'";
  const windows = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';
  assert.equal(curlOf(hostileUrl, undefined, windows), `curl.exe ${heads} '${plainHostile}'`);
  assert.equal(curlOf(hostileUrl, undefined, '/usr/bin/pwsh'), `curl ${heads} '${plainHostile}'`);
  assert.equal(
    curlOf(new URL('https://a.example/%CD%80?b=c&d=e'), 'bearer', 'C:\\WINDOWS\\system32\\cmd.exe'),
    'curl.exe --globoff --header "Authorization: Bearer YOUR_API_KEY" --header "Accept: application/json" ' +
      '"https://a.example/"^%"CD"^%"80?b=c&d=e"',
  );
});

test('curl: no address holds what a shell would act on', () => {
  const every = Array.from({ length: 127 }, (_, code) => String.fromCharCode(code)).join('');
  for (const shell of ['', 'powershell.exe', 'cmd.exe', 'bash.exe', 'fish']) {
    const url = new URL(`https://a.example/${encodeURI(every)}?q=${every}`);
    const text = curlOf(url, undefined, shell);
    const address = text.slice(text.indexOf('https:'), -1).replaceAll('"^%"', '%');
    assert.doesNotMatch(address, /[\s"'`$\\!^|;<>(){}*]/, shell);
  }
});

test('curl: the form is that of the shell of a terminal', () => {
  assert.equal(
    curlOf(hostileUrl, undefined, 'C:\\Program Files\\Git\\bin\\bash.exe').slice(0, 9),
    'curl.exe ',
  );
  assert.equal(curlOf(hostileUrl, undefined, '/bin/zsh'), curlOf(hostileUrl, undefined));
});
