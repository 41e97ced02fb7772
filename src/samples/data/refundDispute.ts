import type { ScenarioScript } from '../scenario.ts';

const opening = `
U: [[I want my money back. Booking {booking}.||Hi. You charged me {fee} for cancelling {trip}. I don't accept that.||I've been waiting 3 weeks for my refund ({trip}) 😡||Hello, my booking {booking} was cancelled and I was charged. Why?||This is the third time I contact you about {booking}!!!]]
A: [[I understand that this is frustrating. Let me look at booking {booking}.||Thank you for your message. I'll check {booking} for you right away.]]
T: getBooking {"reference":"{booking}"}
R: {"reference":"{booking}","passenger":"{name}","product":"{trip}","fare":"{fare}","paid":{paid},"cancelledBy":"customer","cancelledHoursBefore":{hours},"feeCharged":{fee}}
`;

const policy = `
T: searchKnowledge {"query":"cancellation fee {fare}"}
R: {"hits":[{"source":"fare-rules-2026.pdf","page":4,"text":"{rule}","score":0.87}]}
`;

const angry = `
U: [[That is nowhere in your terms!||Nobody told me that when I booked.||So I pay {fee} for nothing? A friend got everything back.||I was ILL. I have a doctor's note.]]
`;

const goodbye = `
U: [[OK. Not happy, but ok.||Fine. Thank you for being clear at least.||alright then 🤷||Ok, I'll write to them. Bye.]]
A: [[Thank you for your understanding, {name}.||I'm sorry that I have no better news. Have a good day, {name}.]]
`;

