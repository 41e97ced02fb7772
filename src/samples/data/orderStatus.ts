import type { ScenarioScript } from '../scenario.ts';

const opening = `
U: [[Hi, I ordered {item} last week and the box arrived crushed.||hello? my parcel came today and it's broken||Good evening. Order {order}, {item}: the carton was open and the content is damaged.||Hey 👋 so {item} finally came and... it's in pieces 😕||I need help with a delivery. The {carrier} driver left a box that looks like someone sat on it.]]
A: [[I'm sorry to hear that! Could you give me your order number, please?||Oh no, that should not happen. What is the order number? You find it in the confirmation e-mail.||I'm sorry about that. Let me look into it. May I have the order number?]]
D: {"_cognigy":{"_webchat3":{"message":{"text":"Order number","quick_replies":[{"content_type":"text","title":"I have it here","payload":"order_known"},{"content_type":"text","title":"Where do I find it?","payload":"order_help"}]}}}}
(0.45
  U: [[Where do I find that?||umm where is that||I deleted the mail I think. Is it on the box too?]]
  A: It is in the subject of the confirmation e-mail, and on the delivery note in the box. It starts with **B-** and has six digits.
)
U: [[It's {order}||{order}||Order number {order}, name is {name}.||that would be {order} I think]]
T: getOrder {"orderNumber":"{order}"}
R: {"orderNumber":"{order}","customer":"{name}","items":[{"title":"{item}","price":{"amount":"{price}","currency":"EUR"}}],"shipment":{"carrier":"{carrier}","status":"DELIVERED","city":"{city}"}}
`;

const photo = `
A: [[Thank you, {name}. I found the order: {item}, delivered by {carrier} to {city}. Could you describe the damage, or send a photo?||Got it, {name}: **{item}** ({price} EUR), delivered to {city}. What exactly is damaged?]]
U: [[{damage}||Well, {damage}||{damage}. I can send a photo if you want.]]
(0.5
  A: A photo helps us with the carrier. You can send it here with the paper clip.
  U: [[done||There you go.||sent, hope it works]]
  D: {"attachments":[{"type":"image/jpeg","name":"IMG_2041.jpg","sizeInBytes":2418311}]}
  A: [[Thank you, that is clearly visible.||Thanks, I can see it well. That must be annoying.]]
)
`;

const offer = `
T: createDamageReport {"orderNumber":"{order}","description":"{damage}"}
R: {"reportId":"DR-{report}","status":"OPEN","replacementInStock":true,"refundable":true}
A: I filed the damage report **DR-{report}**. You can choose:
|
| 1. **Replacement**: we send {item} again, with you in 2 to 3 working days, free of charge.
| 2. **Refund**: {price} EUR back to your payment method in 3 to 5 working days.
|
| What would you like?
D: {"_cognigy":{"_webchat3":{"message":{"attachment":{"type":"template","payload":{"template_type":"button","text":"Replacement or refund?","buttons":[{"type":"postback","title":"Replacement","payload":"replace"},{"type":"postback","title":"Refund","payload":"refund"}]}}}}}}
U: [[The replacement please.||Just send me a new one.||replacement is fine. do I have to send the broken one back?]]
`;

const close = `
A: [[Done: the replacement is on its way, and you get the tracking link by e-mail. You may keep or dispose of the damaged one. Can I do anything else for you?||All set. A new parcel leaves our warehouse today; no need to send anything back. Is there anything else?]]
(0.4
  U: [[Will I have to sign for it?||can they leave it with the neighbour]]
  A: [[No signature needed. If you are out, the driver may leave it with a neighbour and puts a card in your letter box.||Yes, a neighbour is fine, you will get a note.]]
)
U: [[No, that's all. Thank you!||nope thx||That was quick, thanks. Bye.||Perfect, danke schön! 🙏]]
A: [[You're welcome, {name}. Have a nice day!||Gladly. Goodbye!]]
`;

