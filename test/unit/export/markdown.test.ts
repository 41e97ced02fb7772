import assert from 'node:assert/strict';
import { test } from 'node:test';
import MarkdownIt from 'markdown-it';
import { viewOf } from '../../../src/core/rows/rowView.ts';
import type { BrokenRun } from '../../../src/core/run/run.ts';
import { fenced, inline, quoted } from '../../../src/export/escape.ts';
import type { Block } from '../../../src/core/run/blocks.ts';
import { turnLine } from '../../../src/export/analysis/turnLine.ts';
import { htmlPieces } from '../../../src/export/html.ts';
import { markdownOf } from '../../../src/export/markdown.ts';
import { given, makeCriterion, makeRef, makeRun, makeTurn } from '../../webview/support/runs.ts';

const moment = { ms: undefined, raw: 'some day' };

const hostile = [
  '# heading',
  '> # quoted heading',
  '- # heading in a list',
  '===',
  '---',
  '```',
  '</details><script>alert(1)</script>',
  '<img src=https://evil.example/x>',
  '\\<img src=https://evil.example/x>',
  '![](https://evil.example/x)',
  '\\![](https://evil.example/x)',
  '<!--',
  '',
  'after\ra\r\nline',
].join('\n');

test('a whole run', () => {
  const run = makeRun({
    ...{ title: 'Run 3', state: 'finished', rawState: 'COMPLETED', verdict: 'failed', reason: 'too slow' },
    successRate: { percentage: 50, numerator: 1, denominator: 2 },
    ...{ conversationEnded: true, createdAt: moment, expiresAt: moment, completedAt: moment },
    duration: { ms: 42_000, raw: 42, assumedUnit: true },
    maxTurns: 25,
    facts: given({ model: 'gpt', endpointType: 'webchat3', score: 7, costUsd: 0.0171, tokens: 1234 }),
    ids: [['Run', 'r-1']],
    summary: 'It was slow.',
    error: { message: 'Boom', technicalDetails: { code: 1 } },
    criteria: [
      makeCriterion('Fast', { met: 'notMet', text: 'Answers at once', reason: 'It waited', turn: 1 }),
      makeCriterion('Kind', { met: 'met' }),
      makeCriterion('Short'),
    ],
    turns: [makeTurn('Hello\nthere', { role: 'user' }), makeTurn(undefined, { data: { a: [1] } })],
  });
  assert.equal(
    markdownOf(run),
    `# Run 3: errored

> too slow

- State: COMPLETED
- Verdict: failed
- Success rate: 50 %
- Conversation ended: yes
- Duration: 42 s (reported: 42)
- Created: some day
- Completed: some day
- Expires: some day
- Turns: 2 of at most 25
- Model: gpt
- Endpoint type: webchat3
- Score: 7 of 100
- Cost: $0.0171
- Tokens: 1,234
- Run id: r-1

## Error

> Boom

\`\`\`json
{
  "code": 1
}
\`\`\`

## Criteria

- **Fast**: not met (turn 2)
  Answers at once
  Reason: It waited
- **Kind**: met
- **Short**: not reported

## Summary

> It was slow.

## Transcript

### Turn 1: user

> Hello
> there

### Turn 2

\`\`\`json
{
  "a": [
    1
  ]
}
\`\`\`
`,
  );
});

