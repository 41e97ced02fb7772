/** The page's only style. Its hash stands in the page's policy; a test compares them. */
export const pageStyle = `
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --good: #1a7f37; --bad: #c0232c; --dim: #666; }
@media (prefers-color-scheme: dark) { :root { --good: #57c26f; --bad: #ff7b72; --dim: #a0a0a0; } }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem; }
article { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: 1rem; }
h2 { margin: 0.2rem 0; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: 0.3rem 0.6rem; text-align: start; vertical-align: top; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.2rem 1rem; }
dt { color: var(--dim); }
dd { margin: 0; overflow-wrap: anywhere; }
.where { color: var(--dim); margin: 0; }
.reason { font-size: 1.1em; }
.outcome { font-size: 0.85em; border: 1px solid; border-radius: 0.3rem; padding: 0 0.4rem; color: var(--dim); }
.outcome.passed, .met > strong { color: var(--good); }
.outcome.failed, .outcome.errored, .notMet > strong { color: var(--bad); }
.words { white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; }
.turns > li { border-top: 1px solid var(--soft); padding: 0.5rem 0; }
pre { background: var(--soft); padding: 0.6rem; overflow: auto; max-height: 30rem; unicode-bidi: isolate; }
@media print { pre { max-height: none; white-space: pre-wrap; } }
`;

export const pageStyleHash = 'sha256-TPGztMBf5K9r2Yr2r7b0Kl/UYeomaLCBi/Z8qaY5gDU=';