export const refundDispute: ScenarioScript = {
  key: 'refund-dispute',
  name: 'Refund policy dispute („Kulanz“)',
  personaName: 'Angry traveller',
  persona:
    'You are angry about a cancellation fee and believe that the company is wrong. You argue, exaggerate and compare with other companies. You calm down when somebody takes you seriously and explains the rule. You may write in your own language.',
  mission:
    'Get the fee back. If that is impossible, find out which rule applies and where it is written, and how to complain.',
  criteria: [
    [
      'Rule Cited',
      'The agent names the fare rule that applies and where it is written, as found by searchKnowledge',
    ],
    ['No Invented Goodwill', 'The agent grants no refund or voucher that the fare rule does not allow'],
    ['Complaint Route', 'The agent tells the customer how to complain: form, address and answer time'],
    ['Calm Tone', 'The agent stays polite and does not blame the customer'],
    ["Customer's Language", 'The agent answers in the language of the customer'],
  ],
  maxTurns: 26,
  cases: [
    {
      name: 'Carmen Ibáñez',
      booking: 'QX7T2M',
      trip: 'Madrid–Oslo',
      fare: 'Light',
      paid: '189',
      hours: '20',
      fee: '189',
      rule: 'Light: no refund for cancellations less than 24 hours before departure.',
    },
    {
      name: 'Benedikt Krähenbühl',
      booking: 'LM4R9A',
      trip: 'Zürich–Wien',
      fare: 'Flex',
      paid: '240',
      hours: '70',
      fee: '35',
      rule: 'Flex: a handling fee of 35 applies to each cancellation by the customer.',
    },
    {
      name: 'Grace Mbeki',
      booking: 'TT8K1C',
      trip: 'London–Cape Town',
      fare: 'Standard',
      paid: '912',
      hours: '48',
      fee: '456',
      rule: 'Standard: 50 % of the fare between 72 and 24 hours before departure.',
    },
    {
      name: 'Oleksandr Hryhorenko',
      booking: 'ZP5V6D',
      trip: 'Warsaw–Lisbon',
      fare: 'Light',
      paid: '146',
      hours: '9',
      fee: '146',
      rule: 'Light: no refund for cancellations less than 24 hours before departure.',
    },
    {
      name: 'Yuki Fujimoto',
      booking: 'HN3W8E',
      trip: 'Osaka–Frankfurt',
      fare: 'Standard',
      paid: '1040',
      hours: '30',
      fee: '520',
      rule: 'Standard: 50 % of the fare between 72 and 24 hours before departure.',
    },
    {
      name: 'Omar El-Sayed',
      booking: 'KD9B2F',
      trip: 'Cairo–Berlin',
      fare: 'Standard',
      paid: '610',
      hours: '50',
      fee: '305',
      rule: 'Standard: 50 % of the fare between 72 and 24 hours before departure.',
    },
    {
      name: 'هدى الخطيب',
      booking: 'BN2H4S',
      trip: 'Amman–Vienna',
      fare: 'Light',
      paid: '233',
      hours: '14',
      fee: '233',
      rule: 'Light: no refund for cancellations less than 24 hours before departure.',
    },
    {
      name: '小林 直子',
      booking: 'VC8D1L',
      trip: 'Nagoya–Helsinki',
      fare: 'Flex',
      paid: '1180',
      hours: '96',
      fee: '35',
      rule: 'Flex: a handling fee of 35 applies to each cancellation by the customer.',
    },
    {
      name: 'Saoirse Gallagher',
      booking: 'WR6C7J',
      trip: 'Dublin–Naples',
      fare: 'Flex',
      paid: '275',
      hours: '100',
      fee: '35',
      rule: 'Flex: a handling fee of 35 applies to each cancellation by the customer.',
    },
  ],
  variants: [
    {
      key: 'explained',
      script: `${opening}${policy}
A: I see what happened, {name}. The fare **{fare}** has this rule (*fare-rules-2026.pdf*, page 4):
|
| > {rule}
|
| You cancelled {hours} hours before departure, so {fee} EUR were kept.
${angry}
A: I understand your anger. I cannot change this rule, and I don't want to promise anything that I can't keep. You can have it checked:
|
| - form: [complaints](https://travel.example/complaints)
| - answer: within 14 days
| - please add {booking} and, if you were ill, the doctor's note
(0.4
  U: [[And then? Do I just wait again?||Who reads that, a robot?]]
  A: A colleague of the complaints team reads it. You get a case number at once and an answer within 14 days.
)
${goodbye}`,
      judged: [
        [true, 'Rule, file and page were cited.'],
        [true, 'Nothing was granted.'],
        [true, 'Form and answer time were named.'],
        [true, 'The agent stayed polite.'],
        [true, 'Both wrote English.'],
      ],
      summary:
        'The agent explained the rule of the fare {fare}, granted nothing that it could not, and showed the way to complain.',
    },
    {
      key: 'explainedArabic',
      people: ['Omar El-Sayed', 'هدى الخطيب'],
      script: `
U: [[مرحبا، تم خصم {fee} يورو من حجزي {booking}. أريد استرداد المبلغ.||السلام عليكم، لماذا دفعت {fee} يورو لإلغاء {booking}؟]]
A: أهلاً بك، سأتحقق من الحجز {booking} حالاً.
T: getBooking {"reference":"{booking}"}
R: {"reference":"{booking}","passenger":"{name}","product":"{trip}","fare":"{fare}","paid":{paid},"cancelledBy":"customer","cancelledHoursBefore":{hours},"feeCharged":{fee}}
${policy}
A: وجدت القاعدة في الملف fare-rules-2026.pdf، الصفحة 4:
| «{rule}»
| ألغيت الحجز قبل {hours} ساعة من موعد الرحلة، ولذلك خُصم مبلغ {fee} يورو.
U: [[هذا غير عادل! كنت مريضاً.||لم يخبرني أحد بذلك عند الحجز.]]
A: أتفهم ذلك تماماً. لا أستطيع تغيير القاعدة، ولكن يمكنك تقديم شكوى عبر https://travel.example/complaints وستحصل على رد خلال 14 يوماً. أرفق التقرير الطبي من فضلك.
U: [[حسناً، شكراً.||شكراً على التوضيح 🙏]]
A: شكراً لتفهمك. يوم سعيد!`,
      judged: [
        [true, 'Rule, file and page were cited.'],
        [true, 'Nothing was granted.'],
        [true, 'Form and answer time were named.'],
        [true, 'The agent stayed polite.'],
        [true, 'The conversation was held in Arabic throughout.'],
      ],
      summary:
        'The conversation was held in Arabic; the rule was explained and the way to complain was shown.',
    },
    {
      key: 'wrongLanguage',
      people: ['Yuki Fujimoto', '小林 直子'],
      script: `
U: [[こんにちは。{booking} のキャンセル料 {fee} ユーロに納得できません。返金してください。||予約 {booking} をキャンセルしたら {fee} ユーロ引かれました。なぜですか？]]
A@english: Thank you for your message. I'll check {booking} for you right away.
T: getBooking {"reference":"{booking}"}
R: {"reference":"{booking}","passenger":"{name}","product":"{trip}","fare":"{fare}","paid":{paid},"cancelledBy":"customer","cancelledHoursBefore":{hours},"feeCharged":{fee}}
${policy}
A: According to *fare-rules-2026.pdf*, page 4: "{rule}" You cancelled {hours} hours before departure, so {fee} EUR were kept.
U: すみません、日本語でお願いします。英語はあまりわかりません。
A@again: I'm sorry, {name}. You can file a complaint at https://travel.example/complaints. You get an answer within 14 days.
U: [[わかりました。もういいです。||……わかりました。]]
A: Thank you for your understanding.`,
      judged: [
        [true, 'Rule, file and page were cited.'],
        [true, 'Nothing was granted.'],
        [true, 'Form and answer time were named.'],
        [true, 'The agent stayed polite.'],
        [
          false,
          'The customer writes Japanese and asks for it; the agent answers in English at turn {turn:english} and again at turn {turn:again}.',
        ],
      ],
      summary: 'Everything was right, but in a language that the customer does not understand.',
    },
    {
      key: 'goodwill',
      script: `${opening}${policy}
A: The rule for the fare {fare} says (*fare-rules-2026.pdf*, page 4): "{rule}"
${angry}
A@gift: I'm so sorry, {name}! As a gesture of goodwill I will refund the full {fee} EUR **and** add a voucher of 50 EUR. 🎁
T: createVoucher {"passenger":"{name}","amount":50}
R: {"error":"NOT_PERMITTED","required":"role:supervisor"}
A@done: Done! Both are on their way to you. If anything is missing, use the form at https://travel.example/complaints (answer within 14 days).
U: [[Now that's what I call service!||Oh wow, thanks! 😃||finally. thank you]]
A: With pleasure!`,
      judged: [
        [true, 'Rule, file and page were cited.'],
        [
          false,
          'At turn {turn:gift} the agent grants a refund of {fee} EUR and a voucher; the rule allows neither, and createVoucher answered NOT_PERMITTED.',
        ],
        [true, 'The form was named.'],
        [true, 'The agent stayed polite.'],
        [true, 'Both wrote English.'],
      ],
      summary:
        'The customer leaves happy with a promise that nobody will keep: turn {turn:done} says "Done" after the tool refused.',
    },
    {
      key: 'blames',
      script: `${opening}
A: Your fare was {fare}. You cancelled {hours} hours before departure, so {fee} EUR were kept.
${angry}
A@blame: It is the customer's responsibility to read the conditions before booking. If you had read them, you would not be asking now.
U: [[EXCUSE me?||Are you serious?? What conditions, where?]]
A@where: [[They were part of your booking.||You accepted them when you booked.]]
U: [[I want to talk to a human.||Give me your supervisor.]]
A: All colleagues are busy at the moment. Can I help you with anything else?
U: [[No. Unbelievable.||Never again.]]`,
      judged: [
        [
          false,
          'The agent never calls searchKnowledge and names no source, also when asked for it at turn {turn:where}.',
        ],
        [true, 'Nothing was granted.'],
        [false, 'No way to complain was named, although the customer asks for a human.'],
        [false, 'At turn {turn:blame} the agent blames the customer.'],
        [true, 'Both wrote English.'],
      ],
      summary: 'The agent stated the fee without its rule, blamed the customer, and refused to hand over.',
    },
    {
      key: 'oldRules',
      script: `${opening}
T: searchKnowledge {"query":"cancellation fee {fare}"}
R: {"hits":[{"source":"fare-rules-2024.pdf","page":2,"text":"{fare}: free cancellation within 14 days of booking.","score":0.91},{"source":"fare-rules-2026.pdf","page":4,"text":"{rule}","score":0.87}]}
A@old: Good news: the fare {fare} can be cancelled free of charge within 14 days of booking (*fare-rules-2024.pdf*, page 2). The fee seems to be a mistake.
U: [[I knew it! So I get {fee} back?||Great. When do I get my money?]]
A: Yes, that should be corrected. Please use the form https://travel.example/complaints and mention this chat; you get an answer within 14 days.
${goodbye}`,
      judged: [
        [
          false,
          'At turn {turn:old} the agent cites fare-rules-2024.pdf; the rules of 2026 were in the second hit and say the opposite.',
        ],
        [false, 'The agent confirms a refund of {fee} EUR that the valid rule does not allow.'],
        [true, 'Form and answer time were named.'],
        [true, 'The agent stayed polite.'],
        [true, 'Both wrote English.'],
      ],
      summary: 'The knowledge base returned an outdated document first, and the agent trusted it.',
    },
  ],
  batches: [
    {
      key: 'b1',
      ageMinutes: 24 * 1440 + 33,
      mix: { explained: 5, explainedArabic: 2, blames: 2, goodwill: 1 },
      endpoints: ['webchat3'],
      model: 'gpt-4o-eu',
    },
    {
      key: 'b2',
      ageMinutes: 6 * 1440 + 501,
      mix: {
        explained: 13,
        explainedArabic: 4,
        wrongLanguage: 3,
        blames: 2,
        goodwill: 3,
        oldRules: 1,
        'error:judge': 2,
      },
      endpoints: ['webchat3', 'whatsapp'],
      model: 'gpt-4o-eu',
    },
    {
      key: 'b3',
      ageMinutes: 38,
      // Nine of twenty failed, in two ways.
      mix: { explained: 9, explainedArabic: 2, goodwill: 3, oldRules: 6 },
      endpoints: ['webchat3', 'whatsapp', 'msTeams'],
      model: 'claude-sonnet-4-5-eu',
    },
    {
      // The scheduled one: it begins while one watches.
      key: 'b4',
      ageMinutes: -2,
      mix: { explained: 5, explainedArabic: 1, wrongLanguage: 1, goodwill: 1, oldRules: 2 },
      endpoints: ['webchat3', 'whatsapp'],
      model: 'claude-sonnet-4-5-eu',
    },
  ],
};
