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
        ease: 0.6,
        met: 'A tampered body is answered with 400.',
        missed: [
          'A tampered body is accepted with 200: express.json() runs before the route, so constructEvent was wrapped in a try/catch that swallows the error.',
          'The signature is compared with == to a constant from the docs instead of STRIPE_WEBHOOK_SECRET.',
        ],
      },
      {
        name: 'Uses the documented SDK call',
        ease: 0.75,
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
];