export const orderStatus: ScenarioScript = {
  key: 'order-status',
  name: 'Order status: parcel arrived broken',
  personaName: 'Impatient online shopper',
  persona:
    'You are 34, you order online twice a week and have little time. You write short messages, sometimes without capitals. You give information only when asked for it. You are annoyed but polite, and you prefer a replacement to a refund.',
  mission:
    'Your parcel arrived damaged. Find out what the shop will do about it and get a replacement. Do not give your order number before the agent asks for it. End the conversation when the replacement is confirmed.',
  criteria: [
    ['Order Located', "The agent successfully locates and identifies the customer's order"],
    ['Damage Reported', 'The agent files a damage report with the description that the customer gave'],
    ['Choice Offered', 'The agent offers both a replacement and a refund before it acts'],
    ['Facts Correct', 'Every amount, date and name that the agent states agrees with the tool results'],
  ],
  maxTurns: 30,
  cases: [
    {
      name: 'Mara Lindqvist',
      order: 'B-204518',
      item: 'a ceramic teapot',
      price: '39.90',
      carrier: 'DHL',
      city: 'Bremen',
      damage: 'the spout is broken off and the lid has a crack',
      report: '88213',
    },
    {
      name: 'Tobias Grün',
      order: 'B-204533',
      item: 'a desk lamp',
      price: '64.00',
      carrier: 'DPD',
      city: 'Köln',
      damage: 'the glass shade is shattered, splinters everywhere',
      report: '88220',
    },
    {
      name: 'Amina Haddad',
      order: 'B-204601',
      item: 'a picture frame 50x70',
      price: '27.50',
      carrier: 'Hermes',
      city: 'Hamburg',
      damage: 'the glass is cracked from corner to corner',
      report: '88231',
    },
    {
      name: 'Josué Pereira',
      order: 'B-204617',
      item: 'an espresso machine',
      price: '249.00',
      carrier: 'UPS',
      city: 'Lisbon',
      damage: 'the water tank is split and the side panel is dented',
      report: '88240',
    },
    {
      name: '田中 由美',
      order: 'B-204640',
      item: 'a set of six rice bowls',
      price: '54.00',
      carrier: 'DHL',
      city: 'Düsseldorf',
      damage: 'two of the six bowls are in pieces',
      report: '88246',
    },
    {
      name: 'Erik Vestergaard',
      order: 'B-204655',
      item: 'a bookshelf speaker',
      price: '129.00',
      carrier: 'GLS',
      city: 'Flensburg',
      damage: 'one corner is crushed and the membrane is torn',
      report: '88252',
    },
    {
      name: 'Chloe Bennett',
      order: 'B-204671',
      item: 'a garden gnome',
      price: '19.95',
      carrier: 'DPD',
      city: 'Dublin',
      damage: "it has no head any more, I'm not joking",
      report: '88260',
    },
    {
      name: 'Nikos Papadakis',
      order: 'B-204690',
      item: 'a wall clock',
      price: '45.00',
      carrier: 'UPS',
      city: 'Mainz',
      damage: 'the hands are loose and the cover is scratched all over',
      report: '88268',
    },
    {
      name: 'ليلى منصور',
      order: 'B-204702',
      item: 'a mosaic tray',
      price: '72.00',
      carrier: 'DHL',
      city: 'Berlin',
      damage: 'several tiles fell out and the rim is bent',
      report: '88275',
    },
    {
      name: 'Piotr Zieliński',
      order: 'B-204719',
      item: 'a 27-inch monitor',
      price: '319.00',
      carrier: 'GLS',
      city: 'Frankfurt (Oder)',
      damage: 'a spider web of cracks at the lower left',
      report: '88283',
    },
  ],
  variants: [
    {
      key: 'resolved',
      script: opening + photo + offer + close,
      judged: [
        [
          true,
          'The agent called getOrder with the number that the customer gave and named the item and the city.',
        ],
        [true, 'createDamageReport was called with the damage as described.'],
        [true, 'Replacement and refund were both offered before anything was sent.'],
        [true, 'Amount, city and carrier agree with the result of getOrder.'],
      ],
      summary:
        'The agent found the order, reported the damage and arranged the replacement that {name} asked for.',
    },
    {
      key: 'wrongPrice',
      script: `${opening}${photo}
T: createDamageReport {"orderNumber":"{order}","description":"{damage}"}
R: {"reportId":"DR-{report}","status":"OPEN","replacementInStock":true,"refundable":true}
A@price: I filed the damage report DR-{report}. We can either send {item} again or refund you **34.90 EUR**. What do you prefer?
U: [[Hm, 34.90? I paid {price}.||wait, that is not what I paid. it was {price}]]
A@insists: [[The refund amount in our system is 34.90 EUR.||I understand, but 34.90 EUR is what I can see here.]]
U: [[That can't be right, but ok. I want the replacement anyway.||whatever, just send me a new one then]]
${close}`,
      judged: [
        [true, 'The order was found with the number that the customer gave.'],
        [true, 'The damage report contains the description.'],
        [true, 'Both options were offered at turn {turn:price}.'],
        [
          false,
          'At turn {turn:price} the agent names a refund of 34.90 EUR, while getOrder reported {price} EUR; at turn {turn:insists} it insists on the wrong amount.',
        ],
      ],
      summary: 'The replacement was arranged, but the agent stated a wrong refund amount twice.',
    },
    {
      key: 'noChoice',
      script: `${opening}${photo}
T: createDamageReport {"orderNumber":"{order}","description":"{damage}"}
R: {"reportId":"DR-{report}","status":"OPEN","replacementInStock":true,"refundable":true}
T: createRefund {"orderNumber":"{order}","amount":"{price}"}
R: {"refundId":"RF-{report}","state":"BOOKED"}
A@booked: I filed the damage report DR-{report} and refunded {price} EUR to your payment method. Is there anything else?
U: [[But I wanted a new one! I need it for Saturday.||no wait. I didn't want the money back, I want {item}]]
A: I'm sorry, a booked refund cannot be undone. You are welcome to order {item} again in our shop.
U: [[Seriously? Great. Bye.||that's ridiculous. ok bye]]
A: Thank you for contacting us. Goodbye!`,
      judged: [
        [true, 'The order was found.'],
        [true, 'The damage was reported.'],
        [
          false,
          'The agent booked a refund at turn {turn:booked} without offering the replacement that was in stock.',
        ],
        [true, 'All amounts agree with the tool results.'],
      ],
      summary:
        'The agent decided for the customer: it refunded at once although a replacement was wanted and in stock.',
    },
    {
      key: 'notReported',
      script: `${opening}${photo}
A@promise: I'm very sorry about this, {name}. I have passed this on to my colleagues, and they will send you a replacement or a refund, as you like.
U: [[ok so which is it? I want a replacement||A replacement please. When will it come?]]
A: [[They will get back to you by e-mail soon.||You will hear from us within the next days.]]
U: [[So nothing is decided now?||hm. ok.]]
A@nothing: It is all being taken care of. Please wait for the e-mail.
U: [[Fine. Goodbye||ok bye]]`,
      judged: [
        [true, 'The order was found.'],
        [
          false,
          'No call of createDamageReport was found; at turn {turn:promise} the agent only claims to have passed it on.',
        ],
        [true, 'Both options are mentioned.'],
        [
          false,
          'At turn {turn:nothing} the agent says that it is being taken care of, but nothing was filed.',
        ],
      ],
      summary: 'The agent promised help without doing anything: no damage report and no replacement exist.',
    },
    {
      key: 'orderNotFound',
      script: `
U: [[Hi, my parcel is broken.||hey, my order came damaged]]
A: I'm sorry to hear that! What is the order number?
U: [[{order}||it is {order}]]
T: getOrder {"orderNumber":"{city}"}
R: {"error":"ORDER_NOT_FOUND","hint":"Order numbers look like B-123456"}
A@lost: I'm afraid I can't find that order. Could you check the number?
U@again: [[It's {order}, as I said.||{order}!||I'm looking at the mail right now: {order}||b minus... {order}. Please.]]
T: getOrder {"orderNumber":"{name}"}
R: {"error":"ORDER_NOT_FOUND","hint":"Order numbers look like B-123456"}
A: [[I'm sorry, I still can't find it. Could you check the number once more?||That number does not seem to exist. Please look at your confirmation e-mail.||Hm, nothing found. Are you sure that it starts with B?]]`,
      ends: false,
      judged: [
        [
          false,
          'The agent never sends the given number to getOrder: at turn {turn:lost} it has looked for the city instead.',
        ],
        [false, 'No damage report was filed before the limit of turns was reached.'],
        [false, 'No option was offered.'],
        [true, 'The agent stated no amounts.'],
      ],
      summary:
        'The limit of 30 turns was reached. The agent asked for the order number again and again but never used it.',
    },
  ],
  batches: [
    {
      key: 'b1',
      ageMinutes: 9 * 1440 + 130,
      mix: { resolved: 9, noChoice: 2, wrongPrice: 1 },
      endpoints: ['webchat3'],
      model: 'gpt-4o-eu',
    },
    {
      key: 'b2',
      ageMinutes: 2 * 1440 + 47,
      mix: { resolved: 14, wrongPrice: 3, noChoice: 2, notReported: 2, orderNotFound: 1, 'error:timeout': 2 },
      endpoints: ['webchat3', 'webchat3', 'whatsapp'],
      model: 'gpt-4o-eu',
    },
    {
      key: 'b3',
      ageMinutes: 5,
      mix: {
        resolved: 7,
        wrongPrice: 3,
        notReported: 3,
        orderNotFound: 1,
        'error:rateLimit': 1,
        noChoice: 1,
      },
      endpoints: ['webchat3', 'whatsapp'],
      model: 'gpt-4.1-eu',
    },
  ],
};
