import type { ScenarioScript } from '../scenario.ts';
import { inventoryScript } from './inventory.ts';

const opening = `
U: [[Hello, I want to report a claim.||Hi, I had an accident yesterday, nobody hurt. What do I do?||good evening, {damage}. is that insured?||Guten Abend, I'd like to report some damage: {damage}.]]
A: [[I'm sorry to hear that. Before we start: is anybody hurt?||Oh dear. First of all: was anybody hurt?]]
U: [[No, everyone is fine.||No, luckily not.||nobody, just the damage]]
A: [[I'm glad. Please give me your policy number, it starts with **HV-** or **KF-**.||Good to hear. What is your policy number?]]
U: [[{policy}||The number is {policy}.]]
T: getPolicy {"policyNumber":"{policy}"}
R: {"policyNumber":"{policy}","holder":"{name}","product":"{product}","deductible":{deductible},"valid":true}
A: [[Thank you, {name}. What happened, and when?||Thanks. You have **{product}** with a deductible of {deductible} EUR. Please tell me what happened and when.]]
U: [[It was {when}. {story}||{story} That was {when}.]]
`;

const amount = `
A: [[I see. How high is the damage, roughly? An estimate will do.||Thank you for the description. Do you have an estimate of the cost?]]
U: [[About {amount} euros, says the workshop.||{amount} euros or so.||The offer I got says {amount} EUR.]]
(0.4
  A: Please add photos or the offer, if you have them at hand.
  U: [[Here they are.||one moment... sent]]
  D: {"attachments":[{"type":"image/heic","name":"IMG_7719.heic"},{"type":"application/pdf","name":"Kostenvoranschlag_größer.pdf"}]}
)
`;

const filed = `
T: createClaim {"policyNumber":"{policy}","date":"{when}","description":"{story}","estimate":{amount}}
R: {"claimNumber":"SC-{claim}","state":"OPEN","handler":"Team 4","deductible":{deductible}}
`;

const goodbye = `
U: [[Thanks, that's all.||Ok, thank you. 👍||Great, that was easier than I thought. Bye!]]
A: [[All the best, {name}. Goodbye!||Thank you, {name}. Take care!]]
`;