test('what was not reported is said, not made up', () => {
  const end = (text: string) => text.split('\n').slice(-2).join('\n');
  assert.equal(end(markdownOf(makeRun({ turns: undefined }))), 'The service reported no transcript.\n');
  assert.equal(end(markdownOf(makeRun({ turns: [] }))), 'No turns were reported.\n');
  const error = { message: undefined, technicalDetails: undefined };
  assert.match(markdownOf(makeRun({ error })), /## Error\n\n> The service reported no message\.\n\n##/);
});

test('a summary shows without criteria, too', () => {
  assert.match(markdownOf(makeRun({ summary: 'Well done' })), /## Summary\n\n> Well done\n/);
});

test('a broken run shows its problem and its JSON', () => {
  const item: BrokenRun = {
    kind: 'broken',
    ...{ ref: makeRef('r'), hasId: true, provider: 'cognigy', title: 'Run 4' },
    ...{ problem: 'turns: expected array', raw: () => '{"a":"```"}' },
  };
  assert.equal(
    markdownOf(item),
    '# Run 4: could not be read\n\n> turns: expected array\n\n````json\n{"a":"```"}\n````\n',
  );
});

test('a quotation cannot be left, holds no heading, and loads nothing', () => {
  assert.equal(
    quoted(hostile),
    [
      '> \\# heading',
      '> > \\# quoted heading',
      '> - \\# heading in a list',
      '> \\===',
      '> \\---',
      '> ```',
      '> &lt;/details>&lt;script>alert(1)&lt;/script>',
      '> &lt;img src=https://evil.example/x>',
      '> \\&lt;img src=https://evil.example/x>',
      '> &#33;[](https://evil.example/x)',
      '> \\&#33;[](https://evil.example/x)',
      '> &lt;!--',
      '> ',
      '> after',
      '> a',
      '> line',
    ].join('\n'),
  );
});

test('words that need no escape stay as they are', () => {
  const text = 'Order #12 costs 3 < 4 € (2 * 2), see [the list](https://example.com) - or _not_! #tag';
  assert.equal(quoted(text), `> ${text}`);
});

test('code keeps its characters, in fences and between backticks; the rest is escaped', () => {
  const text = [
    ...['Here <b>:', '', '```html', '<div class="a">', '# no heading', '![x](y) @me', '```'],
    ...['and `Array<string>` or ``a ` <b>`` but <i>', '~~~', '\t<tab>', '```', '~~~~', '1. Run:', '   ```sh'],
    ...['   echo <x>', '', '   ```', '<u>'],
  ];
  assert.deepEqual(quoted(text.join('\n')).split('\n'), [
    ...['> Here &lt;b>:', '> ', '> ```html', '> <div class="a">', '> # no heading', '> ![x](y) @me', '> ```'],
    ...[
      '> and `Array<string>` or ``a ` <b>`` but &lt;i>',
      '> ~~~',
      '> \t<tab>',
      '> ```',
      '> ~~~~',
      '> 1. Run:',
    ],
    ...['>    ```sh', '>    echo <x>', '> ', '>    ```', '> &lt;u>'],
  ]);
});

test('code that is indented keeps its characters where nothing else can hold it', () => {
  const text = ['    a <b>', '\tc @me', '', 'and <i>', '', '    d <e>', '<f>', '', '- list', '', '    <g>'];
  assert.deepEqual(quoted(text.join('\n')).split('\n'), [
    ...[
      '>     a <b>',
      '>     c @me',
      '> ',
      '> and &lt;i>',
      '> ',
      '>     d <e>',
      '> &lt;f>',
      '> ',
      '> - list',
    ],
    ...['> ', '>     &lt;g>'],
  ]);
  assert.equal(quoted('a\n    <b>'), '> a\n>     &lt;b>');
});

test('a score reads alike in rows, Markdown and HTML', () => {
  const item = makeRun({ facts: given({ score: 200 / 3 }) });
  assert.match(viewOf({ kind: 'run', item }).description, /score 66\.7( |$)/);
  assert.match(markdownOf(item), /\n- Score: 66\.7( of 100)?\n/);
  assert.match([...htmlPieces([{ item, where: [] }])].join(''), />66\.7( of 100)?</);
});

test('nobody is notified by a name, and addresses stay', () => {
  assert.equal(quoted('Thanks @octocat, see #12, jo@x.de'), '> Thanks @&#8288;octocat, see #12, jo@x.de');
  assert.equal(inline('safe \u202egnp.exe'), 'safe \\[U+202E\\]gnp.exe');
  assert.equal(inline('@octocat and a@b.de'), '@&#8288;octocat and a@b.de');
});

/** Foreign text that would be taken for code by a reader that is less careful than the next one. */
const doubtful: readonly (readonly string[])[] = [
  ['`', '<script>`'],
  ['a `b', '`<script>` c `'],
  ['| `a | b` c `<script>` |'],
  ['\\`<script>`'],
  ['``` `', '<script>', '```'],
  ['- a', '  ```', '<script>', '```', '<script>'],
  ['- ```', '  a', '  ```', '  <script>', '  ```'],
  ['- a', '     ```', '  ```', '  <script>', '  ```'],
  ['10. a', '    ```', '   ```', 'a', '```', '<script>', '```'],
  ['  ```', 'a', '```', '<script>', '```'],
  ['\t```', '```', '<script>', '```'],
  ['```', '\t```', '<script>', '```', '<script>'],
  ['> ```', '> a', '```', 'x', '```', '<script>'],
  ['para', '    ```', '    <script>', '    ```'],
  ['1. a', '   ```', '\t<script>', '<script>', '   ```'],
];

test('no markup comes out of what only looks like code, as a library reads it', () => {
  for (const lines of doubtful) {
    for (const text of [
      lines.join('\n'),
      ['a', '', ...lines].join('\n'),
      ['| a |', '| - |', ...lines].join('\n'),
    ]) {
      const html = commonMark(quoted(text));
      assert.doesNotMatch(html, /<script/i, `${text}\n---\n${html}`);
    }
  }
});

test('no markup comes out of ten thousand texts of lines that may be code', () => {
  const random = seeded(7);
  const pick = (from: readonly string[]) => from[random() % from.length] ?? '';
  const indents = ['', '', '', ' ', '  ', '   ', '    ', '     ', '\t', ' \t'];
  const marks = ['', '', '', '', '', '- ', '1. ', '2) ', '> ', '10. ', '- > ', '> - '];
  const bodies = [
    ...[
      '```',
      '```',
      '```js',
      '~~~',
      '~~~~',
      '````',
      '````|',
      '<script>',
      '<b>',
      'a',
      '',
      '`<b>`',
      '| - |',
      '`',
    ],
    ...['| `a | b` <b> |', '``` `', '--', 'a `<b>` b', '\\`<b>`', '=='],
  ];
  for (let i = 0; i < 10_000; i++) {
    const count = 2 + (random() % 9);
    const text = Array.from({ length: count }, () => pick(indents) + pick(marks) + pick(bodies)).join('\n');
    assert.doesNotMatch(commonMark(`${quoted(text)}\n\nafter`), /<(script|b)>/i, JSON.stringify(text));
  }
});

test('a name is plain words on one line', () => {
  assert.equal(inline('a\n# b\t c'), 'a # b c');
  assert.equal(inline('# a'), '\\# a');
  assert.equal(inline('1. a'), '1\\. a');
  assert.equal(inline('**a** `b` [c](d)'), '\\*\\*a\\*\\* \\`b\\` \\[c\\](d)');
  assert.equal(inline('<b>![x](y)'), '&lt;b>&#33;\\[x\\](y)');
});

test('no text closes its fence', () => {
  assert.equal(fenced('a', ''), '```\na\n```');
  assert.equal(fenced('```\n`````', 'json'), '``````json\n```\n`````\n``````');
  assert.match(fenced('`'.repeat(3) + '\n'.repeat(3), ''), /^````\n/);
  assert.equal(fenced('` '.repeat(300_000), '').slice(0, 4), '```\n');
});

test('hostile text everywhere leaves the outline as it is', () => {
  const run = makeRun({
    ...{
      title: hostile,
      reason: hostile,
      rawState: hostile,
      summary: hostile,
      facts: given({ model: hostile }),
    },
    ids: [['Run', hostile]],
    error: { message: hostile, technicalDetails: hostile },
    criteria: [makeCriterion(hostile, { text: hostile, reason: hostile })],
    turns: [makeTurn(hostile, { role: hostile, data: { hostile } })],
  });
  const text = markdownOf(run);
  const outside = text
    .replace(/^(`{3,})[a-z]*\n[^]*?\n\1$/gm, '')
    .split('\n')
    .filter((line) => !line.startsWith('>'));
  assert.deepEqual(
    outside.filter((line) => /^\s*#/.test(line)).map((line) => line.replace(/ .*/, '')),
    ['#', '##', '##', '##', '##', '###'],
  );
  assert.deepEqual(
    outside.filter((line) => /<[a-z/!]|!\[|^\s*(?:```|---|===)/i.test(line)),
    [],
  );
});

test('data that is too deep to print ends nothing', () => {
  let deep: never[] = [];
  for (let i = 0; i < 100_000; i++) deep = [deep as never];
  const text = markdownOf(makeRun({ turns: [makeTurn('a', { data: deep }), makeTurn('b')] }));
  assert.match(text, /nested too deeply to print here\. See the raw JSON\.\n```\n\n### Turn 2\n\n> b\n$/);
});

/** With HTML let through, so that what comes out of its place is seen. */
function commonMark(text: string): string {
  return new MarkdownIt({ html: true }).render(text);
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 8;
  };
}

test('calls, results and thoughts are told once, and only the rest as data', () => {
  const run = makeRun({
    turns: [
      makeTurn(undefined, {
        data: { role: 'assistant', toolCall: { name: 'getBooking' }, locale: 'de' },
        blocks: [
          { kind: 'reasoning', text: 'Look it up.' },
          { kind: 'toolCall', name: 'getBooking', arguments: '{"reference":"BN2H4S"}', callId: '1' },
          {
            ...{ kind: 'toolResult', callId: '1', name: undefined, content: 'gate 4' },
            ...{ isJson: false, isError: false },
          },
          { kind: 'data', data: { locale: 'de' } },
        ],
      }),
    ],
  });
  const markdown = markdownOf(run);
  assert.match(
    markdown,
    /_Thought:_\n\n> Look it up\.\n\n_Tools:_\n\n```text\ngetBooking\(reference: "BN2H4S"\)\n→ gate 4\n```\n\n```json\n\{\n {2}"locale": "de"\n\}\n```\n$/,
  );
  const html = [...htmlPieces([{ item: run, where: [] }])].join('');
  assert.equal(html.split('getBooking').length, 2);
  assert.match(html, /Look it up\.[^]*getBooking\(reference: [^]*→ gate 4[^]*locale/);
});

test('what a turn says, thinks and does stands in the order of its data, in every readable export', () => {
  const said = (text: string): Block => ({ kind: 'text', text });
  const turns = [
    makeTurn('First.\n\nThen.\n\nLast.', {
      blocks: [
        said('First.'),
        { kind: 'toolCall', name: 'find', arguments: '{"a":1}', callId: '1' },
        said('Then.'),
        { kind: 'data', data: { step: 2 } },
        { kind: 'reasoning', text: 'Hm.' },
        { kind: 'toolCall', name: 'book', arguments: undefined, callId: '2' },
        { kind: 'media', mediaKind: 'image', mediaType: 'image/png', size: undefined, altText: 'a lamp' },
        said('Last.'),
      ],
    }),
    makeTurn(undefined, {
      blocks: [
        {
          ...{ kind: 'toolResult' as const, callId: '1', name: undefined, content: 'gate 4' },
          ...{ isJson: false, isError: false },
        },
        said('So it is.'),
      ],
    }),
  ];
  const run = makeRun({ turns });
  const markdown = markdownOf(run);
  assert.equal(
    markdown.slice(markdown.indexOf('### Turn 1')),
    [
      '### Turn 1\n\n> First.\n\n_Tools:_\n\n```text\nfind(a: 1)\n→ gate 4\n```\n\n> Then.',
      '```json\n{\n  "step": 2\n}\n```\n\n_Thought:_\n\n> Hm.',
      '_Tools:_\n\n```text\nbook()\nimage/png: a lamp\n```\n\n> Last.',
      '### Turn 2\n\n_Tools:_\n\n```text\nResult of find: see turn 1\n```\n\n> So it is.\n',
    ].join('\n\n'),
  );
  const html = [...htmlPieces([{ item: run, where: [] }])].join('');
  assert.match(
    html,
    /First\.[^]*find\(a: 1\)[^]*Then\.[^]*step[^]*Hm\.[^]*book\(\)[^]*a lamp[^]*Last\.[^]*see turn 1[^]*So it is\./,
  );
  assert.equal(turnLine(run, 0), 'First.\nfind(a: 1)\n→ gate 4\nThen.\nbook()\nimage/png: a lamp\nLast.');
});
