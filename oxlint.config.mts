/** What eslint with typescript-eslint's `strictTypeChecked` asks, asked by a linter that takes a tenth of the time. */
import { defineConfig } from 'oxlint';

const ofLanguage = [
  'no-array-constructor',
  'no-unused-expressions',
  'no-unused-vars',
  'no-useless-constructor',
  'no-var',
  'prefer-const',
  'prefer-rest-params',
  'prefer-spread',
];

const ofSyntax = [
  'consistent-type-imports',
  'no-duplicate-enum-values',
  'no-dynamic-delete',
  'no-empty-object-type',
  'no-explicit-any',
  'no-extra-non-null-assertion',
  'no-extraneous-class',
  'no-invalid-void-type',
  'no-misused-new',
  'no-namespace',
  'no-non-null-asserted-nullish-coalescing',
  'no-non-null-asserted-optional-chain',
  'no-non-null-assertion',
  'no-require-imports',
  'no-this-alias',
  'no-unnecessary-type-constraint',
  'no-unsafe-declaration-merging',
  'no-unsafe-function-type',
  'no-wrapper-object-types',
  'prefer-as-const',
  'prefer-literal-enum-member',
  'prefer-namespace-keyword',
  'triple-slash-reference',
  'unified-signatures',
];

/** Those that ask the compiler what something is. */
const ofTypes = [
  'await-thenable',
  'no-array-delete',
  'no-base-to-string',
  'no-deprecated',
  'no-duplicate-type-constituents',
  'no-floating-promises',
  'no-for-in-array',
  'no-generated-empty-object-type',
  'no-implied-eval',
  'no-meaningless-void-operator',
  'no-misused-promises',
  'no-misused-spread',
  'no-mixed-enums',
  'no-redundant-type-constituents',
  'no-unnecessary-boolean-literal-compare',
  'no-unnecessary-condition',
  'no-unnecessary-template-expression',
  'no-unnecessary-type-arguments',
  'no-unnecessary-type-assertion',
  'no-unnecessary-type-conversion',
  'no-unnecessary-type-parameters',
  'no-unsafe-argument',
  'no-unsafe-assignment',
  'no-unsafe-call',
  'no-unsafe-enum-comparison',
  'no-unsafe-member-access',
  'no-unsafe-return',
  'no-unsafe-unary-minus',
  'no-useless-default-assignment',
  'only-throw-error',
  'prefer-promise-reject-errors',
  'prefer-reduce-type-parameter',
  'prefer-return-this-type',
  'related-getter-setter-pairs',
  'require-await',
  'switch-exhaustiveness-check',
  'unbound-method',
  'use-unknown-in-catch-callback-variable',
];

const ofTypesWithOptions = {
  'typescript/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  'typescript/restrict-plus-operands': [
    'error',
    {
      allowAny: false,
      allowBoolean: false,
      allowNullish: false,
      allowNumberAndString: false,
      allowRegExp: false,
    },
  ],
  'typescript/restrict-template-expressions': ['error', { allowNumber: true }],
  'typescript/return-await': ['error', 'error-handling-correctness-only'],
} as const;

export default defineConfig({
  plugins: ['typescript'],
  categories: { correctness: 'off' },
  options: { typeAware: true, denyWarnings: true },
  ignorePatterns: ['dist/', 'out/', '.vscode-test/', 'node_modules/'],
  rules: {
    ...allOf(ofLanguage),
    ...allOf(ofSyntax.map(ofTypeScript)),
    'typescript/ban-ts-comment': ['error', { minimumDescriptionLength: 10 }],
    // `import { z } from 'zod'` costs 454 KB (colinhacks/zod#6597); zod/mini costs 15.
    'no-restricted-imports': [
      'error',
      { paths: [{ name: 'zod', message: "Use `import * as z from 'zod/mini'`." }] },
    ],
  },
  overrides: [
    {
      files: ['**/*.ts', '**/*.tsx'],
      rules: { ...allOf(ofTypes.map(ofTypeScript)), ...ofTypesWithOptions },
    },
    {
      files: ['src/mcp/server.ts'],
      rules: {
        // The SDK would rather have servers use its helper, which costs 100 KB and takes no JSON Schema by hand.
        'typescript/no-deprecated': [
          'error',
          { allow: [{ from: 'package', name: 'Server', package: '@modelcontextprotocol/sdk' }] },
        ],
      },
    },
    {
      files: ['test/**/*.ts'],
      rules: {
        // node:test's describe/it return promises that the runner itself awaits.
        'typescript/no-floating-promises': [
          'error',
          {
            allowForKnownSafeCalls: [
              { from: 'package', name: ['it', 'test', 'describe', 'suite'], package: 'node:test' },
            ],
          },
        ],
        'typescript/no-non-null-assertion': 'off',
      },
    },
  ],
});

function ofTypeScript(rule: string): string {
  return `typescript/${rule}`;
}

function allOf(rules: readonly string[]): Record<string, 'error'> {
  return Object.fromEntries(rules.map((rule) => [rule, 'error']));
}