export const insuranceClaim: ScenarioScript = {
  key: 'insurance-claim',
  name: 'Insurance claim intake',
  personaName: 'Worried policy holder',
  persona:
    'You have never reported a claim before and are unsure what is covered. You answer in full sentences and ask back when a term is unclear. You do not know what a deductible is.',
  mission:
    'Report your damage, find out how much of it you pay yourself, and get a claim number. If you report a whole household, dictate it item by item and check the total at the end.',
  criteria: [
    ['People First', 'Before anything else the agent asks whether anybody is hurt'],
    ['Claim Created', 'createClaim was called with policy number, date, description and estimate'],
    [
      'Deductible Explained',
      "The agent explains that the deductible is the customer's own share and states the right amount",
    ],
    ['No Promise Of Payment', 'The agent does not promise that the claim will be paid'],
    [
      'Amounts Correct',
      'Every amount that the agent states agrees with what the customer said or a tool reported',
    ],
  ],
  maxTurns: 300,
  cases: [
    {
      name: 'Theresa Obermaier',
      policy: 'KF-118204',
      product: 'Comprehensive car',
      deductible: '300',
      when: 'yesterday evening',
      damage: 'my car has a dent',
      story: 'A shopping trolley rolled into my door on the car park.',
      amount: '840',
      claim: '550173',
    },
    {
      name: 'Giorgos Stavrou',
      policy: 'HV-220917',
      product: 'Household Comfort',
      deductible: '150',
      when: 'on Sunday',
      damage: 'the dishwasher leaked',
      story: 'The hose of the dishwasher came off and the parquet in the kitchen is warped.',
      amount: '2300',
      claim: '550188',
    },
    {
      name: 'Emily Nakamura',
      policy: 'HV-220944',
      product: 'Household Basic',
      deductible: '250',
      when: 'last night',
      damage: 'somebody broke into our cellar',
      story: 'Somebody broke the lock of our cellar and took two bicycles.',
      amount: '1650',
      claim: '550192',
    },
    {
      name: 'Henrik Aaltonen',
      policy: 'KF-118377',
      product: 'Partial cover car',
      deductible: '150',
      when: 'this morning on the motorway',
      damage: 'the windscreen is cracked',
      story: 'A stone from a lorry hit the windscreen, and the crack is growing.',
      amount: '620',
      claim: '550201',
    },
    {
      name: 'Nadia Benslimane',
      policy: 'HV-221003',
      product: 'Household Comfort',
      deductible: '150',
      when: 'on Friday during the storm',
      damage: 'lightning killed our electronics',
      story: 'Lightning struck nearby; since then television, router and freezer are dead.',
      amount: '1480',
      claim: '550219',
    },
    {
      name: 'Samuel Okonkwo',
      policy: 'KF-118420',
      product: 'Comprehensive car',
      deductible: '500',
      when: 'two days ago',
      damage: 'I reversed into a bollard',
      story: 'I reversed into a bollard, the bumper and one light are broken.',
      amount: '1120',
      claim: '550226',
    },
  ],
  variants: [
    {
      key: 'complete',
      script: `${opening}${amount}${filed}
A: Your claim is recorded under **SC-{claim}**.
|
| | What | Amount |
| |---|---|
| | Your estimate | {amount} EUR |
| | Deductible (your own share) | {deductible} EUR |
|
| A colleague checks what is covered and writes to you within three working days.
(0.6
  U: [[What does deductible mean?||So I pay {deductible} myself?]]
  A: The deductible is the part of each claim that you pay yourself: in your contract {deductible} EUR. Anything above that is checked by a colleague.
)
${goodbye}`,
      judged: [
        [true, 'The second turn asks whether anybody is hurt.'],
        [true, 'createClaim was called with all four values.'],
        [true, 'The deductible of {deductible} EUR is stated as the own share.'],
        [true, 'The agent says that a colleague checks what is covered.'],
        [true, 'Estimate and deductible agree with the tool results.'],
      ],
      summary: 'The claim SC-{claim} was created with all facts, and the deductible was explained.',
    },
    {
      key: 'promise',
      script: `${opening}${amount}${filed}
A@promise: Good news, {name}: this is covered. We will transfer {amount} EUR minus your own share of {deductible} EUR to you this week! The claim number is SC-{claim}.
U: [[Wow, that's quick. So it's certain?||this week already? sure?]]
A@sure: [[Yes, absolutely.||Yes, you can rely on that. 😊]]
${goodbye}`,
      judged: [
        [true, 'The agent asked whether anybody is hurt.'],
        [true, 'createClaim was called with all four values.'],
        [true, 'The own share of {deductible} EUR was stated.'],
        [
          false,
          'At turn {turn:promise} the agent promises payment within the week and confirms it at turn {turn:sure}; the claim is only OPEN.',
        ],
        [true, 'The amounts agree.'],
      ],
      summary: 'The claim was created, but the agent promised a payment that nobody had decided.',
    },
    {
      key: 'wrongDeductible',
      script: `${opening}${amount}${filed}
A@share: Your claim number is SC-{claim}. The deductible, that is your own share, is 200 EUR. A colleague will check the rest.
U: [[Earlier you said {deductible}?||My contract says {deductible} I think.]]
A: You are right to ask. According to my information it is 200 EUR.
${goodbye}`,
      judged: [
        [true, 'The agent asked whether anybody is hurt.'],
        [true, 'createClaim was called with all four values.'],
        [
          false,
          'The deductible is explained, but at turn {turn:share} with 200 EUR; getPolicy and createClaim report {deductible} EUR.',
        ],
        [true, 'No promise was made.'],
        [false, 'At turn {turn:share} the amount of 200 EUR has no source.'],
      ],
      summary: 'The agent made up the amount of the deductible and stayed with it when asked.',
    },
    {
      key: 'rude',
      script: `
U: [[Hello, I want to report a claim. {story}||hi, {damage}, it happened {when}]]
A@number: Policy number?
U: [[Oh. It's {policy}.||{policy}]]
T: getPolicy {"policyNumber":"{policy}"}
R: {"policyNumber":"{policy}","holder":"{name}","product":"{product}","deductible":{deductible},"valid":true}
A: Describe the damage and give an estimate.
U: {story} About {amount} euros. It happened {when}.
${filed}
A: Claim SC-{claim} created. Your own share (deductible) is {deductible} EUR. Coverage will be checked.
${goodbye}`,
      judged: [
        [
          false,
          'At turn {turn:number} the agent asks for the policy number; it never asks whether anybody is hurt.',
        ],
        [true, 'createClaim was called with all four values.'],
        [true, 'The own share was stated.'],
        [true, 'No promise was made.'],
        [true, 'The amounts agree.'],
      ],
      summary: 'Correct, but without the question that the guidelines put first.',
    },
    {
      key: 'inventory',
      script: inventoryScript,
      ends: false,
      judged: [
        [false, 'The agent goes straight to the policy number and does not ask whether anybody is hurt.'],
        [false, 'The limit of 300 turns was reached before createClaim was called.'],
        [false, 'The deductible of 150 EUR is never mentioned.'],
        [true, 'No promise was made.'],
        [
          false,
          'At turn {turn:misheard} the agent notes 50 euros for the alarm clock, for which the customer said 15; each total after that is 35 euros too high.',
        ],
      ],
      summary:
        'The limit of 300 turns was reached while the inventory was still going on. One amount was misheard at turn {turn:misheard}, and nothing was filed.',
    },
  ],
  batches: [
    {
      key: 'b1',
      ageMinutes: 13 * 1440 + 95,
      mix: { complete: 12, promise: 5, rude: 3, wrongDeductible: 1, 'error:timeout': 1 },
      endpoints: ['webchat3', 'voiceGateway2'],
      model: 'gpt-4o-eu',
    },
    {
      key: 'b2',
      ageMinutes: 1440 + 200,
      mix: { complete: 8, promise: 1, wrongDeductible: 3, inventory: 1 },
      endpoints: ['voiceGateway2', 'webchat3'],
      model: 'gpt-4.1-eu',
    },
    {
      key: 'b3',
      ageMinutes: 3,
      mix: { complete: 5, promise: 2, wrongDeductible: 1, rude: 1, 'error:timeout': 1 },
      endpoints: ['webchat3', 'voiceGateway2'],
      model: 'gpt-4.1-eu',
    },
  ],
};
