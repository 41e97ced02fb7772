import type { TaskScript } from '../task.ts';

export const tasks: readonly TaskScript[] = [
  {
    key: 'stripe-webhook',
    name: 'Add a Stripe webhook endpoint to an Express app',
    category: 'coding',
    minutes: 9,
    tokens: 310_000,
    runs: [8, 6, 5],
    goals: [
      {
        name: 'Endpoint answers 200 to a signed event',
        ease: 0.85,
        met: 'POST /webhooks/stripe answered 200 in 41 ms.',
        missed: [
          'POST /webhooks/stripe answered 404: the router is defined in routes/stripe.ts but never mounted.',
          "The app does not start: Cannot find module 'stripe'. The package was imported but not installed.",
        ],
      },
      {
        name: 'Rejects a wrong signature',
        ease: 0.65,
        met: 'A tampered body is answered with 400.',
        missed: [
          'A tampered body is accepted with 200: express.json() runs before the route, and the failing constructEvent is caught and ignored.',
          'The signature is compared with a constant from the docs instead of STRIPE_WEBHOOK_SECRET.',
        ],
      },
      {
        name: 'Uses the documented SDK call',
        ease: 0.8,
        met: 'stripe.webhooks.constructEvent is used with the raw body.',
        missed: ['The agent wrote its own HMAC check instead of stripe.webhooks.constructEvent.'],
      },
      {
        name: 'Existing tests still pass',
        ease: 0.9,
        met: '42 of 42 tests pass.',
        missed: ['3 of 42 tests fail: the body parser was removed for all routes.'],
      },
    ],
  },
  {
    key: 'migrate-auth',
    name: 'Migrate session cookies to short-lived tokens',
    category: 'coding',
    minutes: 17,
    tokens: 720_000,
    runs: [6, 7, 4],
    goals: [
      {
        name: 'Login returns access and refresh token',
        ease: 0.9,
        met: 'Both tokens are present; the access token expires after 15 minutes.',
        missed: ['The access token has no expiry: `expiresIn` was passed to the wrong function.'],
      },
      {
        name: 'Refresh rotates the token',
        ease: 0.5,
        met: 'An old refresh token is refused after one use.',
        missed: [
          'The old refresh token still works after rotation: nothing marks it as used.',
          'POST /auth/refresh answers 500: relation "refresh_tokens" does not exist. The migration was written but not run.',
        ],
      },
      {
        name: 'No secret in the repository',
        ease: 0.8,
        met: 'No secret was found in 214 changed lines.',
        missed: ['A private key was committed in config/dev.ts.'],
      },
      {
        name: 'Old sessions are not logged out',
        ease: 0.6,
        met: 'A session cookie from before the change is exchanged for tokens.',
        missed: ['All sessions from before the change end with 401.'],
      },
      {
        name: 'Lint and type check pass',
        ease: 0.9,
        met: 'tsc and eslint end without a finding.',
        missed: ['tsc reports 2 errors in src/auth/refresh.ts.'],
      },
    ],
  },
  {
    key: 'compare-vector',
    name: 'Compare three vector databases for 50 million rows',
    category: 'research',
    minutes: 12,
    tokens: 450_000,
    runs: [5, 4, 7],
    goals: [
      {
        name: 'Three products compared on the same criteria',
        ease: 0.9,
        met: 'Table with 3 products and 7 criteria.',
        missed: ['Only two products have figures; the third column says "similar".'],
      },
      {
        name: 'Every figure has a source',
        ease: 0.55,
        met: '19 of 19 figures link to a page that contains them.',
        missed: [
          '6 of 17 figures have no source; two linked pages do not mention the figure.',
          'The cited benchmark page answers 404.',
        ],
      },
      {
        name: 'Prices are current',
        ease: 0.7,
        met: 'Prices agree with the price pages of this month.',
        missed: ['The price of the managed tier is two years old.'],
      },
      {
        name: 'Recommendation follows from the table',
        ease: 0.85,
        met: 'The recommended product leads in the two criteria that the task weighs most.',
        missed: ['The report recommends a product that its own table ranks last for cost.'],
      },
    ],
  },
  {
    key: 'write-quickstart',
    name: 'Write a quickstart for the Python SDK (Größe: eine Seite)',
    category: 'documentation',
    minutes: 6,
    tokens: 190_000,
    runs: [4, 8, 3],
    goals: [
      {
        name: 'The example runs as written',
        ease: 0.7,
        met: 'The code block ran in a clean sandbox and printed "ok".',
        missed: [
          "ImportError: cannot import name 'AsyncClient' from 'acme'. The class is called AsyncAcme.",
          'The example needs ACME_TOKEN, which the text never mentions.',
        ],
      },
      {
        name: 'Fits on one page',
        ease: 0.85,
        met: '612 words.',
        missed: ['1,870 words; the task asks for at most 700.'],
      },
      {
        name: 'Links to the reference',
        ease: 0.9,
        met: 'Three links, all answer 200.',
        missed: ['Two of five links lead to pages that do not exist.'],
      },
    ],
  },
  {
    key: 'churn-analysis',
    name: 'Find out why churn rose in Q3 from the event log',
    category: 'analysis',
    minutes: 14,
    tokens: 560_000,
    runs: [3, 5, 6],
    goals: [
      {
        name: 'Finds the pricing change as the cause',
        ease: 0.6,
        met: 'The report names the change of 4 July and shows the cohort that it hit.',
        missed: [
          'The report blames seasonality; the event plan_price_changed is never looked at.',
          'The report lists five possible causes and commits to none.',
        ],
      },
      {
        name: 'Numbers can be reproduced',
        ease: 0.75,
        met: 'Running analysis.sql gives 7.4 %, as the report says.',
        missed: [
          'The report says 9.1 %, its own query gives 7.4 %: cancelled trials were counted as customers.',
        ],
      },
      {
        name: 'Chart has axes and units',
        ease: 0.85,
        met: 'Both axes are labelled.',
        missed: ['The y axis starts at 6 % without saying so.'],
      },
    ],
  },
  {
    key: 'flaky-test',
    name: 'Make the flaky checkout test stable 🧪',
    category: 'coding',
    minutes: 8,
    tokens: 260_000,
    runs: [7, 3, 5],
    goals: [
      {
        name: 'Passes 50 times in a row',
        ease: 0.65,
        met: '50 of 50 runs passed.',
        missed: [
          '44 of 50 runs passed: the race between the cart and the price service is still there.',
          'All 50 runs passed because the test is now skipped.',
        ],
      },
      {
        name: 'No sleep was added',
        ease: 0.7,
        met: 'The test waits for the event cart.priced.',
        missed: ['The agent added `await sleep(3000)` before the assertion.'],
      },
      {
        name: 'Production code unchanged or better',
        ease: 0.9,
        met: 'Only the test and its helper changed.',
        missed: ['A retry around the payment call was added to production code to please the test.'],
      },
    ],
  },
];
